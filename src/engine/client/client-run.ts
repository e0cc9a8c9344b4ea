import type { RunOutcome } from '../../protocol/run';
import { TraceEnding } from '../../trace/ending';
import type { RunEnd, TraceChunk } from '../../trace/schema';
import type { Run } from '../client-api';

/** What a run asks of the engine around it, and of whoever wanted it. */
export interface RunActions {
  stop(): void;
  type(text: string | undefined): void;
  ask(): void;
}

/** A run as the client sees it; settles even if the child process dies. */
export class ClientRun implements Run {
  readonly outcome: Promise<RunOutcome>;
  readonly #ending = new TraceEnding();
  readonly #startedAt = Date.now();
  #settle!: (outcome: RunOutcome) => void;
  #isOver = false;
  #hasBegun = false;

  constructor(
    readonly id: string,
    readonly file: string,
    private readonly onChunk: (chunk: TraceChunk) => void,
    private readonly actions: RunActions,
  ) {
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
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
    this.#ending.note(chunk);
    this.onChunk(chunk);
  }

  end(outcome: RunOutcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#settle(outcome);
  }

  /** Ends the run in place of an engine that cannot do it any more. */
  endFor(end: RunEnd, exitCode: number, message: string): void {
    if (this.#isOver) return;
    if (!this.#ending.isEnded) this.onChunk(this.#ending.chunk(end, exitCode, message));
    const realSeconds = (Date.now() - this.#startedAt) / 1000;
    this.end({ end, exitCode, message, problem: undefined, realSeconds });
  }
}
