/**
 * Root of the errors that asyncio raises, named as in Python. Errors of JavaScript count as
 * `Exception`.
 */
export class BaseException extends Error {}

/** What ordinary error handling catches: `Exception`. */
export class Exception extends BaseException {}

export class RuntimeError extends Exception {}

export class LookupError extends Exception {}

export class ValueError extends Exception {}

/** The operation is not allowed in this state of the future: `asyncio.InvalidStateError`. */
export class InvalidStateError extends Exception {}

/** A barrier was aborted or reset: `asyncio.BrokenBarrierError`. */
export class BrokenBarrierError extends RuntimeError {}

/** The operating system refused something: `OSError`. */
export class OSError extends Exception {
  constructor(message?: string, options?: ErrorOptions);
  constructor(errno: number, strerror: string);

  /** The number of the error, as on Linux. */
  readonly errno: number | undefined;

  readonly strerror: string | undefined;
}

/** A time limit was reached: `TimeoutError`. */
export class TimeoutError extends OSError {}

/** An asynchronous iterator has no more values: `StopAsyncIteration`. */
export class StopAsyncIteration extends Exception {}

/** A job of an executor was cancelled: `concurrent.futures.CancelledError`. */
export class ConcurrentCancelledError extends Exception {}

/** The executor cannot be used since an initializer failed: `concurrent.futures.BrokenExecutor`. */
export class BrokenExecutor extends RuntimeError {}

/** `concurrent.futures.thread.BrokenThreadPool`. */
export class BrokenThreadPool extends BrokenExecutor {}

/** `concurrent.futures.process.BrokenProcessPool`. */
export class BrokenProcessPool extends BrokenExecutor {}

/** Something that is no plain data cannot be sent to another process: `pickle.PicklingError`. */
export class PicklingError extends Exception {}

/**
 * Thrown at the `await` of a task that is cancelled: `asyncio.CancelledError`. Clean up, and throw it
 * again.
 */
export class CancelledError extends BaseException {}

/** `getNowait` found nothing: `asyncio.QueueEmpty`. */
export class QueueEmpty extends Exception {}

/** `putNowait` found no room: `asyncio.QueueFull`. */
export class QueueFull extends Exception {}

/** The queue was shut down: `asyncio.QueueShutDown`. */
export class QueueShutDown extends Exception {}

/** The user has stopped the program: `KeyboardInterrupt`. */
export class KeyboardInterrupt extends BaseException {}

/** Ends the program: `SystemExit`. */
export class SystemExit extends BaseException {
  /** @param code the exit code, or a message to print */
  constructor(code?: number | string);

  readonly code: number | string | undefined;
}

/** Which errors to take: of a class, of one of several classes, or those that pass a test. */
export type ErrorCondition = ErrorClass | readonly ErrorClass[] | ((error: unknown) => boolean);

/** A class of errors. */
export type ErrorClass = abstract new (...args: never[]) => Error;

/** Several errors that happened at the same time: `BaseExceptionGroup`. */
export class BaseExceptionGroup extends BaseException {
  /** @throws TypeError or ValueError unless `exceptions` is a list of errors, with at least one */
  constructor(title: string, exceptions: readonly unknown[]);

  /** The message without the number of errors. */
  readonly title: string;

  readonly exceptions: readonly Error[];

  /** Makes an `ExceptionGroup` if every error is an ordinary one. */
  static of(title: string, exceptions: readonly unknown[]): BaseExceptionGroup;

  /** A group of the same kind with other errors. */
  derive(exceptions: readonly unknown[]): BaseExceptionGroup;

  /** The errors that meet the condition, nested as they are here; undefined if none does. */
  subgroup(condition: ErrorCondition): BaseExceptionGroup | undefined;

  /** The errors that meet the condition, and the rest; each is undefined if there are none. */
  split(
    condition: ErrorCondition,
  ): [match: BaseExceptionGroup | undefined, rest: BaseExceptionGroup | undefined];
}

/** A group of ordinary errors only: `ExceptionGroup`. */
export class ExceptionGroup extends BaseExceptionGroup {}
