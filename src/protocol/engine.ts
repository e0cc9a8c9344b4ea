import type { TraceChunk } from '../trace/schema';
import type { RunOutcome, RunRequest } from './run';

/** What the supervisor answers and is told. */
export interface SupervisorContract {
  readonly requests: {
    /** Starts an interpreter that waits for the next run. Settles when it is ready. */
    readonly 'engine/warmUp': { readonly params: Record<string, never>; readonly result: null };
    /**
     * Starts a run. Settles when it has been accepted. `after`: the run whose interpreter was kept, and in
     * which this one goes on.
     */
    readonly 'run/start': {
      readonly params: {
        readonly runId: string;
        readonly request: RunRequest;
        readonly after: string | null;
      };
      readonly result: null;
    };
  };
  readonly notifications: {
    readonly 'run/stop': { readonly runId: string };
    /** Ends the interpreter that was kept after a run. */
    readonly 'run/release': { readonly runId: string };
    /** Standard input of a run that asked for it; null for its end. */
    readonly 'run/type': { readonly runId: string; readonly text: string | null };
  };
}

/** What the client is told. */
export interface ClientContract {
  readonly requests: Record<never, never>;
  readonly notifications: {
    readonly 'trace/append': { readonly runId: string; readonly chunk: TraceChunk };
    readonly 'run/ended': { readonly runId: string; readonly outcome: RunOutcome };
    /** The interpreter that was kept after a run has ended by itself. */
    readonly 'run/released': { readonly runId: string };
    /** The program wants to read its standard input, and waits for `run/type`. */
    readonly 'run/asksForInput': { readonly runId: string };
    readonly 'engine/log': { readonly line: string };
  };
}
