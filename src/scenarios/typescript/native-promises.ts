import {
  type AdoptAwaitable,
  type Awaited,
  type Coroutine,
  CoroutineObject,
  type EventLoop,
  Future,
  getRunningLoop,
  nameCallback,
  RuntimeError,
} from '../../runtime';
import type { Scenario } from '../scenario';
import { makeThenable } from './thenable';

/** What a run gave. In a box, because what a promise gives must not be a thenable itself. */
export interface Given<T> {
  readonly value: T;
}

/**
 * Lets native promises settle while a scenario awaits them, and coroutines act as promises.
 *
 * They settle only when Node's own loop runs, so the scenario's loop is left between two iterations;
 * inside of a function that runs a loop by itself there is no way to leave it, and awaiting one is an
 * error. Time is real as long as Node does something that could settle a promise.
 */
export class NativePromises {
  #awaited = 0;
  #canWait = false;
  /** The tasks of coroutines that were taken for promises, which may be asked again and again. */
  readonly #tasks = new WeakMap<object, Future>();

  constructor(
    private readonly outside: Scenario['outside'],
    /** Called after each wait: somebody may have sent a signal. */
    private readonly onWake: () => void,
  ) {}

  /** Whether somebody awaits a promise, so that the loop must be left between its iterations. */
  get isAwaited(): boolean {
    return this.#canWait && this.#awaited > 0;
  }

  readonly adopt = (value: unknown): Awaited => {
    if (!isThenable(value)) return { kind: 'value', value };
    return { kind: 'future', future: this.futureOf(value) };
  };

  /** A promise as a future; undefined for anything else. */
  readonly adoptPromise: AdoptAwaitable = (value) =>
    isThenable(value) ? this.futureOf(value) : undefined;

  /** A future that ends as the promise does. */
  futureOf(promise: PromiseLike<unknown>): Future {
    this.#checkCanWait();
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
    const forgetPromise = (): void => {
      if (future.cancelled()) end(() => {});
    };
    future.addDoneCallback(nameCallback(forgetPromise, 'promise: its future is done'));
    return future;
  }

  /** Gives coroutines and futures the methods of promises, so that `Promise.all` can take them. */
  install(): void {
    const promiseOf = (awaitable: Future | Coroutine) => this.#promiseOf(awaitable);
    makeThenable(CoroutineObject.prototype, promiseOf);
    makeThenable(Future.prototype, promiseOf);
  }

  /** Runs a loop, and leaves it between its iterations while a promise is awaited. */
  async drive<T>(turns: Generator<EventLoop, T>): Promise<Given<T>> {
    this.#canWait = true;
    try {
      for (let turn = turns.next(); ; turn = turns.next()) {
        if (turn.done) return { value: turn.value };
        await this.#pass(turn.value);
      }
    } finally {
      this.#canWait = false;
    }
  }

  /** Waits until Node has nothing more to do, as a program of Node's own does before it ends. */
  async settleAll(): Promise<void> {
    await nextTurn();
    while (!(await this.outside.wait(Number.POSITIVE_INFINITY))) this.onWake();
  }

  async #pass(loop: EventLoop): Promise<void> {
    await nextTurn();
    while (!loop.hasReady()) {
      const left = loop.nextDeadline() - loop.time();
      if (left <= 0 || (await this.outside.wait(left))) return;
      this.onWake();
    }
  }

  #promiseOf(awaitable: Future | Coroutine): Promise<unknown> {
    this.#checkCanWait();
    const future = this.#taskOf(awaitable);
    this.#awaited++;
    const promise = new Promise((resolve, reject) => {
      const settlePromise = (): void => {
        try {
          resolve(future.result());
        } catch (error) {
          reject(error);
        }
      };
      future.addDoneCallback(nameCallback(settlePromise, 'promise: it is settled'));
    });
    // Whoever awaits the promise hears of it in one more turn of Node's loop.
    const over = () => void setImmediate(() => this.#awaited--);
    promise.then(over, over);
    return promise;
  }

  #taskOf(awaitable: Future | Coroutine): Future {
    if (awaitable instanceof Future) return awaitable;
    const task = this.#tasks.get(awaitable) ?? getRunningLoop().createTask(awaitable);
    this.#tasks.set(awaitable, task);
    return task;
  }

  #checkCanWait(): void {
    if (!this.#canWait) throw new RuntimeError(CANNOT_WAIT);
  }
}

const CANNOT_WAIT =
  'A native promise cannot settle while this function runs the event loop by itself. Call asyncio.run at the top level of the file, which is outside of every function, under the name that the file imports or requires. Or use the functions of asyncio instead of the promise.';

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
