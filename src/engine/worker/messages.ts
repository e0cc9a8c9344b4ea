import type { MessagePort } from 'node:worker_threads';
import type { RunOutcome, RunRequest } from '../../protocol/run';
import type { TraceChunk } from '../../trace/schema';

/** Given to a worker when it starts. */
export interface WorkerData {
  readonly pyodideFolder: string;
  /** Snapshot to start from, if there is one. */
  readonly snapshotFile: string | undefined;
  /** Make a snapshot, write it to this file, and end. */
  readonly makeSnapshot: string | undefined;
  readonly control: SharedArrayBuffer;
}

export type ToWorker =
  | {
      readonly type: 'run';
      readonly request: RunRequest;
      /** The line to the sockets of the program, which the supervisor owns. */
      readonly sockets: MessagePort;
    }
  /** One more cell of a program that lives on. */
  | { readonly type: 'run-more'; readonly request: RunRequest };

export type FromWorker =
  /** The interpreter waits for its program. */
  | { readonly type: 'ready' }
  | { readonly type: 'snapshot-made' }
  | { readonly type: 'chunk'; readonly chunk: TraceChunk }
  /** All chunks have been sent. If it is kept, the worker waits for more cells. */
  | { readonly type: 'ended'; readonly outcome: Omit<RunOutcome, 'realSeconds'> };
