import { deepStrictEqual } from 'node:assert/strict';
import ts from 'typescript';
import {
  AsyncFunctionCoroutine,
  type AsyncGenerator,
  type Awaited,
  type Coroutine,
  getRunningLoop,
  sleep,
} from '../../../../src/runtime';
import { asyncGeneratorHelpers } from '../../../../src/scenarios/typescript/async-generator-helpers';
import { asModule } from '../../../../src/scenarios/typescript/coroutine-functions';
import { makeLoop } from '../../runtime/support';

type Log = unknown[];
type Main<R> = (log: Log) => R;
type Body = (...args: unknown[]) => Generator<unknown, unknown, unknown>;

/** Gives its value a second later; `adopt` makes a future of it. */
class Slow {
  constructor(readonly value: unknown) {}
}

const adopt = (value: unknown): Awaited => {
  if (!(value instanceof Slow)) return { kind: 'value', value };
  const loop = getRunningLoop();
  const future = loop.createFuture();
  loop.callLater(1, (result: unknown) => future.setResult(result), value.value);
  return { kind: 'future', future };
};

const HELPERS = {
  ...asyncGeneratorHelpers(adopt),
  __awaiter: (self: unknown, args: ArrayLike<unknown> | undefined, _promise: unknown, body: Body) =>
    new AsyncFunctionCoroutine(
      () => body.apply(self, Array.from(args ?? [])),
      { qualname: body.name, site: 0 },
      adopt,
    ),
};

/** Evaluates a file that exports `main`. */
function load<R>(source: string, target: ts.ScriptTarget): Main<R> {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target, module: ts.ModuleKind.CommonJS, importHelpers: true },
  });
  const file: { exports: { main?: Main<R> } } = { exports: {} };
  const parts = { ...asModule({ sleep }), Slow };
  new Function('exports', 'require', 'parts', outputText)(file.exports, () => HELPERS, parts);
  return file.exports.main!;
}

/** What the file logs as a scenario, and how many seconds it takes. */
function asScenario(source: string): { log: Log; seconds: number } {
  const log: Log = [];
  const { loop } = makeLoop();
  const main = load<Coroutine>(source, ts.ScriptTarget.ES2016);
  loop.runUntilComplete(main(log));
  return { log, seconds: loop.time() };
}

/** What the file logs with JavaScript's own promises. */
async function asJavaScript(source: string): Promise<Log> {
  const log: Log = [];
  await load<Promise<void>>(source, ts.ScriptTarget.ES2022)(log);
  return log;
}

async function sameInBoth(source: string): Promise<Log> {
  const { log } = asScenario(source);
  deepStrictEqual(log, await asJavaScript(source));
  return log;
}

const NUMBERS = `
  async function later(value) { return value; }
  async function* numbers(log, count, first = 0) {
    try {
      for (let n = first; n < count; n++) {
        const sent = yield later(n);
        if (sent !== undefined) log.push(['sent', sent]);
      }
      return 'result';
    } catch (error) {
      log.push('caught ' + error);
      yield 'handled';
    } finally {
      await later();
      log.push('finally');
    }
  }
`;

describe('Compiled async generators', () => {
  it('give their values to a for await, and are closed when it is left', async () => {
    const log = await sameInBoth(`${NUMBERS}
      export async function main(log) {
        for await (const n of numbers(log, 2)) log.push(n);
        for await (const n of numbers(log, 5, 1)) { if (n === 2) break; log.push(n); }
        try {
          for await (const n of numbers(log, 5)) throw new Error('in the body');
        } catch (error) { log.push(String(error)); }
      }`);
    deepStrictEqual(log, [0, 1, 'finally', 1, 'finally', 'finally', 'Error: in the body']);
  });

  it('take what is sent and thrown, and give what they return', async () => {
    const log = await sameInBoth(`${NUMBERS}
      export async function main(log) {
        const one = numbers(log, 2);
        log.push(await one.next(), await one.next('hello'), await one.next(), await one.next());
        const other = numbers(log, 2);
        log.push(await other.next(), await other.throw(new Error('thrown')), await other.next());
        const left = numbers(log, 2);
        log.push(await left.next(), await left.return('early'), await left.next());
      }`);
    deepStrictEqual(log, [
      ['sent', 'hello'],
      'finally',
      { done: false, value: 0 },
      { done: false, value: 1 },
      { done: true, value: 'result' },
      { done: true, value: undefined },
      'caught Error: thrown',
      'finally',
      { done: false, value: 0 },
      { done: false, value: 'handled' },
      { done: true, value: undefined },
      'finally',
      { done: false, value: 0 },
      { done: true, value: 'early' },
      { done: true, value: undefined },
    ]);
  });

  it('pass everything on to what stands after yield*', async () => {
    const log = await sameInBoth(`${NUMBERS}
      async function* outer(log) {
        try {
          log.push(['inner', yield* numbers(log, 2)]);
          yield* ['a', later('b')];
        } finally { log.push('outer'); }
      }
      export async function main(log) {
        for await (const n of outer(log)) log.push(n);
        const sent = outer(log);
        log.push(await sent.next(), await sent.next('hello'));
        log.push(await sent.throw(new Error('thrown')));
        const left = outer(log);
        log.push(await left.next(), await left.return('early'), await left.next());
      }`);
    deepStrictEqual(log, [
      0,
      1,
      'finally',
      ['inner', 'result'],
      'a',
      'b',
      'outer',
      ['sent', 'hello'],
      { done: false, value: 0 },
      { done: false, value: 1 },
      'caught Error: thrown',
      { done: false, value: 'handled' },
      'finally',
      'outer',
      { done: false, value: 0 },
      { done: true, value: 'early' },
      { done: true, value: undefined },
    ]);
  });

  it('take ordinary iterables in a for await, and refuse what is none', async () => {
    const log = await sameInBoth(`${NUMBERS}
      function* names() { try { yield 'a'; yield later('b'); } finally { yield 'c'; } }
      export async function main(log) {
        for await (const n of [1, later(2), new Set([3])]) log.push(n);
        for await (const name of names()) { log.push(name); if (name === 'b') break; }
        try { for await (const n of 5) log.push(n); } catch (error) { log.push(error.name); }
      }`);
    deepStrictEqual(log, [1, 2, new Set([3]), 'a', 'b', 'TypeError']);
  });

  it('end a yield* with an error that its iterator cannot take', async () => {
    const log = asScenario(`
      export async function main(log) {
        const iterable = { [Symbol.asyncIterator]: () => ({
          next: async () => ({ done: false, value: 1 }),
          return: async () => { log.push('closed'); return {}; },
        }) };
        async function* outer() { yield* iterable; }
        const generator = outer();
        log.push(await generator.next());
        try { await generator.throw(new Error('thrown')); } catch (error) { log.push(String(error)); }
      }`).log;
    deepStrictEqual(log, [{ done: false, value: 1 }, 'closed', 'Error: thrown']);
  });

  it('know their object, their arguments and their defaults', async () => {
    const log = await sameInBoth(`
      class Range {
        constructor(end) { this.end = end; }
        async *from(start = 1, ...more) { yield [start, more, arguments.length]; yield* this; }
        async *[Symbol.asyncIterator]() { for (let n = 0; n < this.end; n++) yield n; }
        static of = async function* (end) { yield* new Range(end); };
      }
      export async function main(log) {
        for await (const n of new Range(2).from()) log.push(n);
        for await (const n of new Range(0).from(5, 6, 7)) log.push(n);
        for await (const n of Range.of(1)) log.push(n);
      }`);
    deepStrictEqual(log, [[1, [], 0], 0, 1, [5, [6, 7], 3], 0]);
  });

  it('await through the host what is no awaitable of asyncio', () => {
    const run = asScenario(`
      const { sleep, Slow } = parts;
      const foreign = { [Symbol.asyncIterator]: () => {
        let n = 0;
        return { next: () => new Slow({ done: n === 2, value: n++ }) };
      } };
      async function* both() {
        yield await new Slow('awaited');
        yield new Slow('yielded');
        await sleep(1);
        yield* foreign;
      }
      export async function main(log) {
        for await (const value of foreign) log.push(value);
        for await (const value of both()) log.push(value);
        for await (const value of [new Slow('in a list')]) log.push(value);
      }`);
    deepStrictEqual(run, {
      log: [0, 1, 'awaited', 'yielded', 0, 1, 'in a list'],
      // Each iteration of the foreign iterator takes three, and the rest one each.
      seconds: 3 + 2 + 1 + 3 + 1,
    });
  });

  it('have the name and the place that the compiler gives them', () => {
    const make = HELPERS.__asyncGenerator as (...args: unknown[]) => AsyncGenerator;
    const generator = make(undefined, [], function* body() {}, 7, 'Kitchen.cook');
    deepStrictEqual([generator.qualname, generator.site], ['Kitchen.cook', 7]);
  });
});
