import { deepStrictEqual } from 'node:assert/strict';
import type { Awaited, Coroutine, ReadVariables } from '../../../../src/runtime';
import { makeHelpers } from '../../../../src/scenarios/typescript/helpers';
import { Loader } from '../../../../src/scenarios/typescript/loader';
import { Sites } from '../../../../src/scenarios/typescript/sites';
import { UserCode } from '../../../../src/scenarios/typescript/user-code';
import { describe as write } from '../../../../src/scenarios/typescript/value-text';

const FILE = '/scopes.ts';
const adopt = (value: unknown): Awaited => ({ kind: 'value', value });

/** Runs `main` of a file and gives the variables that can be read at each `await`, when it is reached. */
function variablesIn(text: string, recordLocals = true): string[] {
  const seen: string[] = [];
  const sites = new Sites();
  const note = (site: number, value: unknown, read?: ReadVariables) => {
    const values = read?.() ?? [];
    const texts = sites.variables(site).map((name, index) => `${name}=${write(values[index])}`);
    seen.push([`${sites.get(site)?.line}:`, ...(read ? texts : ['nothing'])].join(' '));
    return value;
  };
  const loader = new Loader({
    sites,
    code: new UserCode(sites),
    recordLocals,
    unsaved: { [FILE]: text },
    modules: new Map([['tslib', makeHelpers(adopt)]]),
    bridge: () => ({
      now: { site: 0 },
      last: (_site: number, value: unknown) => value,
      at: note,
      returned: note,
      each: note,
    }),
  });
  const loaded = loader.load(FILE);
  for (const _ of loader.evaluate(loaded));
  const { main } = loaded.module.exports as { main: () => Coroutine };
  main().next();
  return seen;
}

describe('The variables at an await', () => {
  it('are parameters and what was declared before, in the order of the text', () => {
    deepStrictEqual(
      variablesIn(`const outside = 0;
export async function main(this: unknown, a = 1, { b: c, ...rest } = { b: 2, d: 3 }, ...more: number[]) {
  await 0;
  let late = await 1;
  const [e, { f = 4 }] = [await 3, {}], g = await 5;
  var old = 6;
  function helper(inner = 0) { const hidden = inner; return hidden; }
  class Cake {}
  enum Size { small }
  using nothing = null;
  if (await 7) return [a, c, rest, more, late, e, f, g, old, outside, helper, Cake, Size, nothing];
}`),
      [
        '3: a=1 c=2 rest={ d: 3 } more=[]',
        '4: a=1 c=2 rest={ d: 3 } more=[]',
        '5: a=1 c=2 rest={ d: 3 } more=[] late=1',
        '5: a=1 c=2 rest={ d: 3 } more=[] late=1 e=3 f=4',
        '11: a=1 c=2 rest={ d: 3 } more=[] late=1 e=3 f=4 g=5 old=6 helper=[function helper] Cake=[class Cake] nothing=null',
      ],
    );
  });

  it('are those of the blocks around it, and of no other block or function', () => {
    deepStrictEqual(
      variablesIn(`export async function main() {
  const name = 'outer';
  { const gone = 1; { const near = 2; await gone + near; } }
  for (let index = 0; index < 2; index++) { const twice = index * 2; await twice; }
  for (const key in { k: await 1 }) await key;
  for (var letter of ['x', await 'y']) { await letter; }
  try { throw 'oops'; } catch (error) { await error; } finally { await 3; }
  const inner = async (own: number) => { await own; };
  await inner(4).next();
  { await 5; const name = 'later'; name; }
  { const name = 'nearer'; await name; }
}`),
      [
        "3: name='outer' gone=1 near=2",
        "4: name='outer' index=0 twice=0",
        "4: name='outer' index=1 twice=2",
        "5: name='outer'",
        "5: name='outer' key='k'",
        "6: name='outer' letter=undefined",
        "6: name='outer' letter='x'",
        "6: name='outer' letter='y'",
        "7: name='outer' letter='y' error='oops'",
        "7: name='outer' letter='y'",
        '8: own=4',
        "9: name='outer' letter='y' inner=[function inner]",
        "10: letter='y' inner=[function inner]",
        "11: letter='y' inner=[function inner] name='nearer'",
      ],
    );
  });

  it('are none that another clause of a switch may have skipped', () => {
    deepStrictEqual(
      variablesIn(`export async function main() {
  switch (await 2) {
    case 1: let skipped = 1; skipped;
    case 2: let own = 2; await own;
    default: await 3;
  }
}`),
      ['2: nothing', '4: own=2', '5: nothing'],
    );
  });

  it('are there for await loops, async generators, and what is returned to be awaited', () => {
    deepStrictEqual(
      variablesIn(`async function* series(count: number) {
  for (let item = 0; item < count; item++) { await item; yield item; }
  return count;
}
const short = async (value: number) => value + 1;
export async function main() {
  const last = 1;
  for await (const item of series(last)) { await item; }
  await short(last);
  return last;
}`),
      [
        '8: last=1',
        '2: count=1 item=0',
        '8: last=1 item=0',
        '3: count=1',
        '9: last=1',
        '5: value=1',
        '10: last=1',
      ],
    );
  });

  it('keep the names of the file, and at most twenty of them', () => {
    const many = Array.from({ length: 21 }, (_, index) => `const v${index} = ${index};`).join(' ');
    const twenty = Array.from({ length: 20 }, (_, index) => `v${index}=${index}`).join(' ');
    deepStrictEqual(
      variablesIn(`const module = 1;
export async function main(module = 2, require = 3) { await module; await many(); }
async function many() { ${many} await v20; }`),
      ['2: module=2 require=3', '2: module=2 require=3', `3: ${twenty}`],
    );
  });

  it('cannot be read if nobody wants them, nor outside of functions', () => {
    const text = 'export async function main(a = 1) { await a; }';
    deepStrictEqual(
      [variablesIn(text, false), variablesIn(`{ const b = 2; await b; } ${text}`)],
      [['1: nothing'], ['1: nothing', '1: a=1']],
    );
  });
});
