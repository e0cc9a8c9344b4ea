import { Recorder } from '../../src/trace/recorder';
import { type EventKind, kindNumber, READY_CAUSES, WAIT_KINDS } from '../../src/trace/schema';
import { TraceStore } from '../../src/trace/store';
import { Random } from '../fuzz/random';

/** What the loop really had in its hands when an event had happened. */
export interface LoopTruth {
  readonly iteration: number;
  /** `task 3` or `callback 7`; empty if nothing ran. */
  readonly running: string;
  /** As `running`; timers that had joined the queue are `timer 7`. */
  readonly ready: readonly string[];
  /** Ids in the order in which they are due. */
  readonly timers: readonly number[];
  /** `3 waiting`, in order of creation. */
  readonly tasks: readonly string[];
  readonly outputs: number;
}

/** What a task does; the same object until that changes. */
interface Doing {
  readonly state: 'ready' | 'running' | 'waiting';
  /** Seconds; when its sleep is over, NaN if it does not sleep. */
  readonly deadline: number;
  /** Its timer has woken it in the end. */
  isWoken: boolean;
}

interface Entry {
  readonly kind: 'task' | 'callback' | 'timer';
  readonly handle: number;
  readonly task: number;
  readonly deadline: number;
  /** The task that the timer wakes, 0 for any other. */
  readonly wakes: number;
  cancelled: boolean;
}

/** Tasks and timers over which no more are made by choice. */
const MOST_AT_ONCE = 40;

/** A small event loop whose tasks and callbacks do anything at random, and that knows its own queue. */
export class RandomLoop {
  readonly store = new TraceStore();
  /** By event. */
  readonly truth: readonly LoopTruth[];
  readonly #seen: (() => LoopTruth)[] = [];
  readonly #recorder = new Recorder((chunk) => this.store.append(chunk));
  readonly #random: Random;
  #time = 0;
  #handles = 0;
  #tasks = 0;
  #outputs = 0;
  #iteration = 0;
  /** The last iteration in which a handle began: one that only drops cancelled ones leaves no trace. */
  #shownIteration = 0;
  #ready: Entry[] = [];
  #timers: Entry[] = [];
  #running: Entry[] = [];
  #isBetween = false;
  readonly #doing = new Map<number, Doing>();

  /** Runs until there are at least `events` events; the same seed gives the same run. */
  constructor(seed: number, events: number) {
    this.#random = new Random(seed);
    this.#create();
    while (this.#recorder.length < events) this.#runOnce();
    this.#recorder.flush();
    this.truth = this.#seen.map((truth) => truth());
  }

  #runOnce(): void {
    if (this.#ready.length === 0) this.#idle();
    this.#iteration++;
    const due = this.#timers.filter(({ deadline }) => deadline <= this.#time);
    due.sort((one, other) => one.deadline - other.deadline);
    this.#timers = this.#timers.filter((timer) => !due.includes(timer));
    this.#ready.push(...due);
    for (let count = this.#ready.length; count > 0; count--) {
      const entry = this.#ready.shift();
      if (entry === undefined || entry.cancelled) continue;
      if (entry.kind === 'task') this.#step(entry);
      else this.#callback(entry);
    }
  }

  #idle(): void {
    const from = this.#time;
    const isStalled = this.#timers.length === 0;
    const next = isStalled ? from + 1 : Math.min(...this.#timers.map(({ deadline }) => deadline));
    this.#time = Math.max(from, next);
    if (this.#time > from) this.#add('loop.idle', from, 0, 0, 0, 0, this.#time);
    // Somebody outside has an idea.
    if (isStalled) this.#create();
  }

  #step(entry: Entry): void {
    this.#begin(entry);
    this.#enter(entry.task, 'running');
    this.#add('task.step', this.#time, entry.task, entry.handle, 0, this.#iteration);
    this.#act(entry.task);
    this.#leave(entry.task);
    const outer = this.#running.at(-1);
    if (outer?.kind === 'task') {
      this.#add('task.step', this.#time, outer.task, 0, 0, this.#iteration);
    } else if (outer !== undefined) {
      this.#add('callback.started', this.#time, 0, outer.handle, 0, this.#iteration);
    }
  }

  #callback(entry: Entry): void {
    this.#begin(entry);
    this.#add('callback.started', this.#time, 0, entry.handle, 0, this.#iteration);
    if (entry.wakes !== 0) this.#wake(entry.wakes, 'timer', entry.deadline);
    this.#act(0);
    this.#running.pop();
    this.#add('callback.ended', this.#time, 0, entry.handle, 0, 0);
  }

  #begin(entry: Entry): void {
    this.#running.push(entry);
    this.#shownIteration = this.#iteration;
  }

  #enter(task: number, state: Doing['state'], deadline = Number.NaN): void {
    this.#doing.set(task, { state, deadline, isWoken: false });
  }

  /** How a step ends. */
  #leave(task: number): void {
    const way = this.#random.below(8);
    if (way === 0) {
      this.#endStep();
      this.#doing.delete(task);
      this.#add('task.ended', this.#time, task, 0, 0, 0);
    } else if (way < 3) {
      this.#endStep();
      this.#enter(task, 'ready');
      this.#ready.push(this.#entry('task', { handle: ++this.#handles, task }));
      this.#add('task.suspended', this.#time, task, WAIT_KINDS.indexOf('yield'), 0, 0);
    } else if (way < 6) {
      this.#endStep();
      this.#enter(task, 'waiting');
      this.#add('task.suspended', this.#time, task, WAIT_KINDS.indexOf('future'), 0, 0);
    } else {
      const deadline = this.#setTimer(task);
      this.#endStep();
      this.#enter(task, 'waiting', deadline);
      const sleep = WAIT_KINDS.indexOf('sleep');
      this.#add('task.suspended', this.#time, task, sleep, 0, 0, deadline);
    }
  }

  /** What it interrupted goes on with an event of its own. */
  #endStep(): void {
    this.#running.pop();
    this.#isBetween = true;
  }

  #act(task: number): void {
    for (let count = this.#random.below(4); count > 0; count--) this.#actOnce(task);
    if (this.#random.chance(0.3)) this.#time += this.#random.below(3) / 4;
  }

  #actOnce(task: number): void {
    const isCrowded = this.#doing.size + this.#timers.length > MOST_AT_ONCE;
    const more = [
      () => this.#create(task),
      () => this.#beginEagerly(task),
      () => void this.#setTimer(0),
    ];
    const others = [
      () => this.#callSoon(),
      () => this.#cancelTimer(),
      () => this.#cancelCallback(),
      () => this.#print(task),
      () => this.#wakeOne(),
    ];
    this.#random.pick(isCrowded ? others : [...more, ...others])();
  }

  /** The trace does not tell that a handle was cancelled. */
  #cancelCallback(): void {
    const callbacks = this.#ready.filter(({ kind }) => kind === 'callback');
    if (callbacks.length > 0) this.#random.pick(callbacks).cancelled = true;
  }

  #print(task: number): void {
    this.#outputs++;
    this.#add('output', this.#time, task, 1, 0, 0);
  }

  #wakeOne(): void {
    const waiting = [...this.#doing].filter(([, { state, deadline }]) => {
      return state === 'waiting' && Number.isNaN(deadline);
    });
    if (waiting.length > 0) this.#wake(this.#random.pick(waiting)[0], 'woken');
  }

  #create(creator = 0): void {
    const task = ++this.#tasks;
    this.#enter(task, 'ready');
    this.#add('task.created', this.#time, task, creator, 0, 0);
    this.#joinTask(task, 'created');
  }

  #beginEagerly(creator: number): void {
    if (this.#running.length === 3) return;
    const task = ++this.#tasks;
    this.#enter(task, 'ready');
    this.#add('task.created', this.#time, task, creator, 0, 0);
    this.#step(this.#entry('task', { task }));
  }

  #callSoon(): void {
    const entry = this.#entry('callback', { handle: ++this.#handles });
    this.#ready.push(entry);
    this.#add('callback.ready', this.#time, 0, entry.handle, 0, 0);
  }

  #setTimer(wakes: number): number {
    const deadline = this.#time + this.#random.below(12) / 4;
    const timer = this.#entry('timer', { handle: ++this.#handles, deadline, wakes });
    this.#timers.push(timer);
    this.#add('timer.set', this.#time, 0, timer.handle, 0, 0, deadline);
    return deadline;
  }

  #cancelTimer(): void {
    const isFree = ({ kind, wakes, cancelled }: Entry) =>
      kind === 'timer' && wakes === 0 && !cancelled;
    const timers = [...this.#timers, ...this.#ready].filter(isFree);
    if (timers.length === 0) return;
    const timer = this.#random.pick(timers);
    this.#timers = this.#timers.filter((one) => one !== timer);
    this.#ready = this.#ready.filter((one) => one !== timer);
    timer.cancelled = true;
    this.#add('timer.cancelled', this.#time, 0, timer.handle, 0, 0);
  }

  #wake(task: number, cause: 'timer' | 'woken', deadline?: number): void {
    this.#doing.get(task)!.isWoken = true;
    this.#enter(task, 'ready');
    this.#joinTask(task, cause, deadline);
  }

  #joinTask(task: number, cause: 'created' | 'timer' | 'woken', deadline?: number): void {
    const entry = this.#entry('task', { handle: ++this.#handles, task });
    this.#ready.push(entry);
    const number = READY_CAUSES.indexOf(cause);
    this.#add('task.ready', this.#time, task, number, 0, entry.handle, deadline);
  }

  #entry(kind: Entry['kind'], parts: Partial<Entry>): Entry {
    return {
      kind,
      handle: 0,
      task: 0,
      deadline: Number.NaN,
      wakes: 0,
      cancelled: false,
      ...parts,
    };
  }

  #add(
    kind: EventKind,
    time: number,
    task: number,
    a: number,
    b: number,
    c: number,
    value?: number,
  ): void {
    this.#recorder.add(kindNumber(kind), time, task, a, b, c, 0, value);
    const words = ({ kind, task, handle }: Entry) => `${kind} ${task || handle}`;
    const running = this.#isBetween ? undefined : this.#running.at(-1);
    this.#isBetween = false;
    const timers = [...this.#timers].sort((one, other) => one.deadline - other.deadline);
    const [doing, now] = [[...this.#doing], this.#time];
    const seen = {
      iteration: this.#shownIteration,
      running: running === undefined ? '' : words(running),
      ready: this.#ready.map(words),
      timers: timers.map(({ handle }) => handle),
      outputs: this.#outputs,
    };
    this.#seen.push(() => ({
      ...seen,
      // A task whose sleep is over is ready, even if the loop has not come round to its timer.
      tasks: doing.map(([id, { state, deadline, isWoken }]) => {
        return `${id} ${isWoken && deadline <= now ? 'ready' : state}`;
      }),
    }));
  }
}
