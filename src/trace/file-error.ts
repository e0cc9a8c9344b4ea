/** Why a trace file cannot be opened. */
export type TraceFileProblem = 'not-a-trace' | 'newer-version' | 'damaged';

/** A file is not a trace that this version can read; the message says what to do next. */
export class TraceFileError extends Error {
  override readonly name = 'TraceFileError';

  constructor(
    readonly problem: TraceFileProblem,
    message: string,
  ) {
    super(message);
  }
}

/** Bytes are missing or changed. `detail`: a full sentence. */
export function damaged(detail: string): TraceFileError {
  const next = 'Save the trace again, or copy the file again in binary mode.';
  return new TraceFileError('damaged', `The trace file is damaged. ${detail} ${next}`);
}

/** A later version wrote the file. `detail`: a full sentence. */
export function newerVersion(detail: string): TraceFileError {
  const next = 'Update Loopscope to open it.';
  return new TraceFileError('newer-version', `${detail} ${next}`);
}
