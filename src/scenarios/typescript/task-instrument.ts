import {
  CoroutineObject,
  type Future,
  type Handle,
  innermostCoroutine,
  isInThread,
  StepHandle,
  Task,
  type TimerHandle,
} from '../../runtime';
import type { Instrument } from '../../runtime/instrument';
import type { RunRecorder } from '../../trace/run-recorder';
import { OUTCOMES } from '../../trace/schema';
import { headOf, placeOfError } from './stack-text';
import { tracedWait } from './wait-kinds';

/** What the instrument asks of the program that it watches. */
export interface WatchedProgram {
  /** The recorder's position of the user's call that led here, 0 if there is none. */
  currentPosition(): number;
  /** The recorder's position of a place of the compiled code. */
  positionOf(site: number): number;
  /** The recorder's position at which a coroutine was made, 0 if it is unknown. */
  birthplaceOf?(coroutine: unknown): number;
  /** The recorder's number of a primitive, 0 for what is none. */
  primitiveOf?(owner: object | undefined): number;
  /** The recorder's number of a text. */
  text(text: string): number;
  time(): number;
  /** A handle begins or ends. */
  onHandle(): void;
  /** A step or callback is about to end: records what is known of its lines. */
  takeSamples(): void;
  /** Records in which coroutines a task waits that has just been suspended. */
  reportStack?(task: Task, number: number): void;
}

/** What is noted of a task. */
class Traced {
  constructor(
    readonly number: number,
    /** The name that the recorder knows. */
    public name: string,
  ) {}
}

/** What is noted of a callback. */
class Call {
  constructor(
    readonly name: number,
    readonly position: number,
    readonly cause: number,
  ) {}
}

/** Tasks that clean up after a program; they are not the user's. */
const HIDDEN = new Set(['EventLoop.shutdownAsyncgens', 'EventLoop.shutdownDefaultExecutor']);
const NOT_TRACED = 0;
const NO_CALL = new Call(0, 0, 0);

/** Tells the recorder what the tasks and callbacks of a TypeScript scenario do. */
export class TaskInstrument implements Instrument {
  #stepOf: Task | undefined;
  #idleSince = 0;

  constructor(
    private readonly run: RunRecorder,
    private readonly program: WatchedProgram,
  ) {}

  taskCreated(task: Task): void {
    const coroutine = task.getCoro();
    const qualname = coroutine?.qualname ?? 'coroutine';
    if (HIDDEN.has(qualname)) return;
    const site = coroutine instanceof CoroutineObject ? coroutine.site : 0;
    const { program } = this;
    // A coroutine that is taken for a promise becomes a task when the program stands nowhere.
    const createdAt = program.currentPosition() || (program.birthplaceOf?.(coroutine) ?? 0);
    const startsAt = program.positionOf(site);
    const name = task.getName();
    const number = this.run.newTask(name, qualname, createdAt, startsAt);
    task.note = new Traced(number, name);
  }

  handleScheduled(handle: Handle): void {
    if (handle instanceof StepHandle) {
      const task = this.numberOf(handle.task);
      if (task !== NOT_TRACED) this.run.taskReady(task, handle.id);
      return;
    }
    const call = this.#noteCall(handle);
    this.run.callbackReady(handle.id, call.name, call.position);
  }

  timerScheduled(timer: TimerHandle): void {
    const { name, position } = this.#noteCall(timer);
    this.run.timerSet(timer.id, name, position, timer.when());
  }

  timerCancelled(timer: TimerHandle): void {
    this.run.timerCancelled(timer.id);
  }

  beforeHandle(handle: Handle, readyLength: number, iteration: number): void {
    this.program.onHandle();
    if (handle instanceof StepHandle) {
      const task = this.numberOf(handle.task);
      this.#stepOf = handle.task;
      if (task !== NOT_TRACED) this.run.beginStep(task, handle.id, readyLength, iteration);
      return;
    }
    const { name, position, cause } = handle.note instanceof Call ? handle.note : NO_CALL;
    const due = 'when' in handle ? (handle as TimerHandle).when() : Number.NaN;
    this.run.beginCallback(handle.id, name, iteration, position, cause, due);
  }

  afterHandle(handle: Handle): void {
    this.program.onHandle();
    this.#stepOf = undefined;
    if (handle instanceof StepHandle) return;
    this.program.takeSamples();
    this.run.endCallback(handle.id);
  }

  /** A step that no handle announced begins inside of what runs: the task starts eagerly. */
  beforeTaskStep(task: Task): void {
    if (task === this.#stepOf) return;
    const number = this.numberOf(task);
    if (number !== NOT_TRACED) this.run.beginEagerStep(number);
  }

  afterTaskStep(task: Task, waitingOn: Future | undefined): void {
    const traced = task.note;
    this.program.takeSamples();
    if (!(traced instanceof Traced)) return;
    const { number } = traced;
    this.#reportName(task, traced);
    if (!task.done()) this.program.reportStack?.(task, number);
    if (task.done()) this.#reportEnd(task, number);
    else if (waitingOn === undefined) this.run.yielded(number, this.#position());
    else this.#reportWait(number, waitingOn);
  }

  cancelRequested(task: Task): void {
    const number = this.numberOf(task);
    if (number !== NOT_TRACED) this.run.cancelling(number, this.program.currentPosition());
  }

  uncancelled(task: Task, left: number): void {
    const number = this.numberOf(task);
    if (number === NOT_TRACED) return;
    this.run.uncancelled(number, left, this.program.currentPosition());
  }

  loopClosed(): void {
    this.run.loopClosed();
  }

  beforeIdle(): void {
    this.#idleSince = this.program.time();
  }

  afterIdle(): void {
    this.run.idle(this.#idleSince, this.program.time());
  }

  neverRetrieved(future: Future): void {
    const number = future instanceof Task ? this.numberOf(future) : NOT_TRACED;
    if (number !== NOT_TRACED) this.run.neverRetrieved(number);
  }

  blocked(from: number, to: number, call: string): void {
    this.run.block(from, to, this.program.text(call), this.program.currentPosition());
  }

  /** The recorder's number of a task, 0 for one that is not the user's. */
  numberOf(task: Task): number {
    return task.note instanceof Traced ? task.note.number : NOT_TRACED;
  }

  #noteCall(handle: Handle): Call {
    const { program, run } = this;
    const name = program.text(handle.callbackName);
    // A thread interrupts what the program stands at, which has nothing to do with the call.
    const call = isInThread()
      ? new Call(name, 0, 0)
      : new Call(name, program.currentPosition(), run.cause);
    handle.note = call;
    return call;
  }

  #position(): number {
    return this.program.positionOf(innermostCoroutine()?.site ?? 0);
  }

  #reportName(task: Task, traced: Traced): void {
    const name = task.getName();
    if (name === traced.name) return;
    traced.name = name;
    this.run.renameTask(traced.number, name);
  }

  #reportWait(number: number, future: Future): void {
    const { kind, target, owner, detail, deadline } = tracedWait(future);
    const primitive = owner && this.program.primitiveOf?.(owner);
    const targetNumber = target ? this.numberOf(target) : (primitive ?? 0);
    const text = detail === '' ? 0 : this.program.text(detail);
    this.run.suspended(number, kind, targetNumber, text, this.#position(), deadline);
  }

  #reportEnd(task: Task, number: number): void {
    const { failure } = task;
    if (task.cancelled()) this.run.ended(number, OUTCOMES.indexOf('cancelled'), 0, 0);
    else if (!task.hasFailed) this.run.ended(number, OUTCOMES.indexOf('done'), 0, 0);
    else {
      const site = placeOfError(failure)?.site ?? 0;
      const text = this.program.text(headOf(failure));
      const position = this.program.positionOf(site);
      this.run.ended(number, OUTCOMES.indexOf('failed'), text, position);
    }
  }
}
