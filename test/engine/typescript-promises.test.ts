import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { ASYNCIO, TypeScriptEngine } from '../support/typescript-engine';

describe('native promises in TypeScript scenarios', () => {
  const engine = new TypeScriptEngine();
  after(() => engine.dispose());

  it('suspend their task until they settle, and time is real meanwhile', async () => {
    const printed = await engine.printedBy(
      `
        const server = createServer((request, response) => setTimeout(() => response.end('tea ' + request.url), 50));
        await new Promise<void>((resolve) => server.listen(0, resolve));
        const other = asyncio.createTask(tick());
        const response = await fetch('http://127.0.0.1:' + server.address().port + '/green');
        console.log(response.status, await response.text(), other.done(), asyncio.getRunningLoop().time() > 0);
        server.close();
        server.closeAllConnections();
      `,
      `
        import { createServer } from 'node:http';
        async function tick() { for (let i = 0; i < 3; i++) await asyncio.sleep(0.005); }
      `,
    );
    deepStrictEqual(printed, ['200 tea /green true true']);
  });

  it('make their task ready at the moment at which they settle, and timers of Node print at theirs', async () => {
    const source = `
      setTimeout(() => console.log('timer'), 20);
      await new Promise((resolve) => setTimeout(resolve, 40));
      console.log('end');
    `;
    const { timeline, trace } = await engine.runTs(ASYNCIO + source);
    const { intervals } = timeline;
    const seconds = (state: string) =>
      timeline.tasks[0]!.intervals.map((index) => intervals.at(index))
        .filter((interval) => interval.state === state)
        .reduce((sum, { from, to }) => sum + to - from, 0);
    const [timer, end] = timeline.outputs.map((event) => trace.time(event));
    // It waited for all of the 40 ms, and was ready only while Node woke it.
    ok(seconds('waiting') > seconds('ready'));
    ok(timer! > 0 && timer! < end!);
  });

  it('are waited for with everything that Node can do', async () => {
    const printed = await engine.printedBy(
      `
        const child = spawn('sleep', ['0.02'], { stdio: 'ignore' });
        const worker = new Worker('setTimeout(() => require("node:worker_threads").parentPort.postMessage(1), 10)', { eval: true });
        const { port1, port2 } = new MessageChannel();
        setTimeout(() => port2.postMessage('port'), 1);
        const [exit, message, received] = [once(child, 'exit'), once(worker, 'message'), once(port1, 'message')];
        const results: Record<string, unknown> = {
          timer: await wait(5, 1),
          file: (await readFile(__filename)).length > 9,
          gzip: (await promisify(gzip)(Buffer.alloc(5_000_000))).length > 9,
          pbkdf2: (await promisify(pbkdf2)('a', 'b', 50_000, 64, 'sha512')).length,
          digest: (await crypto.subtle.digest('SHA-256', Buffer.alloc(5_000_000))).byteLength,
          lookup: (await lookup('localhost')).address !== '',
          spawn: (await exit)[0],
          worker: (await message)[0],
          port: (await received)[0],
          wasm: (await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))) instanceof WebAssembly.Module,
          blob: await new Blob(['tea']).text(),
          immediate: await new Promise((resolve) => setImmediate(resolve, 2)),
          tick: await new Promise((resolve) => process.nextTick(resolve, 3)),
        };
        port1.close();
        console.log(Object.entries(results).map(([key, value]) => key + ' ' + value).join(', '));
      `,
      `
        import { spawn } from 'node:child_process';
        import { pbkdf2 } from 'node:crypto';
        import { lookup } from 'node:dns/promises';
        import { once } from 'node:events';
        import { readFile } from 'node:fs/promises';
        import { setTimeout as wait } from 'node:timers/promises';
        import { promisify } from 'node:util';
        import { MessageChannel, Worker } from 'node:worker_threads';
        import { gzip } from 'node:zlib';
      `,
    );
    deepStrictEqual(printed, [
      'timer 1, file true, gzip true, pbkdf2 64, digest 32, lookup true, spawn 0, worker 1, port port, wasm true, blob tea, immediate 2, tick 3',
    ]);
  });

  it('can be made of coroutines: then, catch, finally, Promise.all and its kin', async () => {
    const printed = await engine.printedBy(
      `
        const loop = asyncio.getRunningLoop();
        console.log(await Promise.all([f(2), f(1), 3, asyncio.createTask(f(1.5))]), loop.time());
        const settled = await Promise.allSettled([f(1), bad()]);
        console.log(settled.map(({ status }) => status).join(), await Promise.race([f(4), f(2)]), loop.time());
        console.log(await f(1).then((v) => v + 1), await bad().catch((error) => error.message), await f(0).finally(() => {}));
        const p = f(1);
        console.log(await Promise.all([p.then((v) => v), p.then((v) => v + 1)]));
      `,
      `
        async function f(n: number) { await asyncio.sleep(n); return n; }
        async function bad() { await asyncio.sleep(0.5); throw new Error('bad'); }
      `,
    );
    deepStrictEqual(printed, [
      '[ 2, 1, 3, 1.5 ] 2',
      'fulfilled,rejected 2 5',
      '2 bad 0',
      '[ 1, 2 ]',
    ]);
  });

  it('can be given to what takes awaitables', async () => {
    const printed = await engine.printedBy(`
      console.log(await asyncio.gather(Promise.resolve(1) as never, asyncio.sleep(1, 2)));
      console.log(await asyncio.waitFor(Promise.resolve(3) as never, 1), await asyncio.shield(Promise.resolve(4) as never));
    `);
    deepStrictEqual(printed, ['[ 1, 2 ]', '3 4']);
  });

  it('leave no time on the clock that Node has not worked in', async () => {
    const source = `${ASYNCIO}
async function main() { await Promise.resolve(); await Promise.all([asyncio.sleep(1), asyncio.sleep(2)]); }
asyncio.run(main());
`;
    const { timeline } = await engine.runTs(source);
    strictEqual(timeline.end, 2);
  });

  it('are let go of when their task is cancelled', async () => {
    const printed = await engine.printedBy(
      `
        const task = asyncio.createTask(waits());
        await asyncio.sleep(0.001);
        task.cancel();
        try { await task; } catch (error) { console.log(error.name); }
        try { await asyncio.timeout(0.001).with(waits); } catch (error) { console.log(error.name); }
        try { await asyncio.waitFor(new Promise(() => {}) as never, 1); } catch (error) { console.log(error.name); }
      `,
      "async function waits() { try { await new Promise(() => {}); } finally { console.log('let go'); } }",
    );
    deepStrictEqual(printed, [
      'let go',
      'CancelledError',
      'let go',
      'TimeoutError',
      'TimeoutError',
    ]);
  });

  it('that never settle make a program hang, after all that can still happen', async () => {
    const source = `${ASYNCIO}
async function other() { await asyncio.sleep(5); console.log('other'); }
async function main() { asyncio.createTask(other()); await new Promise(() => {}); }
asyncio.run(main());
`;
    const { outcome, stdout, timeline } = await engine.runTs(source);
    deepStrictEqual([outcome.end, stdout, timeline.end], ['stalled', 'other\n', 5]);
    strictEqual((await engine.runTs('await new Promise(() => {});')).outcome.end, 'stalled');
  });

  describe('settle in what is run at the top level of a file', () => {
    const MAIN = 'async function main() { console.log(await Promise.resolve(1)); }\n';
    const RUNS: Array<[title: string, source: string, name?: string]> = [
      ['with a default import', "import aio from 'loopscope/asyncio'; aio.run(main());"],
      ['with parentheses', `${ASYNCIO}(asyncio.run)(main()); 0;`],
      ['with require', "const aio = require('loopscope/asyncio'); aio.run(main());", 'scenario.js'],
      [
        'with a name from require',
        "const { Queue, run: go } = require('loopscope/asyncio'); go(main());",
        'scenario.cjs',
      ],
      ['with import and require', "import aio = require('loopscope/asyncio'); aio.run(main());"],
      [
        'by a runner that is closed',
        `${ASYNCIO}async function begin() {
          asyncio.createTask((async () => { try { await asyncio.sleep(9); } finally { await main(); } })());
          await asyncio.sleep(0);
        }
        const runner = new asyncio.Runner();
        runner.run(begin());
        runner.close();`,
      ],
    ];
    for (const [title, source, name = 'scenario.ts'] of RUNS) {
      it(title, async () => {
        const { stdout, stderr } = await engine.run(MAIN + source, {}, name);
        deepStrictEqual([stdout, stderr], ['1\n', '']);
      });
    }
  });

  it('cannot be awaited where a function runs the loop by itself', async () => {
    const source = `${ASYNCIO}
async function inner() { await Promise.resolve(1); }
function helper() { asyncio.run(inner()); }
helper();
`;
    const { outcome } = await engine.runTs(source);
    match(
      outcome.message,
      /^RuntimeError: A native promise cannot settle while this function runs/,
    );
  });

  it('and timers are waited for at the end', async () => {
    const source = `
      setTimeout(() => console.log('second'), 20);
      const interval = setInterval(() => { console.log('first'); clearInterval(interval); }, 2);
      new Promise((resolve) => setTimeout(resolve, 40)).then(() => console.log('third'));
    `;
    const { outcome, stdout, timeline } = await engine.runTs(source);
    deepStrictEqual([outcome.end, stdout], ['finished', 'first\nsecond\nthird\n']);
    ok(timeline.end > 0);
  });
});
