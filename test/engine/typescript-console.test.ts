import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { ASYNCIO, TypeScriptEngine } from '../support/typescript-engine';

describe('what TypeScript scenarios print, and the clocks that they read', () => {
  const engine = new TypeScriptEngine();
  after(() => engine.dispose());

  it('every method of console writes to the run', async () => {
    const { stdout, stderr } = await engine.runTs(`
console.table([{ a: 1 }]);
console.group('G');
console.info('in %s', 'group');
console.groupEnd();
console.dir({ x: [1] }, { depth: 0 });
console.count();
console.count('k');
console.debug('debug');
console.log();
console.log(new Map([[1, 2]]), 10n, [1, , 3]);
console.assert(true, 'no');
console.assert(false, 'asserted');
console.warn('warn');
console.error('error');
console.trace('trace');
process.stdout.write('no line');
process.stdout.write(Buffer.from(' end\\n'));
process.stderr.write('bytes\\n');
`);
    deepStrictEqual(stdout.trimEnd().split('\n'), [
      '┌─────────┬───┐',
      '│ (index) │ a │',
      '├─────────┼───┤',
      '│ 0       │ 1 │',
      '└─────────┴───┘',
      'G',
      '  in group',
      '{ x: [Array] }',
      'default: 1',
      'k: 1',
      'debug',
      '',
      'Map(1) { 1 => 2 } 10n [ 1, <1 empty item>, 3 ]',
      'no line end',
    ]);
    deepStrictEqual(stderr.replaceAll(engine.folder, '').trimEnd().split('\n'), [
      'Assertion failed: asserted',
      'warn',
      'error',
      'Trace: trace',
      '    at <module> (/scenario.ts:16:1)',
      'bytes',
    ]);
  });

  it('shows what belongs to asyncio as Python does', async () => {
    const printed = await engine.printedBy(
      `
        const coroutine = f();
        console.log(coroutine, asyncio.createTask(coroutine, { name: 'tea' }));
        console.log(new asyncio.Lock(), new asyncio.Queue(), [asyncio.getRunningLoop().createFuture()]);
        console.log(asyncio.getRunningLoop());
      `,
      'async function f() {}',
    );
    deepStrictEqual(printed, [
      `<coroutine object f> <Task pending name='tea' coro=<f() running at ${engine.folder}/scenario.ts:1>>`,
      '<Lock [unlocked]> <Queue maxsize=0> [ <Future pending> ]',
      '<EventLoop running=True closed=False debug=False>',
    ]);
  });

  it('output belongs to the task that printed', async () => {
    const { timeline, trace } = await engine.runTs(
      `${ASYNCIO}
async function say(text: string) { console.log(text); await asyncio.sleep(1); console.error(text); }
async function main() { await asyncio.gather(say('a'), say('b')); process.stdout.write('end'); }
console.log('before');
asyncio.run(main());
`,
    );
    deepStrictEqual(
      timeline.outputs.map((event) => [
        trace.text(trace.b(event)).trimEnd(),
        timeline.task(trace.task(event))?.name ?? '',
      ]),
      [
        ['before', ''],
        ['a', 'Task-2'],
        ['b', 'Task-3'],
        ['a', 'Task-2'],
        ['b', 'Task-3'],
        ['end', 'Task-1'],
      ],
    );
  });

  it('all clocks follow that of the run', async () => {
    const printed = await engine.printedBy(
      `
        const before = [new Date(), Date.now(), performance.now(), time.time() * 1000, time.monotonic() * 1000];
        const [hr, big] = [process.hrtime(), process.hrtime.bigint()];
        console.time('kettle');
        await asyncio.sleep(60);
        time.sleep(0.5);
        const after = [new Date(), Date.now(), performance.now(), time.time() * 1000, time.monotonic() * 1000];
        console.log(after.map((one, index) => Math.round(Number(one) - Number(before[index]))).join());
        console.log(process.hrtime(hr), process.hrtime.bigint() - big);
        console.timeEnd('kettle');
      `,
      "import * as time from 'loopscope/time';",
    );
    deepStrictEqual(printed, [
      '60500,60500,60500,60500,60500',
      '[ 60, 500000000 ] 60500000000n',
      'kettle: 60.500s',
    ]);
  });

  it('Date is in all else that of JavaScript', async () => {
    const { stdout } = await engine.runTs(`
class Day extends Date { get day() { return 'day'; } }
const day = new Day();
console.log(day instanceof Date, day instanceof Day, day.day, new Date() instanceof Date, typeof Date());
console.log(new Date(0).toISOString(), new Date(2020, 1, 2).getMonth(), Date.UTC(1970, 0), Date.length, Date.name);
console.log(new Date().constructor === Date, structuredClone(new Date(5)).getTime(), Number.isInteger(Date.now()));
`);
    deepStrictEqual(stdout.trimEnd().split('\n'), [
      'true true day true string',
      '1970-01-01T00:00:00.000Z 1 0 7 Date',
      'true 5 true',
    ]);
  });

  it('what it is started with is there', async () => {
    const source = 'console.log(process.argv.slice(2), process.argv[1] === __filename);';
    const { stdout } = await engine.run(source, { args: ['9', '6 3'] }, 'scenario.ts');
    strictEqual(stdout, "[ '9', '6 3' ] true\n");
  });
});
