import { deepStrictEqual } from 'node:assert/strict';
import {
  BrokenBarrierError,
  CancelledError,
  InvalidStateError,
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
  it('keeps a cancellation from code that catches ordinary exceptions, and nothing else', () => {
    const errors = [
      new CancelledError(),
      new TimeoutError(),
      new InvalidStateError(),
      new BrokenBarrierError(),
      new QueueEmpty(),
      new QueueFull(),
      new QueueShutDown(),
    ];
    deepStrictEqual(errors.map(family), [
      ['CancelledError', 'BaseException'],
      ['TimeoutError', 'OSError', 'Exception', 'BaseException'],
      ['InvalidStateError', 'Exception', 'BaseException'],
      ['BrokenBarrierError', 'RuntimeError', 'Exception', 'BaseException'],
      ['QueueEmpty', 'Exception', 'BaseException'],
      ['QueueFull', 'Exception', 'BaseException'],
      ['QueueShutDown', 'Exception', 'BaseException'],
    ]);
  });
});
