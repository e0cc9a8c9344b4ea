import { deepStrictEqual } from 'node:assert/strict';
import { ToldVariables } from '../../../../src/scenarios/typescript/told-variables';

/** What is told for each of some lists of names and values. */
function toldOf(
  waits: readonly (readonly [names: readonly string[], values: readonly unknown[]])[],
) {
  const variables = new ToldVariables();
  return waits.map(([names, values]) => {
    const told: string[] = [];
    variables.update(names, values, (name, text) => told.push(`${name}: ${text ?? 'gone'}`));
    return told.join(', ');
  });
}

describe('Told variables', () => {
  it('are told again only when their text changes', () => {
    const [names, list] = [['a', 'b', 'list'], [1]];
    const waits = [
      [names, [1, undefined, list]],
      [names, [1, undefined, list]],
      [names, [1, null, [1]]],
      [names, ['1', null, list]],
    ] as const;
    const first = toldOf(waits);
    deepStrictEqual(first, ['a: 1, b: undefined, list: [1]', '', 'b: null', "a: '1'"]);
  });

  it('are told when what is in them has changed', () => {
    const variables = new ToldVariables();
    const [names, list] = [['list'], [1]];
    const told: unknown[] = [];
    for (let length = 1; length < 4; length++) {
      list.push(length);
      variables.update(names, [list], (_name, text) => told.push(text));
    }
    deepStrictEqual(told, ['[1, 1]', '[1, 1, 2]', '[1, 1, 2, 3]']);
  });

  it('are gone when their block is left, and others stay as they are', () => {
    deepStrictEqual(
      toldOf([
        [
          ['a', 'b'],
          [1, 2],
        ],
        [['a'], [1]],
        [
          ['c', 'a'],
          [3, 1],
        ],
        [
          ['a', 'b'],
          [1, 2],
        ],
        [[], []],
      ]),
      ['a: 1, b: 2', 'b: gone', 'c: 3', 'c: gone, b: 2', 'a: gone, b: gone'],
    );
  });
});
