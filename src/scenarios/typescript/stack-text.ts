import { errorName } from '../../runtime/repr';
import type { SourceFrame, UserCode } from './user-code';

/** What of an error's stack is the user's, innermost first. */
const framesOf = new WeakMap<object, readonly SourceFrame[]>();

/**
 * Makes stacks show the user's own lines: those of the compiled code are led back to the source, and
 * ours are left out.
 */
export function showUserStacks(code: UserCode): void {
  Error.stackTraceLimit = 100;
  Error.prepareStackTrace = (error, calls) => {
    const lines: string[] = [];
    const frames: SourceFrame[] = [];
    for (const call of calls) {
      const frame = code.frameOf(call);
      if (frame) frames.push(frame);
      const line = frame ? lineOf(frame) : foreignLine(call);
      if (line !== undefined) lines.push(`    at ${line}`);
    }
    framesOf.set(error, frames);
    return [headOf(error), ...lines].join('\n');
  };
}

/** The user's places in the stack of an error, innermost first. */
export function placesOfError(error: unknown): readonly SourceFrame[] {
  if (!(error instanceof Error)) return [];
  // Asking for the text is what makes the engine look at the frames.
  return error.stack === undefined ? [] : (framesOf.get(error) ?? []);
}

/** The user's innermost place in the stack of an error. */
export function placeOfError(error: unknown): SourceFrame | undefined {
  return placesOfError(error)[0];
}

/** An error in one line, as Python ends a traceback. */
export function headOf(error: unknown): string {
  if (!(error instanceof Error)) return `Uncaught ${String(error)}`;
  const name = errorName(error);
  return error.message === '' ? name : `${name}: ${error.message}`;
}

function lineOf({ position }: SourceFrame): string {
  const { file, line, column, name } = position;
  return `${name} (${file}:${line}:${column})`;
}

/** A call in a package that the user installed; ours and Node's own are not shown. */
function foreignLine(call: NodeJS.CallSite): string | undefined {
  const file = call.getFileName();
  if (!file?.includes('node_modules')) return undefined;
  return `${call.getFunctionName() ?? '<anonymous>'} (${file}:${call.getLineNumber()})`;
}
