import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';
import { PlainPython } from '../support/plain-python';

/** Line for line the same program in both languages. */
const PYTHON = `import asyncio
async def leaf(event): await event.wait()
async def middle(event): await leaf(event)
async def gathering(task, event): await asyncio.gather(task, asyncio.sleep(1))
async def waiting(task, event): await asyncio.wait([task])
async def limited(task, event): await asyncio.wait_for(task, 9)
async def shielding(task, event): await asyncio.shield(task)
async def plain(task, event): await task
async def grouping(task, event):
    async with asyncio.TaskGroup() as group:
        group.create_task(middle(event), name='member')
        group.create_task(plain(task, event), name='other member')

async def numbers():
    yield helper(None)
async def iterating():
    async for _ in numbers(): pass
def helper(limit): print(asyncio.format_call_graph(limit=limit))
async def inner(limit): helper(limit)
async def outer(limit): await inner(limit)
async def work():
    print(asyncio.current_task())
    await asyncio.sleep(1)
    return 7
async def main():
    for by in (gathering, waiting, limited, shielding, plain, grouping):
        event = asyncio.Event()
        task = asyncio.create_task(middle(event), name='middle')
        other = asyncio.create_task(by(task, event), name=by.__name__)
        await asyncio.sleep(0.1)
        asyncio.print_call_graph(task)
        asyncio.print_call_graph(other)
        event.set()
        await other
    for limit in (None, 1, 2, -1, -2, 0):
        await asyncio.create_task(outer(limit), name='running')
    await asyncio.create_task(iterating(), name='iterating')
    future = asyncio.get_running_loop().create_future()
    asyncio.print_call_graph(future)
    task = asyncio.create_task(work(), name='worker')
    print(task)
    await asyncio.sleep(0.1)
    print(task)
    print(await task)
    print(task)
asyncio.run(main())
`;

const TYPESCRIPT = `import * as asyncio from 'loopscope/asyncio';
async function leaf(event) { await event.wait(); }
async function middle(event) { await leaf(event); }
async function gathering(task, event) { await asyncio.gather(task, asyncio.sleep(1)); }
async function waiting(task, event) { await asyncio.wait([task]); }
async function limited(task, event) { await asyncio.waitFor(task, 9); }
async function shielding(task, event) { await asyncio.shield(task); }
async function plain(task, event) { await task; }
async function grouping(task, event) {
  await new asyncio.TaskGroup().with(async (group) => {
    group.createTask(middle(event), { name: 'member' });
    group.createTask(plain(task, event), { name: 'other member' }); });
}
async function* numbers() {
  yield helper(); }
async function iterating() {
  for await (const _ of numbers()); }
function helper(limit) { console.log(asyncio.formatCallGraph(undefined, { limit })); }
async function inner(limit) { helper(limit); }
async function outer(limit) { await inner(limit); }
async function work() {
  console.log(String(asyncio.currentTask()));
  await asyncio.sleep(1);
  return 7; }
async function main() {
  for (const by of [gathering, waiting, limited, shielding, plain, grouping]) {
    const event = new asyncio.Event();
    const task = asyncio.createTask(middle(event), { name: 'middle' });
    const other = asyncio.createTask(by(task, event), { name: by.name });
    await asyncio.sleep(0.1);
    asyncio.printCallGraph(task);
    asyncio.printCallGraph(other);
    event.set();
    await other; }
  for (const limit of [undefined, 1, 2, -1, -2, 0])
    await asyncio.createTask(outer(limit), { name: 'running' });
  await asyncio.createTask(iterating(), { name: 'iterating' });
  const future = asyncio.getRunningLoop().createFuture();
  asyncio.printCallGraph(future);
  const task = asyncio.createTask(work(), { name: 'worker' });
  console.log(String(task));
  await asyncio.sleep(0.1);
  console.log(String(task));
  console.log(await task);
  console.log(String(task)); }
asyncio.run(main());
`;

/** Without what must differ: numbers of objects, folders, the library's own frames, lists of callbacks. */
function comparable(output: string): string[] {
  return output
    .replaceAll(/id=0x[0-9a-f]+/g, 'id')
    .replaceAll(/[^ ']*\/scenario\.(py|ts)/g, 'FILE')
    .replaceAll(/ cb=\[[^\]]*\]/g, '')
    .split('\n')
    .filter((line) => !/^ *\| {3}(File '\/lib\/|in )/.test(line));
}

describe('call graphs of TypeScript scenarios', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });

  after(() => engine.dispose());

  it('are those of the same program in CPython', async () => {
    const python = await new PlainPython().run(PYTHON, 'scenario.py');
    const typescript = await engine.run(TYPESCRIPT, {}, 'scenario.ts');
    deepStrictEqual([python.exception, typescript.stderr], ['', '']);
    deepStrictEqual(comparable(typescript.stdout), comparable(python.output));
  });
});
