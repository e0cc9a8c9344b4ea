import { BaseException, isException, ValueError } from './errors';

/** Which errors to take: those of a class, of one of several classes, or those that pass a test. */
export type ErrorCondition = ErrorClass | readonly ErrorClass[] | ((error: unknown) => boolean);

// The parameters of a constructor are its own affair; only `instanceof` is asked.
type ErrorClass = abstract new (...args: never[]) => Error;

/** Several errors that happened at the same time: `BaseExceptionGroup`. */
export class BaseExceptionGroup extends BaseException {
  static {
    BaseExceptionGroup.prototype.name = 'BaseExceptionGroup';
  }

  readonly exceptions: readonly unknown[];

  /** Throws `TypeError` or `ValueError` unless `exceptions` is a list of errors, with at least one. */
  constructor(
    /** The message without the number of errors; `message` has both. */
    readonly title: string,
    exceptions: readonly unknown[],
  ) {
    checkErrors(exceptions);
    const noun = exceptions.length === 1 ? 'sub-exception' : 'sub-exceptions';
    super(`${title} (${exceptions.length} ${noun})`);
    this.exceptions = [...exceptions];
  }

  /**
   * Makes an `ExceptionGroup` if every error is an ordinary one, as the constructor does in CPython,
   * where that of JavaScript can only make its own class.
   */
  static of(title: string, exceptions: readonly unknown[]): BaseExceptionGroup {
    return exceptions.every(isException)
      ? new ExceptionGroup(title, exceptions)
      : new BaseExceptionGroup(title, exceptions);
  }

  /** A group of the same kind with other errors; what `subgroup` and `split` make their groups of. */
  derive(exceptions: readonly unknown[]): BaseExceptionGroup {
    return BaseExceptionGroup.of(this.title, exceptions);
  }

  /** The errors that meet the condition, nested as they are here; undefined if none does. */
  subgroup(condition: ErrorCondition): BaseExceptionGroup | undefined {
    return this.split(condition)[0];
  }

  /** The errors that meet the condition, and the rest; each is undefined if there are none. */
  split(
    condition: ErrorCondition,
  ): [match: BaseExceptionGroup | undefined, rest: BaseExceptionGroup | undefined] {
    const meets = toTest(condition);
    if (meets(this)) return [this, undefined];
    const matching: unknown[] = [];
    const others: unknown[] = [];
    for (const error of this.exceptions) {
      if (error instanceof BaseExceptionGroup) {
        const [match, rest] = error.split(condition);
        if (match !== undefined) matching.push(match);
        if (rest !== undefined) others.push(rest);
      } else (meets(error) ? matching : others).push(error);
    }
    return [this.deriveUnlessEmpty(matching), this.deriveUnlessEmpty(others)];
  }

  private deriveUnlessEmpty(exceptions: unknown[]): BaseExceptionGroup | undefined {
    return exceptions.length === 0 ? undefined : this.derive(exceptions);
  }
}

/** A group of ordinary errors only, and itself one of them for `isException`: `ExceptionGroup`. */
export class ExceptionGroup extends BaseExceptionGroup {
  static {
    ExceptionGroup.prototype.name = 'ExceptionGroup';
    ExceptionGroup.prototype.isOrdinary = true;
  }

  constructor(title: string, exceptions: readonly unknown[]) {
    super(title, exceptions);
    if (!exceptions.every(isException)) {
      throw new TypeError('Cannot nest BaseExceptions in an ExceptionGroup');
    }
  }
}

function checkErrors(exceptions: readonly unknown[]): void {
  if (!Array.isArray(exceptions)) {
    throw new TypeError('second argument (exceptions) must be a sequence');
  }
  if (exceptions.length === 0) {
    throw new ValueError('second argument (exceptions) must be a non-empty sequence');
  }
}

function toTest(condition: ErrorCondition): (error: unknown) => boolean {
  if (isErrorClass(condition)) return (error) => error instanceof condition;
  if (typeof condition === 'function') return condition;
  return (error) => condition.some((one) => error instanceof one);
}

function isErrorClass(condition: ErrorCondition): condition is ErrorClass {
  return (
    typeof condition === 'function' &&
    ((condition as unknown) === Error || condition.prototype instanceof Error)
  );
}
