import { deepStrictEqual } from 'node:assert/strict';
import {
  BrokenBarrierError,
  CancelledError,
  InvalidStateError,
  isException,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  TimeoutError,
} from '../../../../src/runtime';

/** The names of the classes that an error is an instance of, itself first, up to JavaScript's `Error`. */
function family(error: object): string[] {
  const names: string[] = [];
  let prototype: unknown = Object.getPrototypeOf(error);
  while (prototype instanceof Error) {
    names.push(prototype.name);
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
}

/* What the page "Exceptions" of the asyncio reference promises: `__mro__` in CPython 3.14.2. */
describe('the reference on exceptions', () => {
  it('makes a cancellation no ordinary exception, and all others ordinary', () => {
    const errors = [
      new CancelledError(),
      new InvalidStateError(),
      new BrokenBarrierError(),
      new QueueEmpty(),
      new QueueFull(),
      new QueueShutDown(),
    ];
    deepStrictEqual(errors.map(family), [
      ['CancelledError', 'BaseException'],
      ['InvalidStateError', 'Exception', 'BaseException'],
      ['BrokenBarrierError', 'RuntimeError', 'Exception', 'BaseException'],
      ['QueueEmpty', 'Exception', 'BaseException'],
      ['QueueFull', 'Exception', 'BaseException'],
      ['QueueShutDown', 'Exception', 'BaseException'],
    ]);
  });

  it('lets code that catches ordinary exceptions catch a timeout', () => {
    const ordinary = [new TimeoutError(), new CancelledError()].map(isException);
    deepStrictEqual(ordinary, [true, false]);
  });
});
