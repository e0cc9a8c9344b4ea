import {
  type Coroutine,
  EventLoop,
  type EventLoopOptions,
  type Future,
  type LogSink,
  sleep,
  VirtualClock,
} from '../../../src/runtime';

/** A log that is compared as a whole. */
export class Notes implements LogSink {
  readonly lines: string[] = [];

  warning(message: string): void {
    this.lines.push(`warning: ${message}`);
  }

  error(message: string, error?: unknown): void {
    this.lines.push(`error: ${message}${error === undefined ? '' : ` | ${error}`}`);
  }
}

/** A loop on a virtual clock that never measures, whose log is `notes`. */
export function makeLoop(options: Partial<EventLoopOptions> = {}): {
  loop: EventLoop;
  notes: Notes;
} {
  const notes = new Notes();
  const clock = new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY });
  return { loop: new EventLoop({ clock, log: notes, ...options }), notes };
}

/** The error that `action` throws, as text such as `RuntimeError: Event loop is closed`. */
export function thrown(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

/** Runs the generator function as the main coroutine of a new loop and returns what it noted. */
export function runMain(main: (loop: EventLoop, note: Note) => Coroutine<void>): unknown[] {
  const log: unknown[] = [];
  const { loop } = makeLoop();
  loop.runUntilComplete(main(loop, (entry) => log.push(entry)));
  return log;
}

/** Awaits the future or coroutine and gives the error it throws as text, or its result. */
export function* outcome(awaitable: Future | Coroutine): Coroutine<string> {
  try {
    return `result ${yield* awaitable}`;
  } catch (error) {
    return String(error);
  }
}

/** A coroutine that awaits nothing and returns or throws what `action` does. */
export function* atOnce<T>(action: () => T): Coroutine<T> {
  // The empty list is what makes this a generator without a suspension.
  yield* [];
  return action();
}

export function fail(error: unknown): Coroutine<never> {
  return atOnce(() => {
    throw error;
  });
}

/** Writes into the log of a test. */
export type Note = (entry: unknown) => void;

/** Sleeps for `delay` seconds and notes its end or its cancellation; fails with `error` if there is one. */
export function* job(note: Note, name: string, delay: number, error?: Error): Coroutine<string> {
  try {
    yield* sleep(delay);
  } catch (cancellation) {
    note(`${name} ${cancellation}`);
    throw cancellation;
  }
  note(`${name} ends`);
  if (error !== undefined) throw error;
  return name;
}
