import type { RunOutcome } from '../../protocol/run';
import { TraceEnding } from '../../trace/ending';
import type { RunEnd, TraceChunk } from '../../trace/schema';
import type { Run } from '../client-api';

/** What a run asks of the engine around it, and of whoever wanted it. */
export interface RunActions {
  /** Ends the interpreter that was kept after it. */
  release(): void;
  stop(): void;
  type(text: string | undefined): void;
  ask(): void;
}

/** A run as the client sees it; settles even if the child process dies. */
export class ClientRun implements Run {
  readonly outcome: Promise<RunOutcome>;
  readonly released: Promise<void>;
  readonly #startedAt = Date.now();
  #settle!: (outcome: RunOutcome) => void;
  #settleReleased!: () => void;
  #isOver = false;
  #isKept = false;
  #hasBegun = false;
  #isReleased = false;

  constructor(
    readonly id: string,
    readonly file: string,
    private readonly onChunk: (chunk: TraceChunk) => void,
    private readonly actions: RunActions,
    /** What is known of its trace. */
    readonly ending = new TraceEnding(),
  ) {
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.released = new Promise((resolve) => {
      this.#settleReleased = resolve;
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** True once the engine runs the program. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  begin(): void {
    this.#hasBegun = true;
  }

  stop(): void {
    if (!this.#isOver) this.actions.stop();
  }

  type(text: string | undefined): void {
    if (!this.#isOver) this.actions.type(text);
  }

  /** The program waits for input. */
  ask(): void {
    if (!this.#isOver) this.actions.ask();
  }

  chunk(chunk: TraceChunk): void {
    if (this.#isOver) return;
    this.begin();
    this.ending.note(chunk);
    this.onChunk(chunk);
  }

  end(outcome: RunOutcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#isKept = outcome.kept !== undefined;
    if (!this.#isKept) this.#settleReleased();
    this.#settle(outcome);
  }

  /** True as long as its interpreter waits for more cells. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** True if nothing may go on in its interpreter. */
  get isReleased(): boolean {
    return this.#isReleased;
  }

  release(): void {
    this.#isReleased = true;
    this.stop();
    if (!this.#isKept) return;
    this.actions.release();
    this.lost();
  }

  /** Its interpreter is not kept any more, or not for this run. */
  lost(): void {
    this.#isKept = false;
    this.#settleReleased();
  }

  /** Ends the run in place of an engine that cannot do it any more. */
  endFor(end: RunEnd, exitCode: number, message: string): void {
    if (this.#isOver) return;
    if (!this.ending.isEnded) this.onChunk(this.ending.chunk(end, exitCode, message));
    const realSeconds = (Date.now() - this.#startedAt) / 1000;
    this.end({ end, exitCode, message, problem: undefined, realSeconds });
  }
}
