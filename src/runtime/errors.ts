import { InternalError } from '../base/assert';

/**
 * Root of the errors that asyncio raises, named as in CPython.
 *
 * JavaScript's own errors count as CPython's `Exception`; what derives from `BaseException` and not
 * from `Exception` is the family that ordinary error handling must let through. Ask `isException`.
 */
export class BaseException extends Error {
  // Names are written out in each class, because a minified bundle renames the classes.
  static {
    BaseException.prototype.name = 'BaseException';
    BaseException.prototype.isOrdinary = false;
  }

  /** Whether Python's `except Exception` catches it; ask `isException`, which knows all errors. */
  declare isOrdinary: boolean;
}

export class Exception extends BaseException {
  static {
    Exception.prototype.name = 'Exception';
    Exception.prototype.isOrdinary = true;
  }
}

export class RuntimeError extends Exception {
  static {
    RuntimeError.prototype.name = 'RuntimeError';
  }
}

export class LookupError extends Exception {
  static {
    LookupError.prototype.name = 'LookupError';
  }
}

export class ValueError extends Exception {
  static {
    ValueError.prototype.name = 'ValueError';
  }
}

/** An asynchronous iterator has no more values: `StopAsyncIteration`. */
export class StopAsyncIteration extends Exception {
  static {
    StopAsyncIteration.prototype.name = 'StopAsyncIteration';
  }
}

/** The operation is not allowed in this state of the future: `asyncio.InvalidStateError`. */
export class InvalidStateError extends Exception {
  static {
    InvalidStateError.prototype.name = 'InvalidStateError';
  }
}

/** A barrier was aborted or reset: `asyncio.BrokenBarrierError`. */
export class BrokenBarrierError extends RuntimeError {
  static {
    BrokenBarrierError.prototype.name = 'BrokenBarrierError';
  }
}

/**
 * The operating system refused something: `OSError`, made of a message, or of a number and a message.
 * The number is that of Linux, on every machine.
 */
export class OSError extends Exception {
  static {
    OSError.prototype.name = 'OSError';
  }

  readonly errno: number | undefined;
  readonly strerror: string | undefined;

  constructor(message?: string, options?: ErrorOptions);
  constructor(errno: number, strerror: string);
  constructor(first?: string | number, second?: string | ErrorOptions) {
    const isNumbered = typeof first === 'number' && typeof second === 'string';
    if (isNumbered) super(`[Errno ${first}] ${second}`);
    else super(first?.toString(), typeof second === 'string' ? undefined : second);
    this.errno = isNumbered ? first : undefined;
    this.strerror = isNumbered ? second : undefined;
  }
}

/** A time limit was reached: `TimeoutError`, which is an `OSError` in CPython, too. */
export class TimeoutError extends OSError {
  static {
    TimeoutError.prototype.name = 'TimeoutError';
  }
}

/** Thrown into a coroutine whose task is cancelled: `asyncio.CancelledError`. */
export class CancelledError extends BaseException {
  static {
    CancelledError.prototype.name = 'CancelledError';
  }
}

export class KeyboardInterrupt extends BaseException {
  static {
    KeyboardInterrupt.prototype.name = 'KeyboardInterrupt';
  }
}

/** The program asks to end: `SystemExit`. `code` is the exit code or a message to print. */
export class SystemExit extends BaseException {
  static {
    SystemExit.prototype.name = 'SystemExit';
  }

  constructor(readonly code: number | string | undefined = undefined) {
    super(code === undefined ? '' : String(code));
  }
}

/** The host ends the run. No counterpart in CPython; treated as `SystemExit` is. */
export class LoopAbort extends BaseException {
  static {
    LoopAbort.prototype.name = 'LoopAbort';
  }
}

/** Nothing is left that could wake the program: every task waits for something that cannot come. */
export class LoopStalled extends LoopAbort {
  static {
    LoopStalled.prototype.name = 'LoopStalled';
  }

  constructor() {
    super('Nothing is left that could wake the program.');
  }
}

/** A limit of the run was reached. `value` is the limit: handles run, or seconds of the clock. */
export class LimitReached extends LoopAbort {
  static {
    LimitReached.prototype.name = 'LimitReached';
  }

  constructor(
    readonly limit: 'steps' | 'seconds',
    readonly value: number,
  ) {
    super(
      limit === 'steps'
        ? `The program ran ${value} callbacks, which is the limit.`
        : `The program reached ${value} s on its clock, which is the limit.`,
    );
  }
}

/** True for what Python's `except Exception` catches, JavaScript's own errors included. */
export function isException(error: unknown): boolean {
  return !(error instanceof BaseException) || error.isOrdinary;
}

/** True for what leaves the loop at once instead of going to the exception handler. */
export function endsTheRun(error: unknown): boolean {
  return (
    error instanceof SystemExit ||
    error instanceof KeyboardInterrupt ||
    error instanceof LoopAbort ||
    error instanceof InternalError
  );
}
