import type { Engine, Run } from '../../src/engine/client-api';
import type { RunOutcome, RunRequest } from '../../src/protocol/run';
import type { TraceChunk } from '../../src/trace/schema';

/** A run that a test brings to its end itself. */
export interface ScriptedRun {
  readonly request: RunRequest;
  readonly send: (chunk: TraceChunk) => void;
  readonly end: (outcome?: Partial<RunOutcome>) => void;
  /** The program waits for input. */
  readonly ask: () => void;
  /** What it was given; undefined for the end of the input. */
  readonly typed: (string | undefined)[];
  stopped: boolean;
  /** The interpreter that is kept ends, or is used by the next run. */
  readonly lose: () => void;
  isKept: boolean;
}

export const FINISHED: RunOutcome = {
  end: 'finished',
  exitCode: 0,
  message: '',
  problem: undefined,
  realSeconds: 0.01,
};

/** An engine without an interpreter: it only notes what it is asked for. */
export class ScriptedEngine implements Engine {
  readonly runs: ScriptedRun[] = [];

  run(request: RunRequest, send: (chunk: TraceChunk) => void, ask = () => {}): Run {
    let end: ScriptedRun['end'] = () => {};
    const outcome = new Promise<RunOutcome>((resolve) => {
      end = (difference = {}) => resolve({ ...FINISHED, ...difference });
    });
    let settleReleased = () => {};
    const released = new Promise<void>((resolve) => {
      settleReleased = resolve;
    });
    const lose = () => {
      run.isKept = false;
      settleReleased();
    };
    const script = { request, send, end, ask, lose };
    const run: ScriptedRun = { ...script, typed: [], stopped: false, isKept: false };
    void outcome.then(({ kept }) => {
      run.isKept = kept !== undefined;
    });
    this.runs.push(run);
    const stop = () => {
      run.stopped = true;
    };
    const type = (text: string | undefined) => run.typed.push(text);
    return {
      id: `run-${this.runs.length}`,
      outcome,
      stop,
      type,
      get isKept() {
        return run.isKept;
      },
      released,
      release: lose,
    };
  }

  async warmUp(): Promise<void> {}

  dispose(): void {}
}

/** Lets everything happen that needs no further event. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
