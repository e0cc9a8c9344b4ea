import { type Context, copyContext } from './contextvars';
import { type Coroutine, isCoroutine } from './coroutine';
import { type LoopFactory, newEventLoop, setEventLoop } from './current-loop';
import { RuntimeError } from './errors';
import { Future } from './future';
import { gather } from './gather';
import { type EventLoop, exhaust } from './loop';
import { findRunningLoop } from './running-loop';

/** How long the default executor may take to end: `constants.THREAD_JOIN_TIMEOUT`. */
const THREAD_JOIN_SECONDS = 300;

export interface RunnerOptions {
  /** Switches debug mode on or off; the default leaves the loop as it was made. */
  debug?: boolean;
  /** Makes the loop; without it, a new loop also becomes the current one. */
  loopFactory?: LoopFactory;
}

/** Runs several coroutines, one after the other, on one loop and in one context: `asyncio.Runner`. */
export class Runner {
  private loop: EventLoop | undefined = undefined;
  private context: Context | undefined = undefined;
  private closed = false;
  /** Whether the loop is the current one, and must not stay it. */
  private isCurrent = false;

  constructor(private readonly options: RunnerOptions = {}) {}

  /** The loop, which the first call makes. Throws `RuntimeError` if the runner is closed. */
  getLoop(): EventLoop {
    if (this.closed) throw new RuntimeError('Runner is closed');
    this.loop ??= this.makeLoop();
    return this.loop;
  }

  /**
   * Runs a coroutine as a task, or a task that awaits a future, and gives its result.
   * Throws `RuntimeError` if a loop runs or the runner is closed, `TypeError` for anything else.
   */
  run<T>(main: Coroutine<T> | Future<T>, options: { context?: Context } = {}): T {
    return exhaust(this.running(main, options));
  }

  /** As `run`, with the pauses of `EventLoop.runningForever`. */
  *running<T>(
    main: Coroutine<T> | Future<T>,
    { context }: { context?: Context } = {},
  ): Generator<EventLoop, T> {
    if (findRunningLoop() !== undefined) {
      throw new RuntimeError('Runner.run() cannot be called from a running event loop');
    }
    const loop = this.getLoop();
    const task = loop.createTask(coroutineOf(main), { context: context ?? this.context });
    return yield* loop.runningUntilComplete(task);
  }

  /** Cancels the tasks that are left, lets them end, and closes the loop. Does nothing without one. */
  close(): void {
    exhaust(this.closing());
  }

  /** As `close`, with the pauses of `EventLoop.runningForever`. */
  *closing(): Generator<EventLoop, void> {
    const { loop } = this;
    if (loop === undefined) return;
    try {
      yield* cancellingAllTasks(loop);
      yield* loop.runningUntilComplete(loop.shutdownAsyncgens());
      yield* loop.runningUntilComplete(loop.shutdownDefaultExecutor(THREAD_JOIN_SECONDS));
    } finally {
      if (this.isCurrent) setEventLoop(undefined);
      loop.close();
      this.loop = undefined;
      this.closed = true;
    }
  }

  /** Calls `body` and closes the runner: `with asyncio.Runner() as runner`. */
  with<R>(body: (runner: this) => R): R {
    this.getLoop();
    try {
      return body(this);
    } finally {
      this.close();
    }
  }

  private makeLoop(): EventLoop {
    const { debug, loopFactory } = this.options;
    const loop = (loopFactory ?? newEventLoop)();
    if (loopFactory === undefined) {
      setEventLoop(loop);
      this.isCurrent = true;
    }
    if (debug !== undefined) loop.debug = debug;
    this.context = copyContext();
    return loop;
  }
}

/**
 * Runs a coroutine on a new loop, and gives its result when everything is cleaned up: `asyncio.run`.
 * Throws what the coroutine throws, and `RuntimeError` if a loop runs.
 */
export function run<T>(main: Coroutine<T>, options: RunnerOptions = {}): T {
  return exhaust(running(main, options));
}

/** As `run`, with the pauses of `EventLoop.runningForever`. */
export function* running<T>(
  main: Coroutine<T>,
  options: RunnerOptions = {},
): Generator<EventLoop, T> {
  if (findRunningLoop() !== undefined) {
    throw new RuntimeError('asyncio.run() cannot be called from a running event loop');
  }
  const runner = new Runner(options);
  try {
    return yield* runner.running(main);
  } finally {
    yield* runner.closing();
  }
}

function coroutineOf<T>(main: Coroutine<T> | Future<T>): Coroutine<T> {
  if (main instanceof Future) return main[Symbol.iterator]();
  if (isCoroutine(main)) return main;
  throw new TypeError('An asyncio.Future, a coroutine or an awaitable is required');
}

/** `runners._cancel_all_tasks`. */
function* cancellingAllTasks(loop: EventLoop): Generator<EventLoop, void> {
  const tasks = [...loop.allTasks()];
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  yield* loop.runningUntilComplete(gather(...tasks, { returnExceptions: true }));
  for (const task of tasks) {
    if (!task.hasFailed) continue;
    loop.callExceptionHandler({
      message: 'unhandled exception during asyncio.run() shutdown',
      exception: task.exception(),
      task,
    });
  }
}
