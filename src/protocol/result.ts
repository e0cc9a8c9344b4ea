/** What crosses a process border when a request failed. */
export interface ErrorData {
  /** Stable and machine-readable, such as `engine/worker-exited`. */
  readonly code: string;
  /** A full sentence with the next step. */
  readonly message: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorData };

/** An error reply, thrown at the side that asked. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
