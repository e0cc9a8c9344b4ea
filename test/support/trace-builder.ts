import type { PrimitiveKind } from '../../src/trace/primitive-lanes';
import { Recorder } from '../../src/trace/recorder';
import {
  type EventKind,
  kindNumber,
  OUTCOMES,
  type Outcome,
  type Position,
  READY_CAUSES,
  type ReadyCause,
  RUN_ENDS,
  type RunEnd,
  WAIT_KINDS,
  type WaitKind,
} from '../../src/trace/schema';
import { TraceStore } from '../../src/trace/store';

/** Writes traces by hand, one line an event, for tests of everything that reads them. */
export class TraceBuilder {
  readonly store = new TraceStore();
  readonly #recorder = new Recorder((chunk) => this.store.append(chunk));
  readonly #positions = new Map<string, number>();
  #handle = 0;

  constructor(readonly file = '/scenarios/example.py') {}

  /** The number of a whole source line. */
  at(line: number, name = '<module>', file = this.file): number {
    const key = `${line} ${name} ${file}`;
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    const position: Position = {
      file,
      line,
      column: 5,
      endLine: line,
      endColumn: 20,
      name,
    };
    const number = this.#recorder.position(position);
    this.#positions.set(key, number);
    return number;
  }

  created(
    time: number,
    task: number,
    name: string,
    creator = 0,
    position = 0,
    coroutine = name,
  ): this {
    const { text } = this;
    this.#add('task.created', time, task, creator, text(name), text(coroutine), position);
    return this.ready(time, task, 'created', creator);
  }

  /** `due`: deadline in seconds of the timer whose callback woke the task. */
  ready(time: number, task: number, cause: ReadyCause, by = 0, due?: number): this {
    const number = READY_CAUSES.indexOf(cause);
    return this.#add('task.ready', time, task, number, by, ++this.#handle, 0, due);
  }

  step(time: number, task: number, position = 0, iteration = 0): this {
    return this.#add('task.step', time, task, ++this.#handle, 0, iteration, position);
  }

  /** An eager task begins its first step inside what runs. */
  eager(time: number, task: number, name: string, creator = 0, position = 0): this {
    const { text } = this;
    this.#add('task.created', time, task, creator, text(name), text(name), position);
    return this.goesOn(time, task);
  }

  /** A step begins, or goes on after an eager step, without having been ready. */
  goesOn(time: number, task: number): this {
    return this.#add('task.step', time, task, 0, 0, 0, 0);
  }

  suspended(
    time: number,
    task: number,
    wait: WaitKind,
    options: { on?: number; detail?: string; position?: number; deadline?: number } = {},
  ): this {
    const { on = 0, detail = '', position = 0, deadline } = options;
    const kind = WAIT_KINDS.indexOf(wait);
    return this.#add('task.suspended', time, task, kind, on, this.text(detail), position, deadline);
  }

  ended(time: number, task: number, outcome: Outcome = 'done', exception = '', position = 0): this {
    const text = this.text(exception);
    return this.#add('task.ended', time, task, OUTCOMES.indexOf(outcome), text, 0, position);
  }

  /** `position`: where the callback was scheduled, if that is to be in the trace. */
  callback(
    from: number,
    to: number,
    name: string,
    body: () => void = () => {},
    position = 0,
  ): this {
    const handle = ++this.#handle;
    if (position) this.#add('callback.ready', from, 0, handle, this.text(name), 0, position);
    this.#add('callback.started', from, 0, handle, this.text(name), 0, 0);
    body();
    return this.#add('callback.ended', to, 0, handle, 0, 0, 0);
  }

  /** A task, or nobody (0), asks for a callback; `handle` is any number from 1000 on, to be used once. */
  asked(time: number, handle: number, name: string, by = 0, position = 0): this {
    return this.#add('callback.ready', time, 0, handle, this.text(name), by, position);
  }

  /** A task, or nobody (0), sets a timer; `handle` is any number from 1000 on, to be used once. */
  timer(time: number, handle: number, name: string, due: number, by = 0, position = 0): this {
    return this.#add('timer.set', time, by, handle, this.text(name), 0, position, due);
  }

  /** A timer is taken back. */
  timerCancelled(time: number, handle: number): this {
    return this.#add('timer.cancelled', time, 0, handle, 0, 0, 0);
  }

  /** The callback of a handle that was asked for, or of a timer. */
  calls(from: number, to: number, handle: number, name: string, body: () => void = () => {}): this {
    this.#add('callback.started', from, 0, handle, this.text(name), 0, 0);
    body();
    return this.#add('callback.ended', to, 0, handle, 0, 0, 0);
  }

  idle(from: number, to: number): this {
    return this.#add('loop.idle', from, 0, 0, 0, 0, 0, to);
  }

  /** `instead`: what could be awaited in place of the call. */
  block(
    from: number,
    to: number,
    task: number,
    call: string,
    position = 0,
    instead = '',
    flags = 0,
  ): this {
    return this.#add('block', from, task, this.text(call), flags, this.text(instead), position, to);
  }

  inputAsked(time: number, task: number, call: string, position = 0): this {
    return this.#add('input.asked', time, task, this.text(call), 0, 0, position);
  }

  sample(time: number, task: number, seconds: number, position = 0): this {
    return this.#add('sample', time, task, 0, 0, 0, position, seconds);
  }

  output(time: number, task: number, text: string, stream = 1, position = 0): this {
    return this.#add('output', time, task, stream, this.text(text), 0, position);
  }

  /** The user asks the task to cancel, with Stop or Ctrl+C. */
  interrupted(time: number, task: number, position = 0): this {
    return this.#add('task.cancelling', time, task, 0, 1, 0, position);
  }

  cancelling(time: number, task: number, by = 0, position = 0): this {
    return this.#add('task.cancelling', time, task, by, 0, 0, position);
  }

  /** A request is taken back; `left` still stand. */
  uncancelled(time: number, task: number, left = 0, position = 0): this {
    return this.#add('task.uncancelled', time, task, left, 0, 0, position);
  }

  /** A coroutine in the stack of a task that is about to wait: `depth` 0 is the outermost of `count`. */
  frame(time: number, task: number, depth: number, count: number, position: number): this {
    return this.#add('task.frame', time, task, depth, count, 0, position);
  }

  /** A variable of a coroutine in that stack. */
  local(time: number, task: number, depth: number, name: string, value: string): this {
    return this.#add('task.local', time, task, depth, this.text(name), this.text(value), 0);
  }

  /** `position`: where it was called. */
  neverAwaited(time: number, name: string, position = 0): this {
    return this.#add('coroutine.never-awaited', time, 0, this.text(name), 0, 0, position);
  }

  /** The program failed because of an old idiom; `edits`: JSON. */
  oldIdiom(time: number, idiom: string, what: string, edits: string, position = 0): this {
    const texts = [idiom, what, edits].map((text) => this.text(text));
    return this.#add('idiom.found', time, 0, texts[0]!, texts[1]!, texts[2]!, position);
  }

  /** `position`: where it was called, at `called`; `awaitedAt`: the `await`. */
  startedLate(
    time: number,
    task: number,
    name: string,
    called: number,
    position = 0,
    awaitedAt = 0,
  ): this {
    const text = this.text(name);
    return this.#add('coroutine.started-late', time, task, text, awaitedAt, 0, position, called);
  }

  cell(time: number, index: number, title = '', position = 0): this {
    return this.#add('cell.started', time, 0, index, this.text(title), 0, position);
  }

  shown(time: number, task: number, index: number, text: string, position = 0): this {
    return this.#add('cell.shown', time, task, index, this.text(text), 0, position);
  }

  neverRetrieved(time: number, task: number): this {
    return this.#add('task.never-retrieved', time, task, 0, 0, 0, 0);
  }

  named(time: number, task: number, name: string): this {
    return this.#add('task.named', time, task, this.text(name), 0, 0, 0);
  }

  worker(time: number, worker: number, name: string, kind = 'thread'): this {
    return this.#add('worker.created', time, 0, worker, this.text(name), this.text(kind), 0);
  }

  /** `task`: who handed the job in. */
  submitted(time: number, job: number, call: string, task = 0, position = 0): this {
    return this.#add('job.submitted', time, task, job, this.text(call), 0, position);
  }

  /** `from`: when it began, if the trace hears of it late. */
  jobStarted(time: number, job: number, worker: number, from?: number): this {
    return this.#add('job.started', time, 0, job, worker, 0, 0, from);
  }

  /** `to`: when it ended, if the trace hears of it late. */
  jobEnded(time: number, job: number, outcome: Outcome = 'done', to?: number): this {
    return this.#add('job.ended', time, 0, OUTCOMES.indexOf(outcome), job, 0, 0, to);
  }

  /** `task`: who made the lock, queue or the like; `name`: the variable it was assigned to, if it was. */
  primitive(
    time: number,
    primitive: number,
    kind: PrimitiveKind,
    name = '',
    options: { limit?: number; task?: number; position?: number } = {},
  ): this {
    const { limit, task = 0, position = 0 } = options;
    const texts = [this.text(name), this.text(kind)] as const;
    return this.#add('primitive.created', time, task, primitive, ...texts, position, limit);
  }

  /** `task`: whose step changed it. */
  level(time: number, primitive: number, level: number, task = 0, worker = 0): this {
    return this.#add('primitive.changed', time, task, primitive, level, worker, 0);
  }

  loopClosed(time: number): this {
    return this.#add('loop.closed', time, 0, 0, 0, 0, 0);
  }

  /** Ends the run in a given way and gives the finished trace. */
  endAs(time: number, end: RunEnd, exitCode = 1, message = ''): TraceStore {
    this.#add('run.ended', time, 0, RUN_ENDS.indexOf(end), exitCode, this.text(message), 0);
    return this.soFar();
  }

  /** A limit kept `count` events out of the trace from `since` on. */
  dropped(time: number, count: number, since = time): this {
    return this.#add('dropped', time, 0, count, 0, 0, 0, since);
  }

  /** Ends the run and gives the finished trace. */
  end(time: number, exitCode = 0, message = ''): TraceStore {
    return this.endAs(time, exitCode === 0 ? 'finished' : 'failed', exitCode, message);
  }

  /** The trace of a run that still goes on. */
  soFar(): TraceStore {
    this.#recorder.flush();
    return this.store;
  }

  readonly text = (text: string): number => this.#recorder.text(text);

  #add(
    kind: EventKind,
    time: number,
    task: number,
    a: number,
    b: number,
    c: number,
    position: number,
    value?: number,
  ): this {
    this.#recorder.add(kindNumber(kind), time, task, a, b, c, position, value);
    return this;
  }
}

/** Two threads and a queue: main hands three jobs in, the third waits for a thread. */
export function threadTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/threads.py');
  t.created(0, 1, 'main').step(0, 1);
  t.submitted(0, 1, "load('a')", 1, t.at(3, 'main')).worker(0, 1, 'w_0').jobStarted(0, 1, 1);
  t.submitted(0, 2, "load('b')", 1, t.at(4, 'main')).worker(0, 2, 'w_1').jobStarted(0, 2, 2);
  t.submitted(0, 3, "load('c')", 1, t.at(5, 'main')).submitted(0, 4, "load('d')", 1);
  t.jobEnded(0, 4, 'cancelled').suspended(0, 1, 'gather', { detail: '3 awaitables' });
  t.jobEnded(2, 2, 'failed').jobStarted(2, 3, 2).idle(0, 3).jobEnded(3, 1);
  // The loop is held until 5 s, so that the trace hears late that the third job was over at 4 s.
  t.callback(3, 5, 'compute', () => t.block(3, 5, 0, 'compute()'));
  t.jobEnded(5, 3, 'done', 4).ready(5, 1, 'woken').step(5, 1).ended(5, 1);
  return t.end(5);
}

/**
 * Two tasks, one of which holds the loop:
 *
 * main creates func1 and func2 at 0 s and waits for func1; func1 sleeps for 1 s; func2 calls
 * `time.sleep(2)` on line 12 and holds the loop from 0 s to 2 s, so func1 runs 1 s late.
 */
export function blockedSleepTrace(file = '/scenarios/blocked.py'): TraceStore {
  const t = new TraceBuilder(file);
  const [main, func1, func2] = [1, 2, 3];
  t.created(0, main, 'main', 0, t.at(21));
  t.step(0, main, t.at(16, 'main'));
  t.created(0, func1, 'func1', main, t.at(17, 'main'));
  t.created(0, func2, 'func2', main, t.at(18, 'main'));
  t.suspended(0, main, 'task', { on: func1, position: t.at(19, 'main') });
  t.step(0, func1, t.at(5, 'func1'));
  t.output(0, func1, 'func1() started\n');
  t.suspended(0, func1, 'sleep', { detail: '1.0 s', position: t.at(7, 'func1'), deadline: 1 });
  t.step(0, func2, t.at(10, 'func2'));
  t.output(0, func2, 'func2() started\n');
  t.block(0, 2, func2, 'time.sleep(2)', t.at(12, 'func2'));
  t.output(2, func2, 'func2() finished\n');
  t.ended(2, func2);
  t.callback(2, 2, 'wake up func1', () => t.ready(2, func1, 'timer'));
  t.step(2, func1, t.at(7, 'func1'));
  t.output(2, func1, 'func1() finished\n');
  t.ended(2, func1);
  t.ready(2, main, 'woken', func1);
  t.step(2, main, t.at(19, 'main'));
  t.ended(2, main);
  return t.end(2);
}
