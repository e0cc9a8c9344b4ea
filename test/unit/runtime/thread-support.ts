import {
  atItsMoment,
  type Coroutine,
  type EventLoop,
  findRunningWorker,
  setThreadHost,
  ThreadPoolExecutor,
  type ThreadPoolOptions,
  VirtualClock,
} from '../../../src/runtime';
import { makeLoop, Notes } from './support';

/** A program with threads, which writes what happens into a log. */
export interface ThreadProgram {
  readonly clock: VirtualClock;
  readonly notes: Notes;
  readonly log: unknown[];
  /** Writes something into the log when it happens. */
  note(...entry: unknown[]): void;
  /** A job that takes `seconds` and gives its name. */
  readonly job: (name: string, seconds: number) => string;
  /** A pool whose threads are `w_0`, `w_1` … */
  pool(maxWorkers: number, options?: ThreadPoolOptions): ThreadPoolExecutor;
  /** Runs the main coroutine on a loop of its own, as `asyncio.run` does. */
  run(main: (loop: EventLoop) => Coroutine<void>): void;
}

/** Sets up what runs threads; the test has to call `setThreadHost()` when it is over. */
export function threadProgram(): ThreadProgram {
  const clock = new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY });
  const notes = new Notes();
  const log: unknown[] = [];
  setThreadHost({ clock, hooks: undefined, log: notes });
  const note = (...entry: unknown[]) => atItsMoment(clock, () => log.push(entry));
  return {
    clock,
    notes,
    log,
    note,
    job: (name, seconds) => {
      note(name, 'begins', clock.time(), findRunningWorker()?.name);
      clock.sleep(seconds);
      note(name, 'ends', clock.time());
      return name;
    },
    pool: (maxWorkers, options = {}) =>
      new ThreadPoolExecutor({ threadNamePrefix: 'w', ...options, maxWorkers }),
    run: (main) => {
      const { loop } = makeLoop({ clock, log: notes });
      loop.runUntilComplete(main(loop));
      loop.runUntilComplete(loop.shutdownDefaultExecutor());
      loop.close();
    },
  };
}
