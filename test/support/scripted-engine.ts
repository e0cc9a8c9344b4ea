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
    const run: ScriptedRun = { request, send, end, ask, typed: [], stopped: false };
    this.runs.push(run);
    const stop = () => {
      run.stopped = true;
    };
    return { id: `run-${this.runs.length}`, outcome, stop, type: (text) => run.typed.push(text) };
  }

  async warmUp(): Promise<void> {}

  dispose(): void {}
}

/** Lets everything happen that needs no further event. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
