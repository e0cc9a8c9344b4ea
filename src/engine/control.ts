/**
 * The numbers that a worker and its supervisor share. A worker that runs a program cannot read
 * messages, but it can look here; and the supervisor can see whether it gets on.
 */
export interface Control {
  readonly buffer: SharedArrayBuffer;
  readonly cells: Int32Array;
}

/** A signal number for the interpreter to handle, 0 if there is none. Pyodide's interrupt buffer. */
export const SIGNAL = 0;
/** SIGINT, as Ctrl+C sends it. */
export const INTERRUPT_SIGNAL = 2;
/** Changes whenever the worker has to wake up. */
export const WAKE = 1;
/** Changes whenever a handle begins or ends. */
export const PROGRESS = 2;
/** 1 while the worker works, 0 while it waits. */
export const BUSY = 3;
/** Why the run has to end: an index into `STOP_REASONS`. */
export const STOP_REASON = 4;

export const STOP_REASONS = ['none', 'user', 'real time'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

const CELLS = 5;

export function createControl(): Control {
  return openControl(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT));
}

export function openControl(buffer: SharedArrayBuffer): Control {
  return { buffer, cells: new Int32Array(buffer) };
}

/** Ends the worker's wait, or the next one before it begins. */
export function wake({ cells }: Control): void {
  Atomics.add(cells, WAKE, 1);
  Atomics.notify(cells, WAKE);
}
