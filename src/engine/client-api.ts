import type { RunOutcome, RunRequest } from '../protocol/run';
import type { TraceChunk } from '../trace/schema';

/** A run that was asked for. */
export interface Run {
  readonly id: string;
  /** Settles when the run is over, however it ended; never rejects. All chunks have been delivered by then, the last with `run.ended`. */
  readonly outcome: Promise<RunOutcome>;
  /**
   * Ends the run: politely at first, as Ctrl+C does, then by force, within a second unless the engine
   * has other options. The second time by force at once.
   */
  stop(): void;
  /** Answers a program that asked for input, with its line end; undefined for the end of the input. */
  type(text: string | undefined): void;
  /** True as long as an interpreter is kept after the run in which another one can go on. */
  readonly isKept: boolean;
  /** Settles when the run is over and no interpreter is kept after it, or not any more. */
  readonly released: Promise<void>;
  /**
   * Ends the interpreter that was kept after the run, if it is still there. A run that goes on is stopped, and
   * its interpreter is not kept.
   */
  release(): void;
}

/** What an extension host or a terminal needs of the engine. */
export interface Engine {
  /**
   * Starts a scenario. A run of the same file that still goes on is stopped first, and an interpreter that
   * was kept for the file is ended, unless the run goes on in it. The trace of such a run continues that of
   * the one before, without its end. If there is no such interpreter, the run crashes with a
   * trace of its own.
   *
   * `onChunk` gets the trace as it grows. `onAsk` is called when the program waits for input; without
   * it, programs find the end of their input at once.
   */
  run(request: RunRequest, onChunk: (chunk: TraceChunk) => void, onAsk?: () => void): Run;
  /** Makes the first run quick by starting the child process and an interpreter now. */
  warmUp(): Promise<void>;
  /** Ends the child process and all runs. */
  dispose(): void;
}

export interface EngineOptions {
  /** Folder with the engine's bundles: `supervisor.js`, a worker for each language, and `pyodide/`. */
  readonly bundleFolder: string;
  /** Folder for the interpreter snapshot; made if missing. */
  readonly cacheFolder: string;
  /** Time that a program gets to clean up after a stop before it is ended by force, in seconds; 0.5 if missing. */
  readonly politeStopSeconds?: number;
  /** Gets one line for each event of the engine that may help to find a fault. */
  readonly log?: (line: string) => void;
}
