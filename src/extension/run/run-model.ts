import type { Finding } from '../../analysis/finding';
import { messageOfEnd } from '../../analysis/message-of-end';
import { TaskNames } from '../../analysis/task-names';
import { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import type { RunOutcome } from '../../protocol/run';
import type { TimelineHeader } from '../../protocol/timeline';
import { type CursorMoment, isSameMoment } from '../../trace/cursor';
import { Moments } from '../../trace/moment';
import type { TraceChunk } from '../../trace/schema';
import { TraceStore } from '../../trace/store';
import { Timeline } from '../../trace/timeline';
import { Whereabouts } from '../../trace/whereabouts';
import type { CellPlan } from './cell-plan';

/** Who moved the cursor, so that a view does not answer to itself. */
export type CursorSource = 'timeline' | 'command';

/** A movement of the cursor. */
export interface CursorMove {
  readonly source: CursorSource;
  /** What screen readers are told about it, if it is more than what happens there. */
  readonly says: string | undefined;
}

/**
 * One run as all views see it: its trace, what is derived from it, and the cursor.
 *
 * 1. What a view shows is a function of `timeline` and `moment`; nobody asks the engine.
 * 2. `timeline` and `names` are up to date whenever a listener is called.
 * 3. After `end` nothing but the cursor changes, and whether the file still holds what ran
 *    and its interpreter is kept.
 */
export class RunModel extends Disposable {
  readonly trace = new TraceStore();
  readonly timeline = new Timeline(this.trace);
  readonly names = new TaskNames(this.timeline);
  readonly whereabouts = new Whereabouts(this.timeline);
  readonly #grown = this._register(new Emitter<void>());
  readonly #ended = this._register(new Emitter<RunOutcome>());
  readonly #aged = this._register(new Emitter<void>());
  readonly #cursorMoved = this._register(new Emitter<CursorMove>());
  #outcome: RunOutcome | undefined;
  #findings: readonly Finding[] = [];
  #cursor: CursorMoment | undefined;
  #moments: Moments | undefined;
  /** When it ran, ISO 8601. A file that was changed later holds another text. */
  recorded = new Date().toISOString();
  /** The program waits for standard input. */
  isAsking = false;
  #isOutdated = false;
  #isKept = false;
  #takenOver = 0;
  /** The task that the user selected last, in any view. */
  selectedTask: number | undefined;

  readonly onDidGrow = this.#grown.event;
  readonly onDidEnd = this.#ended.event;
  /** `isOutdated` or `isKept` is another. */
  readonly onDidAge = this.#aged.event;
  readonly onDidMoveCursor = this.#cursorMoved.event;

  constructor(
    readonly header: TimelineHeader,
    /** URI of the trace file that it was opened from; undefined for a run of ours. */
    readonly traceFile?: string,
    /** It runs some cells of a file, and its interpreter is kept for more. */
    readonly isOfCells = false,
    /** Which of them, if that is known before it begins. */
    readonly plan?: CellPlan,
  ) {
    super();
  }

  /** How many events it has taken over from the run in whose interpreter it goes on. */
  get takenOver(): number {
    return this.#takenOver;
  }

  /** Goes on where another run ended; the chunk is the trace of that one without its end. */
  takeOver(chunk: TraceChunk): void {
    this.#takenOver = chunk.kinds.length;
    this.append(chunk);
  }

  /** Absolute path of the scenario. */
  get file(): string {
    return this.header.file;
  }

  /** How the run ended; undefined while it goes on. */
  get outcome(): RunOutcome | undefined {
    return this.#outcome;
  }

  /** The file does not hold what ran any more, as far as is known. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  setOutdated(isOutdated: boolean): void {
    if (isOutdated === this.#isOutdated) return;
    this.#isOutdated = isOutdated;
    this.#aged.fire();
  }

  /** Whether what has not ended goes on with the next cell; false while the run goes on. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** The interpreter that was kept has ended. */
  letGo(): void {
    if (!this.#isKept) return;
    this.#isKept = false;
    this.#aged.fire();
  }

  /** Empty while the run goes on. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** Undefined if the views show the end of the trace. */
  get cursor(): CursorMoment | undefined {
    return this.#cursor;
  }

  /** The moment that the views show. */
  get moment(): CursorMoment {
    return this.#cursor ?? { event: this.trace.length - 1, time: this.timeline.end };
  }

  /** What the trace says about any moment; made when somebody asks, since it reads the whole trace. */
  get moments(): Moments {
    this.#moments ??= new Moments(this.timeline);
    this.#moments.update();
    return this.#moments;
  }

  /** Throws `TraceOrderError` if the chunk does not continue the trace. */
  append(chunk: TraceChunk): void {
    this.trace.append(chunk);
    this.timeline.update();
    this.names.update();
    this.#grown.fire();
  }

  end(ended: RunOutcome, findings: readonly Finding[]): void {
    const outcome = { ...ended, message: messageOfEnd(this.timeline, ended.message) };
    this.#outcome = outcome;
    this.#isKept = outcome.kept !== undefined;
    this.#findings = findings;
    this.#ended.fire(outcome);
  }

  /** @param cursor undefined for the end of the trace */
  setCursor(cursor: CursorMoment | undefined, source: CursorSource, says?: string): void {
    if (isSameMoment(cursor, this.#cursor) && says === undefined) return;
    this.#cursor = cursor;
    this.#cursorMoved.fire({ source, says });
  }
}
