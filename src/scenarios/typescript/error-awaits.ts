import { AsyncFunctionCoroutine, type CoroutineObject } from '../../runtime';

/** As many as there are frames in a stack. */
const MAX_AWAITS = 100;

/** The places of the `await`s through which an error came, innermost first. */
const awaits = new WeakMap<object, number[]>();

/**
 * An error leaves a coroutine. Whoever awaits the coroutine is not on the engine's stack, because the
 * function that awaits is suspended meanwhile.
 */
export function noteAwaitOfError(error: unknown, coroutine: CoroutineObject): void {
  if (typeof error !== 'object' || error === null) return;
  const sites = awaits.get(error);
  // A coroutine of the core has no place; that of whoever awaits it is next.
  const site = coroutine instanceof AsyncFunctionCoroutine ? coroutine.site : 0;
  if (sites === undefined) awaits.set(error, [site]);
  else if (site !== 0 && sites.length < MAX_AWAITS) sites.push(site);
}

/**
 * The places of the `await`s through which an error came, innermost first. The function that the error
 * left first is on the stack itself, if anything of the user is.
 */
export function awaitsOfError(error: object, hasFrames: boolean): readonly number[] {
  const [first = 0, ...others] = awaits.get(error) ?? [];
  return hasFrames || first === 0 ? others : [first, ...others];
}
