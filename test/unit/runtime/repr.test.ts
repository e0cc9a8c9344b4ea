import { deepStrictEqual } from 'node:assert/strict';
import { errorName, repr } from '../../../src/runtime/repr';

class Burnt extends Error {}

class Named extends Error {
  override readonly name = 'Renamed';
}

describe('The text of an error', () => {
  it('has the name that the error was given, or that of its class', () => {
    const errors = [new Error('a'), new TypeError('b'), new Burnt('c'), new Named('d')];
    deepStrictEqual(
      errors.map((error) => [errorName(error), repr(error)]),
      [
        ['Error', "Error('a')"],
        ['TypeError', "TypeError('b')"],
        ['Burnt', "Burnt('c')"],
        ['Renamed', "Renamed('d')"],
      ],
    );
  });

  it('has the name of the nearest class that has one', () => {
    const error = new (class extends Error {})('');
    deepStrictEqual([errorName(error), repr(error)], ['Error', 'Error()']);
  });
});
