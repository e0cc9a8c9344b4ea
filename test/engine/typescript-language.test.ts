import { deepStrictEqual } from 'node:assert/strict';
import { ASYNCIO, TypeScriptEngine } from '../support/typescript-engine';

describe('the language of TypeScript scenarios', () => {
  const engine = new TypeScriptEngine();
  after(() => engine.dispose());

  it('has classes, with super, private names, static blocks and accessors', async () => {
    const printed = await engine.printedBy(
      `
        const child = await Child.make();
        console.log(await child.greet(), await child.arrow(), await child.call(), Child.count, child.z);
      `,
      `
        class Base {
          protected name = 'base';
          static async make() { await asyncio.sleep(1); return new this() as Child; }
          async greet(x = 1) { await asyncio.sleep(1); return this.name + x; }
          get twice() { return this.name + this.name; }
        }
        class Child extends Base {
          #secret = 42;
          static count: number;
          static { Child.count = 7; }
          accessor z = 3;
          override async greet(x = 2) { return (await super.greet(x)) + this.twice; }
          arrow = async () => { await asyncio.sleep(0); return this.#secret; };
          async #hidden(n: number) { return n + this.#secret; }
          async call() { return await this.#hidden(1); }
        }
      `,
    );
    deepStrictEqual(printed, ['base2basebase 42 43 7 3']);
  });

  it('has enums, namespaces, generics and decorators', async () => {
    const printed = await engine.printedBy(
      `
        console.log(Color.Red, Color.Green, Size.Large, await Tools.wait(), await pick({ a: 5, b: 6 }));
        console.log(await new Oven().bake(), names.join());
      `,
      `
        enum Color { Red, Green = 'g' }
        const enum Size { Small = 10, Large }
        namespace Tools { const v = 3; export async function wait() { await asyncio.sleep(1); return v; } }
        async function pick<T extends { a: number }>({ a, ...rest }: T): Promise<unknown[]> {
          await asyncio.sleep(0);
          return [a, rest];
        }
        const names: string[] = [];
        function logged<F>(method: F, { name }: ClassMethodDecoratorContext) { names.push(String(name)); return method; }
        class Oven { @logged async bake() { await asyncio.sleep(1); return 'bread'; } }
      `,
    );
    deepStrictEqual(printed, ['0 g 11 3 [ 5, { b: 6 } ]', 'bread bake']);
  });

  it('evaluates defaults, arguments and this in async functions as in others', async () => {
    const printed = await engine.printedBy(
      `
        const self = { async me() { return this === self; }, async ['comp' + 1]() { return 1; } };
        console.log(await count(1, 2, 3), await self.me(), await self.comp1(), await late?.(1), absent?.x ?? 'none');
        console.log(\`\${await late(2)} \${(await late(3)) + (await late(4))}\`);
        console.log(await (async function () { return new.target; })());
      `,
      `
        async function count(...args: number[]) { await asyncio.sleep(0); return arguments.length; }
        const late = async (x: number, y = x * 2) => x + y;
        const absent: never = null;
      `,
    );
    deepStrictEqual(printed, ['3 true 1 3 none', '6 21', 'undefined']);
  });

  it('awaits what an async function returns after its end, outside of its try', async () => {
    const printed = await engine.printedBy(
      `
        for (const work of [caught, () => fail(), overruled, inner, nothing]) {
          try { console.log(await work()); } catch (error) { console.log(String(error)); }
        }
        console.log(await asyncio.createTask(task()), time.monotonic());
      `,
      `
        import * as time from 'loopscope/time';
        async function fail() { await asyncio.sleep(1); throw new Error('late'); }
        async function caught() {
          try { return fail(); } catch { return 'caught'; }
          finally { await asyncio.sleep(2); console.log('finally', time.monotonic()); }
        }
        async function overruled() { try { return Object(1); } finally { return 7; } }
        async function inner() { try { return await fail(); } catch { return 'caught'; } }
        async function nothing() { return { not: 'awaited' }; }
        async function task() { return asyncio.createTask(asyncio.sleep(1, 'of a task')); }
      `,
    );
    deepStrictEqual(printed, [
      'finally 2',
      'Error: late',
      'Error: late',
      '7',
      'caught',
      "{ not: 'awaited' }",
      'of a task 6',
    ]);
  });

  it('takes a generator for a value, as JavaScript does', async () => {
    const printed = await engine.printedBy(
      `
        console.log([...(await ticks())].join(), [...(await make())].join(), [...(await arrow())].join());
        for (const one of asyncio.asCompleted([asyncio.sleep(1, 'a')])) console.log(await one);
        for await (const one of asyncio.asCompleted([asyncio.sleep(1, 'b')])) console.log(await one);
        for await (const one of letters()) console.log([...one].join());
        console.log(await asyncio.anext(iterator, 'none'));
      `,
      `
        function* ticks() { yield 1; yield 2; }
        async function make() { await asyncio.sleep(1); return ticks(); }
        const arrow = async () => ticks();
        async function* letters() { yield await ticks(); }
        const iterator = { next: async () => ({ done: false, value: 'next' }) };
      `,
    );
    deepStrictEqual(printed, ['1,2 1,2 1,2', 'a', 'b', '1,2', 'next']);
  });

  it('leaves labelled loops out of a for await, and closes its iterator', async () => {
    const printed = await engine.printedBy(
      `
        outer: for (let k = 0; k < 3; k++) {
          for await (const i of items()) {
            if (i === 2) continue outer;
            if (k === 1) break outer;
            console.log(k, i);
          }
        }
      `,
      `async function* items() { try { yield 1; yield 2; } finally { await asyncio.sleep(1); console.log('closed'); } }`,
    );
    deepStrictEqual(printed, ['0 1', 'closed', 'closed']);
  });

  it('iterates over what is there: values, promises, coroutines, streams, iterators of others', async () => {
    const printed = await engine.printedBy(
      `
        for await (const v of [1, Promise.resolve(2), asyncio.sleep(1, 3)]) console.log(v);
        for await (const chunk of Readable.from(['a', 'b'])) console.log(chunk);
        for await (const v of native) { console.log(v); if (v === 1) break; }
      `,
      `
        import { Readable } from 'node:stream';
        let n = 0;
        const native = { [Symbol.asyncIterator]: () => ({
          next: () => new Promise<never>((resolve) => setTimeout(() => resolve({ done: false, value: n++ }), 1)),
          return: async () => { console.log('returned'); return { done: true }; },
        }) };
      `,
    );
    deepStrictEqual(printed, ['1', '2', '3', 'a', 'b', '0', '1', 'returned']);
  });

  it('passes values, errors and ends through yield* of async generators', async () => {
    const printed = await engine.printedBy(
      `
        const g = outer();
        console.log(await g.next(), await g.next('x'), await g.throw(new Error('boo')), await g.next());
        const h = outer();
        await h.next();
        console.log(await h.return(5), await h.next());
      `,
      `
        async function* inner() {
          try { console.log('sent', yield 1); try { yield 2; } catch (e) { console.log(e.message); yield 3; } return 'r'; }
          finally { await asyncio.sleep(1); console.log('inner ends'); }
        }
        async function* outer() { console.log('result', yield* inner()); }
      `,
    );
    deepStrictEqual(printed, [
      'sent x',
      'boo',
      'inner ends',
      'result r',
      '{ done: false, value: 1 } { done: false, value: 2 } { done: false, value: 3 } { value: undefined, done: true }',
      'inner ends',
      '{ done: true, value: 5 } { done: true, value: undefined }',
    ]);
  });

  it('ends the resources of using and await using, the last one first', async () => {
    const printed = await engine.printedBy(
      `
        const loop = asyncio.getRunningLoop();
        { using a = new Resource('a'); await using b = new Resource('b'); await using none = null; console.log('body'); }
        console.log(loop.time());
        try { await using c = { async [Symbol.asyncDispose]() { throw new Error('end'); } }; throw new Error('body'); }
        catch (e) { console.log(e.name, e.error.message, e.suppressed.message); }
        try { using wrong = {} as never; } catch (e) { console.log(String(e)); }
      `,
      `
        class Resource {
          constructor(readonly name: string) {}
          [Symbol.dispose]() { console.log('end', this.name); }
          async [Symbol.asyncDispose]() { await asyncio.sleep(2); console.log('async end', this.name); }
        }
      `,
    );
    deepStrictEqual(printed, [
      'body',
      'async end b',
      'end a',
      '2',
      'SuppressedError end body',
      'TypeError: Object not disposable.',
    ]);
  });

  it('awaits 5,000 calls deep', async () => {
    const printed = await engine.printedBy(
      'console.log(await deep(5000));',
      'async function deep(n: number): Promise<number> { return n === 0 ? 0 : 1 + (await deep(n - 1)); }',
    );
    deepStrictEqual(printed, ['5000']);
  });

  it('shows the classes and functions of asyncio under their own names', async () => {
    const printed = await engine.printedBy(`
      const { Lock, Queue, QueueEmpty, TimeoutError, gather, sleep } = asyncio;
      console.log([Lock, Queue, QueueEmpty, gather, sleep, Lock.prototype.acquire].map((one) => one.name).join());
      console.log(new TimeoutError().constructor.name);
    `);
    deepStrictEqual(printed, ['Lock,Queue,QueueEmpty,gather,sleep,acquire', 'TimeoutError']);
  });

  it('knows the callbacks of asyncio, and not those of programs that are called like them', async () => {
    const source = `${ASYNCIO}
function strike() {}
async function main() {
  asyncio.getRunningLoop().callSoon(strike);
  try { await asyncio.timeout(1).with(() => asyncio.sleep(2)); } catch {}
  for (const next of asyncio.asCompleted([asyncio.sleep(1)])) await next;
}
asyncio.run(main());
`;
    const { trace } = await engine.runTs(source);
    const names: string[] = [];
    for (let event = 0; event < trace.length; event++) {
      if (trace.kind(event) === 'callback.started') names.push(trace.text(trace.b(event)));
    }
    deepStrictEqual(names.slice(0, 5), [
      'strike',
      'timeout is over',
      'sleep is over',
      'asCompleted: one is done',
      'runUntilComplete: it is done',
    ]);
  });
});
