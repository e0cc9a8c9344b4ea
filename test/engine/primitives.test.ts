import { deepStrictEqual } from 'node:assert/strict';
import { TaskNames } from '../../src/analysis/task-names';
import { waitText } from '../../src/analysis/wait-text';
import { waitKind } from '../../src/trace/timeline';
import { EngineUnderTest, type FinishedRun } from '../support/engine';

const PYTHON = `
import asyncio

door = asyncio.Lock()

class Shop:
    def __init__(self):
        self.shelf = asyncio.Queue(2)
        self.seats: asyncio.Semaphore = asyncio.Semaphore(2)

async def visit(shop, name):
    async with shop.seats:
        async with door:
            await asyncio.sleep(1)
    await shop.shelf.put(name)

async def meet(full, gate, go, late):
    async with full:
        await full.wait()
    await gate.wait()
    await go.wait()
    late.cancel()

async def main():
    shop = Shop()
    full, gate = asyncio.Condition(), asyncio.Barrier(2)
    go = asyncio.Event()
    visits = [asyncio.create_task(visit(shop, name), name=name) for name in 'abc']
    late = asyncio.create_task(shop.seats.acquire(), name='late')
    met = asyncio.create_task(meet(full, gate, go, late))
    await asyncio.sleep(2.5)
    async with full:
        full.notify()
    await gate.wait()
    go.set()
    go.set()
    for _ in visits:
        await shop.shelf.get()
        shop.shelf.task_done()
    await shop.shelf.join()
    await asyncio.wait([*visits, late, met])
    shop.shelf.put_nowait('left')
    shop.shelf.shutdown(immediate=True)
    await asyncio.Queue().get()

asyncio.run(main())
`;

const TYPESCRIPT = `
import * as asyncio from 'loopscope/asyncio';

const door = new asyncio.Lock();

class Shop {
  shelf = new asyncio.Queue<string>(2);
  seats: asyncio.Semaphore = new asyncio.Semaphore(2);
}

async function visit(shop: Shop, name: string) {
  await shop.seats.with(async () => {
    await door.with(async () => {
      await asyncio.sleep(1);
    });
  });
  await shop.shelf.put(name);
}

async function meet(full: asyncio.Condition, gate: asyncio.Barrier, go: asyncio.Event, late: asyncio.Task) {
  await full.with(async () => {
    await full.wait();
  });
  await gate.wait();
  await go.wait();
  late.cancel();
}

async function main() {
  const shop = new Shop();
  const [full, gate] = [new asyncio.Condition(), new asyncio.Barrier(2)];
  const go = new asyncio.Event();
  const visits = ['a', 'b', 'c'].map((name) => asyncio.createTask(visit(shop, name), { name }));
  const late = asyncio.createTask(shop.seats.acquire(), { name: 'late' });
  const met = asyncio.createTask(meet(full, gate, go, late));
  await asyncio.sleep(2.5);
  await full.with(async () => {
    full.notify();
  });
  await gate.wait();
  go.set();
  go.set();
  for (const _ of visits) {
    await shop.shelf.get();
    shop.shelf.taskDone();
  }
  await shop.shelf.join();
  await asyncio.wait([...visits, late, met]);
  shop.shelf.putNowait('left');
  shop.shelf.shutdown(true);
  await new asyncio.Queue().get();
}

asyncio.run(main());
`;

/** What happened to primitives, and the waits for them, in order. */
function story({ timeline, trace }: FinishedRun): string[] {
  const names = new TaskNames(timeline);
  const told: string[] = [];
  for (let event = 0; event < trace.length; event++) {
    const kind = trace.kind(event);
    const who = trace.task(event) === 0 ? '-' : names.of(trace.task(event));
    const title = timeline.primitive(trace.a(event))?.title;
    const at = trace.time(event);
    if (kind === 'primitive.created')
      told.push(`${at} ${who} makes ${title} ${trace.value(event)}`);
    if (kind === 'primitive.changed') told.push(`${at} ${who}: ${title} is ${trace.b(event)}`);
    if (kind === 'task.suspended' && waitKind(trace, event) !== 'sleep') {
      told.push(`${at} ${who} waits for ${waitText(timeline, names, event)}`);
    }
  }
  return told;
}

describe('locks, queues and the like in a trace', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  /** `self`: what the program calls an object in its own methods. */
  const expected = (self: string) => [
    '0 - makes door NaN',
    `0 main makes ${self}.shelf 2`,
    `0 main makes ${self}.seats 2`,
    '0 main makes full NaN',
    '0 main makes gate 2',
    '0 main makes go NaN',
    `0 a: ${self}.seats is 1`,
    '0 a: door is 1',
    `0 b: ${self}.seats is 0`,
    '0 b waits for lock door',
    `0 c waits for semaphore ${self}.seats`,
    `0 late waits for semaphore ${self}.seats`,
    '0 meet: full is 1',
    '0 meet: full is 0',
    '0 meet waits for condition full',
    // a leaves: c has its seat at once, so that the number of free ones does not change.
    '1 a: door is 0',
    `1 a: ${self}.shelf is 1`,
    '1 b: door is 1',
    '1 c waits for lock door',
    '2 b: door is 0',
    `2 b: ${self}.shelf is 2`,
    '2 c: door is 1',
    '2.5 main: full is 1',
    '2.5 main: full is 0',
    '2.5 main: gate is 1',
    '2.5 main waits for barrier gate',
    '2.5 meet: full is 1',
    '2.5 meet: full is 0',
    '2.5 meet: gate is 2',
    '2.5 meet: gate is 1',
    '2.5 meet waits for event go',
    '2.5 main: gate is 0',
    '2.5 main: go is 1',
    `2.5 main: ${self}.shelf is 1`,
    `2.5 main: ${self}.shelf is 0`,
    `2.5 main waits for queue.get ${self}.shelf`,
    '3 c: door is 0',
    `3 c: ${self}.seats is 1`,
    `3 c: ${self}.shelf is 1`,
    `3 main: ${self}.shelf is 0`,
    '3 main waits for wait',
    `3 main: ${self}.shelf is 1`,
    `3 main: ${self}.shelf is 0`,
    '3 main makes queue 1 NaN',
    '3 main waits for queue.get, queue 1',
  ];

  it('are told alike by Python', async () => {
    deepStrictEqual(story(await engine.run(PYTHON)), expected('self'));
  });

  it('are told alike by TypeScript', async () => {
    deepStrictEqual(story(await engine.run(TYPESCRIPT, {}, 'scenario.ts')), expected('this'));
  });

  it('have the names under which Python programs keep them', async () => {
    const run = await engine.run(`
import asyncio

class Shop:
    def __init__(self, door=None):
        self.door = door or asyncio.Lock(); self.gate = None if door else (asyncio.Lock())
        self.keys = {}
        self.keys["front"] = asyncio.Event()

async def main():
    a = asyncio.Lock(); b = asyncio.Lock()
    c, d = asyncio.Lock(), asyncio.Lock()
    e = [
        asyncio.Lock(),
        asyncio.Lock(),
    ]
    f = {name: asyncio.Queue() for name in "xy"}
    if (g := asyncio.Lock()).locked():
        return
    h, *rest = asyncio.Lock(), asyncio.Lock()
    Shop(); print(asyncio.Lock())

asyncio.run(main())
`);
    deepStrictEqual(
      story(run).map((line) => line.split(' ')[3]),
      [
        ...['a', 'b', 'c', 'd', 'e[0]', 'e[1]', 'f', 'f', 'g', 'lock', 'lock'],
        ...['self.door', 'self.gate', "self.keys['front']", 'lock'],
      ],
    );
  });

  it('leave the classes of Python what they are', async () => {
    const run = await engine.run(`
import asyncio, copy, inspect, pickle
from asyncio import locks, queues

class Door(asyncio.Lock):
    def __init__(self):
        super().__init__()

class Odd(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = {}
    def _put(self, item):
        self._queue[len(self._queue)] = item
    def _get(self):
        return self._queue.pop(len(self._queue) - 1)

async def main():
    door = Door()
    copies = [copy.copy(door), copy.deepcopy(door), pickle.loads(pickle.dumps(door))]
    for one in copies:
        async with one:
            print(one.locked(), door.locked(), type(one).__name__)
    odd = Odd()
    odd.put_nowait(1)
    print(await odd.get(), odd.maxsize, odd)
    print(repr(asyncio.Lock), asyncio.Lock is locks.Lock, asyncio.Queue is queues.Queue)
    print(asyncio.Lock.__mro__)
    print(inspect.signature(asyncio.Queue.shutdown), asyncio.Queue.shutdown.__qualname__)
    print(pickle.loads(pickle.dumps(asyncio.Queue)) is asyncio.Queue, asyncio.Queue[int])
    try:
        asyncio.Semaphore('two')
    except TypeError as error:
        print(error)

asyncio.run(main())
`);
    deepStrictEqual(run.stdout.split('\n'), [
      ...['True False Door', 'True False Door', 'True False Door'],
      '1 0 <Odd maxsize=0 tasks=1>',
      "<class 'asyncio.locks.Lock'> True True",
      "(<class 'asyncio.locks.Lock'>, <class 'asyncio.locks._ContextManagerMixin'>, <class 'asyncio.mixins._LoopBoundMixin'>, <class 'object'>)",
      '(self, immediate=False) Queue.shutdown',
      'True asyncio.queues.Queue[int]',
      "'<' not supported between instances of 'str' and 'int'",
      '',
    ]);
    // The copies have no name and no place, so nothing is told of them; nor of a queue of another kind.
    deepStrictEqual(story(run), ['0 main makes door NaN', '0 main makes odd NaN']);
  });

  it('are left alone if nothing is recorded', async () => {
    const run = await engine.run(
      `
import asyncio
print('_locked' in vars(asyncio.Lock), asyncio.Queue.shutdown.__code__.co_filename[-9:])

async def main():
    queue = asyncio.Queue()
    queue.put_nowait('an item')
    async with asyncio.Lock(), asyncio.Semaphore(2):
        print(await queue.get(), queue.qsize())

asyncio.run(main())
`,
      { record: false },
    );
    deepStrictEqual(run.stdout, 'False queues.py\nan item 0\n');
  });
});
