import { addAwaiter, discardAwaiter } from './awaited-by';
import { nameCallback } from './callback-name';
import type { Coroutine } from './coroutine';
import { getEventLoop } from './current-loop';
import { CancelledError } from './errors';
import { Future } from './future';
import type { EventLoop } from './loop';
import { findRunningLoop } from './running-loop';
import type { Task } from './task';

export interface GatherOptions {
  /** Exceptions become results; else the first one ends the gathering, and the others go on. */
  returnExceptions?: boolean;
}

type AnyAwaitable = Future | Coroutine;

/** The results of a list of awaitables, in its order. */
type Results<A extends readonly AnyAwaitable[]> = {
  -readonly [K in keyof A]: ResultOf<A[K]>;
};

type ResultOf<A> = A extends Future<infer T> ? T : A extends Coroutine<infer T> ? T : never;

/** What `gather` returns: cancelling it cancels the children, whose ends then end it. */
class GatheringFuture extends Future<unknown[]> {
  cancelRequested = false;

  constructor(
    loop: EventLoop,
    private readonly children: readonly Future[],
  ) {
    super(loop);
    this.purpose = { kind: 'gather', detail: `${children.length} awaitables` };
  }

  override get kind(): string {
    return '_GatheringFuture';
  }

  override cancel(message?: string): boolean {
    if (this.done()) return false;
    let anyCancelled = false;
    for (const child of this.children) {
      if (child.cancel(message)) anyCancelled = true;
    }
    // A child may refuse; that somebody asked must reach whoever waits all the same.
    if (anyCancelled) this.cancelRequested = true;
    return anyCancelled;
  }
}

/** Decides when and how a gathering ends. */
class Gathering {
  readonly outer: GatheringFuture;
  private finished = 0;

  constructor(
    loop: EventLoop,
    private readonly children: readonly Future[],
    /** How many different children there are. */
    private readonly count: number,
    private readonly returnExceptions: boolean,
    private readonly caller: Task | undefined,
  ) {
    this.outer = new GatheringFuture(loop, children);
    nameCallback(this.childDone, 'gather: one is done');
  }

  readonly childDone = (child: Future): void => {
    const { outer } = this;
    this.finished++;
    discardAwaiter(child, this.caller);
    if (outer.done()) {
      // Nobody else will ask a child that fails after the first.
      if (!child.cancelled()) child.exception();
      return;
    }
    if (!this.returnExceptions) {
      if (child.cancelled() || child.hasFailed) {
        outer.setException(child.cancelled() ? child.makeCancelledError() : child.exception());
        return;
      }
    }
    if (this.finished === this.count) this.end();
  };

  private end(): void {
    const results = this.children.map(resultOrError);
    // The message is that of the last child in the list, not of the one that ended last.
    const last = this.children.at(-1)!;
    if (this.outer.cancelRequested) this.outer.setException(last.makeCancelledError());
    else this.outer.setResult(results);
  }
}

function resultOrError(child: Future): unknown {
  if (child.cancelled()) return new CancelledError(child.cancelMessage);
  return child.hasFailed ? child.exception() : child.result();
}

/**
 * Waits for all awaitables at the same time and gives their results in the order of the arguments;
 * coroutines become tasks, in that order: `asyncio.gather`. The options are the last argument.
 * Throws `TypeError` for an argument that cannot be awaited.
 */
export function gather<A extends readonly AnyAwaitable[]>(...awaitables: A): Future<Results<A>>;
export function gather<A extends readonly AnyAwaitable[]>(
  ...awaitables: [...A, GatherOptions]
): Future<Results<A>>;
export function gather(...args: Array<AnyAwaitable | GatherOptions>): Future<unknown[]> {
  const { awaitables, returnExceptions } = splitOptions(args);
  const [first] = awaitables;
  const loop = first instanceof Future ? first.loop : getEventLoop();
  if (first === undefined) {
    const empty = loop.createFuture<unknown[]>();
    empty.setResult([]);
    return empty;
  }
  // One that is given twice is awaited once.
  const futures = new Map<AnyAwaitable, Future>();
  for (const one of awaitables) if (!futures.has(one)) futures.set(one, loop.ensureFuture(one));
  const children = awaitables.map((one) => futures.get(one)!);
  const caller = findRunningLoop()?.currentTask;
  const gathering = new Gathering(loop, children, futures.size, returnExceptions, caller);
  const doneAlready = [...futures.values()].filter((child) => child.done());
  for (const child of futures.values()) {
    if (child.done()) continue;
    addAwaiter(child, caller);
    child.addDoneCallback(gathering.childDone);
  }
  for (const child of doneAlready) gathering.childDone(child);
  return gathering.outer;
}

function splitOptions(args: readonly (AnyAwaitable | GatherOptions)[]): {
  awaitables: AnyAwaitable[];
  returnExceptions: boolean;
} {
  const last = args.at(-1);
  const hasOptions =
    typeof last === 'object' && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  const awaitables = (hasOptions ? args.slice(0, -1) : args) as AnyAwaitable[];
  const { returnExceptions = false } = (hasOptions ? last : {}) as GatherOptions;
  return { awaitables, returnExceptions };
}
