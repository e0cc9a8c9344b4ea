import type { Clock } from '../../runtime';
import { useClock } from '../clock-source';

/**
 * Makes `Date`, `performance.now` and `process.hrtime` follow the clock of the run. Returns the seconds
 * since 1970, which `Date.now` gives in whole milliseconds.
 */
export function useClockOfNode(clock: Clock): () => number {
  useClock(clock);
  const exactNow = Date.now;
  Date.now = () => Math.round(exactNow());
  const now = () => Date.now();
  const followed: DateConstructor = new Proxy(Date, {
    apply: () => new Date(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  });
  Date.prototype.constructor = followed;
  globalThis.Date = followed;
  process.hrtime = Object.assign(hrtimeOf(clock), { bigint: () => nanoseconds(clock) });
  return () => exactNow() / 1000;
}

const NANOSECONDS = 1_000_000_000n;

function nanoseconds(clock: Clock): bigint {
  return BigInt(Math.round(clock.time() * Number(NANOSECONDS)));
}

function hrtimeOf(clock: Clock) {
  return (before: readonly [number, number] = [0, 0]): [number, number] => {
    const start = BigInt(before[0]) * NANOSECONDS + BigInt(before[1]);
    const passed = nanoseconds(clock) - start;
    return [Number(passed / NANOSECONDS), Number(passed % NANOSECONDS)];
  };
}
