import { ValueError } from '../../../runtime';
import { withDefault } from './with-default';

/** The clock of the run, for `loopscope/time`. Seconds. */
export interface RunTime {
  /** Holds the whole loop. */
  block(seconds: number): void;
  /** Seconds since the run began. */
  now(): number;
  /** Seconds since 1970. */
  sinceEpoch(): number;
}

/** `loopscope/time`: Python's `time`, on the clock of the run. */
export function timeModule(run: RunTime): Record<string, unknown> {
  return withDefault({
    __esModule: true,
    sleep: (seconds: number): void => run.block(checked(seconds)),
    perfCounter: () => run.now(),
    monotonic: () => run.now(),
    time: () => run.sinceEpoch(),
  });
}

function checked(seconds: unknown): number {
  if (typeof seconds !== 'number') {
    throw new TypeError(`time.sleep needs a number of seconds, not ${typeof seconds}`);
  }
  if (Number.isNaN(seconds)) throw new ValueError('Invalid value NaN (not a number)');
  if (seconds < 0) throw new ValueError('sleep length must be non-negative');
  return seconds;
}
