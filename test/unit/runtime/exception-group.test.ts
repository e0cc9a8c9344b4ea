import { deepStrictEqual } from 'node:assert/strict';
import {
  BaseExceptionGroup,
  CancelledError,
  ExceptionGroup,
  isException,
  KeyboardInterrupt,
  RuntimeError,
  ValueError,
} from '../../../src/runtime';
import { thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
const value = new ValueError('1');
const type = new TypeError('2');
const other = new ValueError('3');
const nested = new ExceptionGroup('m', [value, new ExceptionGroup('n', [type, other])]);

/** The titles and messages of an error and what is in it. */
function shape(error: unknown): unknown {
  if (error instanceof BaseExceptionGroup) return [error.title, ...error.exceptions.map(shape)];
  return error === undefined ? undefined : (error as Error).message;
}

describe('ExceptionGroup', () => {
  it('counts its errors in its message', () => {
    deepStrictEqual(
      [String(nested), String(new ExceptionGroup('m', [value])), nested.title],
      ['ExceptionGroup: m (2 sub-exceptions)', 'ExceptionGroup: m (1 sub-exception)', 'm'],
    );
  });

  it('is an ordinary exception, and a BaseExceptionGroup is none', () => {
    const base = BaseExceptionGroup.of('m', [value, new KeyboardInterrupt()]);
    const ordinary = BaseExceptionGroup.of('m', [value]);
    deepStrictEqual(
      [base, ordinary].map((group) => [group.name, isException(group)]),
      [
        ['BaseExceptionGroup', false],
        ['ExceptionGroup', true],
      ],
    );
    deepStrictEqual([new RuntimeError(), new CancelledError(), type].map(isException), [
      true,
      false,
      true,
    ]);
  });

  it('finds the errors of a class, of several, or that pass a test', () => {
    deepStrictEqual(
      [
        shape(nested.subgroup(ValueError)),
        shape(nested.subgroup((error) => error instanceof TypeError)),
        shape(nested.subgroup([TypeError, RuntimeError])),
        nested.subgroup(RuntimeError),
      ],
      [['m', '1', ['n', '3']], ['m', ['n', '2']], ['m', ['n', '2']], undefined],
    );
  });

  it('parts the errors from the rest', () => {
    deepStrictEqual(nested.split(TypeError).map(shape), [
      ['m', ['n', '2']],
      ['m', '1', ['n', '3']],
    ]);
    const [match, rest] = nested.split(ExceptionGroup);
    deepStrictEqual([match === nested, rest], [true, undefined]);
  });

  it('refuses an empty list, no list, and what is no exception', () => {
    deepStrictEqual(
      [
        thrown(() => new ExceptionGroup('m', [])),
        // What untyped code may do.
        thrown(() => new ExceptionGroup('m', 3 as never)),
        thrown(() => new ExceptionGroup('m', [new KeyboardInterrupt()])),
      ],
      [
        'ValueError: second argument (exceptions) must be a non-empty sequence',
        'TypeError: second argument (exceptions) must be a sequence',
        'TypeError: Cannot nest BaseExceptions in an ExceptionGroup',
      ],
    );
  });
});
