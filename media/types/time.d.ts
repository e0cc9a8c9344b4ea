/**
 * The clock of the run, as Python's `time` module. On the virtual clock idle waits are skipped, and
 * blocking costs its seconds without taking them.
 */

/**
 * Blocks the whole event loop for `seconds`: no other task runs meanwhile. To wait, use
 * `await asyncio.sleep(seconds)` instead.
 * @throws ValueError if `seconds` is negative
 */
export function sleep(seconds: number): void;

/** Seconds on the clock of the run; only differences mean something: `time.perf_counter`. */
export function perfCounter(): number;

/** Seconds on the clock of the run, which never goes back: `time.monotonic`. */
export function monotonic(): number;

/** Seconds since the first of January 1970, moving with the clock of the run: `time.time`. */
export function time(): number;
