import type { Clock } from '../runtime/clock';

/** The real clocks of this thread, kept before they are replaced. */
const realPerformanceNow = performance.now.bind(performance);
const realDateNow = Date.now.bind(Date);

/** Real seconds from a monotonic source. */
export function realSeconds(): number {
  return realPerformanceNow() / 1000;
}

/**
 * Makes every clock of the interpreter follow the clock of the run.
 *
 * CPython in WebAssembly asks `performance.now` and `Date.now` for the time, so `time.time`,
 * `time.monotonic`, `time.perf_counter` and `datetime.now` agree with the loop by themselves, also in
 * modules that took hold of these functions long before.
 */
export function useClock(clock: Clock): void {
  const epoch = realDateNow();
  Object.defineProperty(performance, 'now', {
    value: () => clock.time() * 1000,
    configurable: true,
  });
  Date.now = () => epoch + clock.time() * 1000;
}
