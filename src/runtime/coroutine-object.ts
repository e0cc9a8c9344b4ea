import type { Awaitable, Coroutine } from './coroutine';
import { RuntimeError, ValueError } from './errors';
import { Line, type Place } from './line';

export type CoroutineState = 'created' | 'running' | 'suspended' | 'closed';

/** What a coroutine object is told about the function that made it. */
export interface CoroutineOrigin {
  /** `__qualname__`. */
  readonly qualname: string;
  /** The host's number of the place where the function begins; 0 if it knows none. */
  readonly site: number;
}

/** How a coroutine is resumed. */
export type Way = 'next' | 'throw' | 'return';

/** Reads the variables that are in scope at an `await`; only the host knows their names. */
export type ReadVariables = () => readonly unknown[];

type Step<T> = IteratorResult<Awaitable, T>;

/** What a coroutine object runs: a generator of the core, or something that acts like one. */
export interface CoroutineBody<T> {
  next(value: unknown): IteratorResult<unknown, T>;
  throw(error: unknown): IteratorResult<unknown, T>;
  return(value: T): IteratorResult<unknown, T>;
  /** What it awaits, if it knows. */
  readonly awaiting?: unknown;
  /** The host's number of the place of its `await`, if it knows. */
  readonly site?: number;
  /** The variables at that place, if the host lets them be read. */
  readonly variables?: ReadVariables | undefined;
}

/** Coroutines that nothing has awaited so far, in the order in which they were made. */
const untouched = new Line<CoroutineObject>();

/** The innermost coroutine of the task that was suspended last, until something runs again. */
let innermost: CoroutineObject | undefined;

/** The innermost of its coroutines that knows its place; those of the core do not. */
let placed: CoroutineObject | undefined;

/** The coroutine object whose body runs now. */
let running: CoroutineObject | undefined;

/** The place of the `await` that is evaluated; its coroutine takes it. */
let awaitSite = 0;
let awaitVariables: ReadVariables | undefined;

/** Somebody who wants to know where coroutines come from and when they start. */
export interface CoroutineObserver {
  /** What it gives is kept as the `note` of the coroutine. */
  created(coroutine: CoroutineObject): unknown;
  started(coroutine: CoroutineObject): void;
  /** Its body is over, however it ended. */
  ended(coroutine: CoroutineObject): void;
  /** An error leaves it; its `site` is still that of the `await` through which the error came. */
  failed?(coroutine: CoroutineObject, error: unknown): void;
}

let observer: CoroutineObserver | undefined;

/** For the host; undefined takes the observer away. */
export function observeCoroutines(newObserver: CoroutineObserver | undefined): void {
  observer = newObserver;
}

/** For compiled code: the number of the place of the `await` that comes next, and its variables. */
export function markAwait(site: number, variables?: ReadVariables): void {
  awaitSite = site;
  awaitVariables = variables;
}

/** The number that was marked last, and is taken by this; 0 if none was. */
export function takeAwaitSite(): number {
  const site = awaitSite;
  awaitSite = 0;
  return site;
}

/** The variables of the place that was marked last; taken by this. */
export function takeAwaitVariables(): ReadVariables | undefined {
  const variables = awaitVariables;
  awaitVariables = undefined;
  return variables;
}

/** Something is awaited now: what was suspended before, driven by hand, is not what a task waits in. */
export function forgetInnermost(): void {
  innermost = undefined;
  placed = undefined;
}

/**
 * The innermost coroutine of the task whose step has just ended by a suspension: one that knows its
 * place, if there is one.
 */
export function innermostCoroutine(): CoroutineObject | undefined {
  return placed ?? innermost;
}

/** The coroutine object whose body runs now, the innermost one if it is awaited by others. */
export function runningCoroutine(): CoroutineObject | undefined {
  return running;
}

/** Takes the coroutines that nothing has awaited; each is named once. */
export function takeNeverAwaited(): CoroutineObject[] {
  const coroutines: CoroutineObject[] = [];
  for (let place = untouched.first; place; place = untouched.first) {
    untouched.leave(place);
    coroutines.push(place.item);
  }
  return coroutines;
}

/**
 * What calling a coroutine function gives: CPython's coroutine object.
 *
 * 1. It runs nothing until it is awaited, and can be awaited once.
 * 2. It knows where it stands: its state, what it awaits, and the place of that `await`.
 *
 * What its body yields goes to the task.
 */
export class CoroutineObject<T = unknown> implements Coroutine<T> {
  private current: CoroutineState = 'created';
  private body: CoroutineBody<T> | undefined = undefined;
  private below: CoroutineObject | undefined = undefined;
  private readonly placeAmongUntouched: Place<CoroutineObject>;
  /** What the observer noted when it was made. */
  readonly note: unknown;

  constructor(
    /** Called when the coroutine starts. */
    private readonly makeBody: () => CoroutineBody<T>,
    private readonly origin: CoroutineOrigin,
  ) {
    this.placeAmongUntouched = untouched.join(this);
    this.note = observer?.created(this);
  }

  get qualname(): string {
    return this.origin.qualname;
  }

  /** Counterpart of `inspect.getcoroutinestate`. */
  get state(): CoroutineState {
    return this.current;
  }

  /** The host's number of the place where it stands: its `await`, or its beginning. */
  get site(): number {
    return this.body?.site ?? this.origin.site;
  }

  /** Reads the variables at that place; undefined if the host gives none. */
  get variables(): ReadVariables | undefined {
    return this.body?.variables;
  }

  /** The place where the function that made it begins. */
  get firstSite(): number {
    return this.origin.site;
  }

  /**
   * The next coroutine object that runs or is suspended inside of it, also if a coroutine of the core,
   * which cannot be looked into, stands between the two.
   */
  get inner(): CoroutineObject | undefined {
    return this.below;
  }

  /** What it awaits: `cr_await`. */
  get awaiting(): unknown {
    return this.body?.awaiting;
  }

  next(value?: unknown): Step<T> {
    return this.resume('next', value);
  }

  /** As `next`: the name in Python. Throws `TypeError` for a value before the start. */
  send(value: unknown): Step<T> {
    return this.resume('next', value);
  }

  /** Throws `error` at the `await` where it stands. Before its start, ends it with the error. */
  throw(error: unknown): Step<T> {
    return this.resume('throw', error);
  }

  /**
   * Ends it where it stands; its `finally` blocks run, and what they return is given. Before its start,
   * and after its end, does nothing. Throws `RuntimeError` if it waits for something meanwhile.
   */
  close(): T | undefined {
    if (this.current === 'created') {
      untouched.leave(this.placeAmongUntouched);
      this.current = 'closed';
    }
    if (this.current === 'closed') return undefined;
    const step = this.resume('return', undefined);
    if (!step.done) throw new RuntimeError('coroutine ignored GeneratorExit');
    return step.value;
  }

  /** As `close`: the name that JavaScript calls. */
  return(value: T): Step<T> {
    this.close();
    return { done: true, value };
  }

  /** What awaits it calls this. Throws `RuntimeError` if somebody else awaits it. */
  [Symbol.iterator](): this {
    if (this.current === 'suspended') throw new RuntimeError('coroutine is being awaited already');
    return this;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  get [Symbol.toStringTag](): string {
    return 'Coroutine';
  }

  toString(): string {
    return `<coroutine object ${this.qualname}>`;
  }

  /** What is said if nothing ever awaits it. */
  get neverAwaitedMessage(): string {
    return `coroutine '${this.qualname}' was never awaited`;
  }

  /** What is said to who uses it again when it is over. */
  protected get reuseMessage(): string {
    return 'cannot reuse already awaited coroutine';
  }

  private resume(way: Way, value: unknown): Step<T> {
    this.checkResumable(way === 'next' ? value : undefined);
    if (this.current === 'created') this.starts();
    this.current = 'running';
    forgetInnermost();
    const outer = running;
    running = this;
    if (outer !== undefined) outer.below = this;
    let goesOn = false;
    try {
      this.body ??= this.makeBody();
      const { body } = this;
      let step: IteratorResult<unknown, T>;
      if (way === 'next') step = body.next(value);
      else if (way === 'throw') step = body.throw(value);
      else step = body.return(value as T);
      goesOn = step.done !== true;
      return step as Step<T>;
    } catch (error) {
      observer?.failed?.(this, error);
      throw error;
    } finally {
      running = outer;
      if (goesOn) this.suspended();
      else this.ended(outer);
    }
  }

  private checkResumable(sent: unknown): void {
    if (this.current === 'closed') throw new RuntimeError(this.reuseMessage);
    if (this.current === 'running') throw new ValueError('coroutine already executing');
    if (this.current === 'created' && sent !== undefined) {
      throw new TypeError("can't send non-None value to a just-started coroutine");
    }
  }

  private starts(): void {
    untouched.leave(this.placeAmongUntouched);
    observer?.started(this);
  }

  private suspended(): void {
    this.current = 'suspended';
    if (placed === undefined && this.site !== 0) placed = this;
    if (innermost !== undefined) return;
    innermost = this;
    this.below = undefined;
  }

  private ended(outer: CoroutineObject | undefined): void {
    this.current = 'closed';
    forgetInnermost();
    if (outer !== undefined) outer.below = undefined;
    observer?.ended(this);
  }
}
