import {
  type Awaited,
  type EventLoop,
  type Future,
  getRunningLoop,
  RuntimeError,
} from '../../runtime';

/** How a thread waits for something outside while its own loop of events turns. */
export interface Outside {
  /** Lets real time pass, which the clock of the run takes part in; `seconds` at the most. */
  wait(seconds: number): Promise<void>;
  /** Ends `wait` now. */
  wake(): void;
}

/** What Node is doing, as its own words for it; a promise that nothing of it can settle never settles. */
const activity = () => process.getActiveResourcesInfo().length;

/** Longest real wait, in seconds, after which we look whether Node still does anything. */
const LOOK_INTERVAL = 0.02;

/**
 * Lets native promises settle while a scenario awaits them.
 *
 * They settle only when Node's own loop runs, so the scenario's loop is left between two iterations;
 * inside of a function that runs a loop by itself there is no way to leave it, and awaiting one is an
 * error. Time is real as long as Node does something that could settle a promise.
 */
export class NativePromises {
  #awaited = 0;
  #canWait = false;
  readonly #quiet = activity();

  constructor(private readonly outside: Outside) {}

  /** Whether somebody awaits a promise, so that the loop must be left between its iterations. */
  get isAwaited(): boolean {
    return this.#canWait && this.#awaited > 0;
  }

  readonly adopt = (value: unknown): Awaited => {
    if (!isThenable(value)) return { kind: 'value', value };
    return { kind: 'future', future: this.futureOf(value) };
  };

  /** A future that ends as the promise does. */
  futureOf(promise: PromiseLike<unknown>): Future {
    if (!this.#canWait) throw new RuntimeError(CANNOT_WAIT);
    const future = getRunningLoop().createFuture();
    future.purpose = { kind: 'promise' };
    this.#awaited++;
    let isOver = false;
    const end = (settle: () => void) => {
      if (isOver) return;
      isOver = true;
      this.#awaited--;
      if (!future.done()) settle();
      this.outside.wake();
    };
    promise.then(
      (value) => end(() => future.setResult(value)),
      (error) => end(() => future.setException(error)),
    );
    future.addDoneCallback(() => {
      if (future.cancelled()) end(() => {});
    });
    return future;
  }

  /** Runs a loop, and leaves it between its iterations while a promise is awaited. */
  async drive<T>(turns: Generator<EventLoop, T>): Promise<T> {
    this.#canWait = true;
    try {
      for (let turn = turns.next(); ; turn = turns.next()) {
        if (turn.done) return turn.value;
        await this.#pass(turn.value);
      }
    } finally {
      this.#canWait = false;
    }
  }

  /** Waits until Node has nothing more to do, as a program of Node's own does before it ends. */
  async settleAll(): Promise<void> {
    await nextTurn();
    while (activity() > this.#quiet) await this.outside.wait(LOOK_INTERVAL);
  }

  async #pass(loop: EventLoop): Promise<void> {
    await nextTurn();
    while (!loop.hasReady() && activity() > this.#quiet) {
      const left = loop.nextDeadline() - loop.time();
      if (left <= 0) return;
      await this.outside.wait(Math.min(left, LOOK_INTERVAL));
    }
  }
}

const CANNOT_WAIT =
  'A native promise cannot settle while this function runs the event loop by itself. Call asyncio.run at the top level of the file, or use the functions of asyncio.';

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

/** Lets the callbacks run that Node has ready. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
