import { deepStrictEqual } from 'node:assert/strict';
import ts from 'typescript';
import { assignedName } from '../../../../src/scenarios/typescript/assigned-name';

/** The name at each `new` of a text. */
function names(text: string): string[] {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext, true);
  return [...text.matchAll(/new /g)].map(({ index }) => assignedName(source, index));
}

describe('the variable that a value is assigned to', () => {
  it('is that of a declaration, a property or an assignment, also of several at once', () => {
    deepStrictEqual(
      [
        names('const door = new Lock();'),
        names('let door: Lock = new Lock(), other = 1;'),
        names('class A { #door = new Lock(); static gate = new Lock(); }'),
        names('this.a.door = new Lock(); door ??= new Lock(); const back = new Lock();'),
        names(
          'doors[name] = new Lock(); door = a ?? (b || new Lock()); gate = a ? b : new Lock();',
        ),
        names('const [there, back] = [new Queue(), new Queue()];'),
        names('[this.there, back] = [new Queue(), new Queue()];'),
        names('const forks = [new Lock(), new Lock()];'),
        names('const forks = Array.from({ length: 5 }, () => new Lock());'),
        names('const forks = names.map(() => new Lock());'),
      ],
      [
        ['door'],
        ['door'],
        ['this.#door', 'gate'],
        ['this.a.door', 'door', 'back'],
        ['doors[name]', 'door', 'gate'],
        ['there', 'back'],
        ['this.there', 'back'],
        ['forks[0]', 'forks[1]'],
        ['forks'],
        ['forks'],
      ],
    );
  });

  it('is not known of what is handed on, returned, or kept in something else', () => {
    deepStrictEqual(
      [
        ...names('use(new Lock()); return new Lock();'),
        ...names('const make = () => new Lock();'),
        ...names('const { a } = new Pair(); ({ b }.c) = [a, new Lock()] + 1;'),
        ...names('const pair = { door: new Lock() }; a === new Lock();'),
        ...names('const [, [a]] = [[], new Pair()]; const [b] = [[], new Lock()];'),
      ],
      ['', '', '', '', '', '', '', '', ''],
    );
  });
});
