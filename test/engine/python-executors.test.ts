import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { findingsOf } from '../../src/analysis/findings';
import { TaskNames } from '../../src/analysis/task-names';
import { waitText } from '../../src/analysis/wait-text';
import { EngineUnderTest, type FinishedRun } from '../support/engine';

/** The clock of these programs, as they print it. */
const HEAD = `
import asyncio, concurrent.futures, threading, time

def now():
    return round(time.monotonic() - begin, 3)

def job(name, seconds):
    print(name, "begins", now(), threading.current_thread().name)
    time.sleep(seconds)
    print(name, "ends", now())
    return name

begin = time.monotonic()
`;

/* The expected lines were printed by the same programs in CPython, whose seconds were shorter. */
describe('executors of a Python scenario', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  async function run(source: string): Promise<FinishedRun> {
    return engine.run(HEAD + source);
  }

  async function linesOf(source: string): Promise<string[]> {
    const { stdout, stderr } = await run(source);
    strictEqual(stderr, '');
    return stdout.trimEnd().split('\n');
  }

  it('do what blocks beside the loop, in the threads that there are', async () => {
    const source = `
async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2, "w") as pool:
        jobs = [loop.run_in_executor(pool, job, *one) for one in (("a", 3), ("b", 1), ("c", 1), ("d", 2))]
        await asyncio.sleep(0.5)
        print("loop is free", now())
        print(await asyncio.gather(*jobs))

asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), [
      'a begins 0.0 w_0',
      'b begins 0.0 w_1',
      'loop is free 0.5',
      'b ends 1.0',
      'c begins 1.0 w_1',
      'c ends 2.0',
      'd begins 2.0 w_1',
      'a ends 3.0',
      'd ends 4.0',
      "['a', 'b', 'c', 'd']",
    ]);
  });

  it('are shown with a lane for each worker, and the job for which a task waits', async () => {
    const source = `
async def main():
    await asyncio.to_thread(job, "a", 1)
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        await asyncio.get_running_loop().run_in_executor(pool, job, "b", 1)

asyncio.run(main())
`;
    const { timeline, trace } = await run(source);
    const names = new TaskNames(timeline);
    const suspended = Array.from({ length: trace.length }, (_, event) => event).filter(
      (event) => trace.kind(event) === 'task.suspended',
    );
    deepStrictEqual(
      {
        workers: timeline.workers.map(({ name, kind, jobs }) => [
          name,
          kind,
          jobs.map(({ call, from, to, outcome }) => [call, from, to, outcome]),
        ]),
        waits: suspended.map((event) => [
          waitText(timeline, names, event),
          trace.positionOf(event)?.line,
        ]),
        findings: findingsOf(timeline, 0.1),
      },
      {
        workers: [
          ['asyncio_0', 'thread', [["job('a', 1)", 0, 1, 'done']]],
          ['SpawnProcess-1', 'process', [["job('b', 1)", 1, 2, 'done']]],
        ],
        waits: [
          ["thread job('a', 1)", 16],
          ["process job('b', 1)", 18],
        ],
        findings: [],
      },
    );
  });

  it('give results, exceptions and cancellations without a loop', async () => {
    const source = `
def fail():
    time.sleep(1)
    raise ValueError("no")

with concurrent.futures.ThreadPoolExecutor(2) as pool:
    slow, quick, bad = (pool.submit(time.sleep, 3), pool.submit(job, "quick", 1), pool.submit(fail))
    last = pool.submit(job, "last", 1)
    print(last.cancel(), slow.running(), slow.done())
    try:
        slow.result(timeout=0.5)
    except TimeoutError:
        print("not yet", now())
    quick.add_done_callback(lambda future: print("callback", future.result(), now()))
    print([future.result() for future in concurrent.futures.as_completed([slow, quick])], now())
    print(repr(bad.exception()), last.cancelled(), now())
    print(list(pool.map(lambda x: x * x, range(4))))
    done, rest = concurrent.futures.wait(
        [pool.submit(time.sleep, n) for n in (2, 1)], return_when=concurrent.futures.FIRST_COMPLETED
    )
    print(len(done), len(rest), now())
print("closed", now())
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)
`;
    deepStrictEqual(await linesOf(source), [
      'quick begins 0.0 ThreadPoolExecutor-0_1',
      'True True False',
      'not yet 0.5',
      'quick ends 1.0',
      'callback quick 1.0',
      "['quick', None] 3.0",
      "ValueError('no') True 3.0",
      '[0, 1, 4, 9]',
      '1 1 4.0',
      'closed 5.0',
      'cannot schedule new futures after shutdown',
    ]);
  });

  it('give each job the context of its task, and each worker an initializer', async () => {
    const source = `
from contextvars import ContextVar
guest = ContextVar("guest", default="nobody")

def greet():
    try:
        return guest.get(), kitchen.name
    finally:
        guest.set("changed in the thread")

kitchen = threading.local()

def prepare(name):
    kitchen.name = name

async def main():
    loop = asyncio.get_running_loop()
    guest.set("Ann")
    loop.set_default_executor(
        concurrent.futures.ThreadPoolExecutor(initializer=prepare, initargs=("cellar",))
    )
    print(await asyncio.to_thread(greet), guest.get())
    print(await loop.run_in_executor(None, greet))

asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), ["('Ann', 'cellar') Ann", "('nobody', 'cellar')"]);
  });

  it('send copies to processes, and their tracebacks back', async () => {
    const source = `
import os, traceback

def spoil(dish):
    dish.append("salt")
    return dish, os.getpid() == parent

def fail():
    raise ValueError("burnt")

parent = os.getpid()
dish = ["soup"]
with concurrent.futures.ProcessPoolExecutor() as pool:
    print(pool.submit(spoil, dish).result(), dish)
    print(pool.submit(lambda: 1).exception())
    try:
        pool.submit(fail).result()
    except ValueError as error:
        print("".join(traceback.format_exception(error.__cause__)))
    print(list(pool.map(pow, range(5), range(5), chunksize=2)))
`;
    const [copied, pickling, ...rest] = await linesOf(source);
    strictEqual(copied, "(['soup', 'salt'], False) ['soup']");
    match(pickling!, /^Can't pickle <function <lambda> at 0x[0-9a-f]+>/);
    deepStrictEqual(
      rest.map((line) => line.replace(/".*scenario\.py"/, 'scenario')),
      [
        'concurrent.futures.process._RemoteTraceback: ',
        '"""',
        'Traceback (most recent call last):',
        '  File scenario, line 22, in fail',
        '    raise ValueError("burnt")',
        'ValueError: burnt',
        '"""',
        '',
        '[1, 1, 4, 27, 256]',
      ],
    );
  });

  it('let a loop end when the jobs of its own executor have ended, and the program after all jobs', async () => {
    const source = `
async def main():
    try:
        async with asyncio.timeout(1):
            await asyncio.to_thread(job, "long", 3)
    except TimeoutError:
        print("too late", now())

asyncio.run(main())
print("loop is closed", now())
concurrent.futures.ThreadPoolExecutor(1, "w").submit(job, "left", 1)
print("last line", now())
`;
    deepStrictEqual(await linesOf(source), [
      'long begins 0.0 asyncio_0',
      'too late 1.0',
      'long ends 3.0',
      'loop is closed 3.0',
      'left begins 3.0 w_0',
      'last line 3.0',
      'left ends 4.0',
    ]);
  });

  it('break when an initializer fails', async () => {
    const source = `
def prepare():
    raise KeyError("key")

pool = concurrent.futures.ThreadPoolExecutor(initializer=prepare)
for _ in range(2):
    try:
        print(pool.submit(print).result())
    except concurrent.futures.thread.BrokenThreadPool as error:
        print(error)
`;
    const { stdout, stderr } = await run(source);
    const sentence = 'A thread initializer failed, the thread pool is not usable anymore\n';
    strictEqual(stdout, sentence.repeat(2));
    match(stderr, /^Exception in initializer:\n[\s\S]*KeyError: 'key'\n$/);
  });

  it('say where a call holds the loop because of a thread', async () => {
    const source = `
async def main():
    with concurrent.futures.ThreadPoolExecutor() as pool:
        pool.submit(time.sleep, 2).result()

asyncio.run(main())
`;
    const { timeline } = await run(source);
    deepStrictEqual(
      findingsOf(timeline, 0.1).map(({ code, position, advice }) => [code, position?.line, advice]),
      [
        [
          'blocking-call',
          17,
          'Await the result: hand the job in with `loop.run_in_executor`, or use `asyncio.wrap_future`.',
        ],
      ],
    );
  });

  it('refuse what a job cannot wait for, with the line', async () => {
    const source = `
async def main():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(1), loop)
    try:
        await asyncio.to_thread(lambda: [future.result() for _ in "1"])
    except RuntimeError as error:
        print(error)

asyncio.run(main())
`;
    const [refusal] = await linesOf(source);
    strictEqual(
      refusal,
      '`future.result()` in line 19 cannot be simulated in asyncio_0: here a thread runs as a whole, so it cannot wait for what the program, the loop or another thread does later. If it waits in a function of yours with `def`, it can pause there.',
    );
  });

  it('give the same trace each time', async () => {
    const source = `
async def main():
    print(await asyncio.gather(*(asyncio.to_thread(job, name, n) for n, name in enumerate("abc"))))

asyncio.run(main())
`;
    const runs = [await run(source), await run(source)];
    const [first, second] = runs.map(({ trace }) =>
      Array.from({ length: trace.length }, (_, event) => [
        trace.kind(event),
        trace.time(event),
        trace.task(event),
        trace.a(event),
        trace.b(event),
        trace.c(event),
      ]),
    );
    deepStrictEqual(second, first);
  });
});
