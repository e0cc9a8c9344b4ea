import { Context, copyContext } from './contextvars';

/** The keyword argument `context` of `loop.call_soon` and its relatives, as a last argument. */
export interface ContextOption {
  /** The context in which the callback runs; the default is a copy of the current one. */
  context: Context;
}

/** The arguments of a callback, which an option for the loop may follow. */
export type CallArguments<A extends unknown[]> = A | [...A, ContextOption];

/**
 * Parts the arguments for the callback from the option. Only an object that holds a real context and
 * nothing else counts as an option, so that a callback can be given any other object.
 */
export function splitContext(args: readonly unknown[]): {
  args: readonly unknown[];
  context: Context;
} {
  const last = args.at(-1);
  if (!isContextOption(last)) return { args, context: copyContext() };
  return { args: args.slice(0, -1), context: last.context };
}

function isContextOption(value: unknown): value is ContextOption {
  if (typeof value !== 'object' || value === null || !('context' in value)) return false;
  return value.context instanceof Context && Object.keys(value).length === 1;
}
