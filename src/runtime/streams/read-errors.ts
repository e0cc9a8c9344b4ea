import { EOFError } from '../connection-errors';
import { Exception } from '../errors';

/** The stream ended before all that was asked for had come: `asyncio.IncompleteReadError`. */
export class IncompleteReadError extends EOFError {
  static {
    IncompleteReadError.prototype.name = 'IncompleteReadError';
  }

  constructor(
    /** What had come. */
    readonly partial: Uint8Array,
    /** How many bytes were asked for; undefined if nobody knows. */
    readonly expected: number | undefined,
  ) {
    super(`${partial.length} bytes read on a total of ${expected ?? 'undefined'} expected bytes`);
  }
}

/** No separator within the limit of the stream: `asyncio.LimitOverrunError`. */
export class LimitOverrunError extends Exception {
  static {
    LimitOverrunError.prototype.name = 'LimitOverrunError';
  }

  constructor(
    message: string,
    /** How many bytes to take out to go on. */
    readonly consumed: number,
  ) {
    super(message);
  }
}

/** The caller breaks a rule: `AssertionError`. */
export class AssertionError extends Exception {
  static {
    AssertionError.prototype.name = 'AssertionError';
  }
}
