import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

const HEAD = `
import asyncio, queue, threading, time

def start(target, *args, **keywords):
    thread = threading.Thread(target=target, args=args, **keywords)
    thread.start()
    return thread

def take_all(items):
    while (item := items.get()) is not None:
        print("got", item)

items = queue.Queue()
`;

/* Except for refusals, the lines were printed by the same programs in CPython. */
describe('threads that are started before there is something for them', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  /** What a program prints, and with which error it ends. */
  async function linesOf(source: string): Promise<string[]> {
    const { stdout, outcome } = await engine.run(HEAD + source);
    return [...stdout.split('\n').slice(0, -1), outcome.problem?.message ?? outcome.end];
  }

  it('find what the program gives them before it waits', async () => {
    const source = `
worker = start(take_all, items)
print(worker.is_alive(), worker.ident == threading.get_ident(), threading.active_count())
for number in range(3):
    items.put(number)
items.put(None)
worker.join()
print("joined", worker.is_alive())
`;
    deepStrictEqual(await linesOf(source), [
      'True False 2',
      ...['got 0', 'got 1', 'got 2', 'joined False', 'finished'],
    ]);
  });

  it('begin after those that give them something', async () => {
    const source = `
def fill(items):
    for number in range(3):
        time.sleep(1)
        items.put(number)
    items.put(None)

threads = [start(take_all, items), start(fill, items)]
for thread in threads:
    thread.join()
print(time.monotonic() - begin)
`;
    deepStrictEqual(await linesOf(`begin = time.monotonic()\n${source}`), [
      ...['got 0', 'got 1', 'got 2', '3.0', 'finished'],
    ]);
  });

  it('are found by what their methods, closures and globals hold', async () => {
    const source = `
class Cook(threading.Thread):
    def __init__(self):
        super().__init__()
        self.ready, self.orders = threading.Condition(), []

    def run(self):
        with self.ready:
            self.ready.wait_for(lambda: self.orders)
            said.append(self.orders[0])

class Kitchen:
    def __init__(self):
        self.bell = threading.Event()

    def listen(self):
        self.wait("rings")

    def wait(self, text):
        self.bell.wait()
        said.append(text)

def close_over(door):
    def enter():
        with door:
            said.append("entered")
    return enter

said, cook, kitchen, door = [], Cook(), Kitchen(), threading.Lock()
door.acquire()
threads = [start(kitchen.listen), start(close_over(door)), start(lambda: said.append(items.get()))]
cook.start()
kitchen.bell.set()
door.release()
items.put("item")
with cook.ready:
    cook.orders.append("soup")
    cook.ready.notify()
for thread in [*threads, cook]:
    thread.join()
print(sorted(said))
`;
    deepStrictEqual(await linesOf(source), ["['entered', 'item', 'rings', 'soup']", 'finished']);
  });

  it('begin also while a loop waits, or the program asks again and again', async () => {
    const source = `
async def main():
    worker = start(take_all, items)
    items.put("in the loop")
    items.put(None)
    await asyncio.to_thread(worker.join)

asyncio.run(main())
worker = start(take_all, items)
items.put("for one who asks")
items.put(None)
while worker.is_alive():
    pass
`;
    deepStrictEqual(await linesOf(source), ['got in the loop', 'got for one who asks', 'finished']);
  });

  it('may be those of pools, where each begins with its own job', async () => {
    const source = `
from concurrent.futures import ThreadPoolExecutor

def add_up():
    total = 0
    while (item := items.get()) is not None:
        total += item
    return total

def fill(items):
    for number in range(3):
        time.sleep(1)
        items.put(number)
    items.put(None)

async def main():
    job = asyncio.get_running_loop().run_in_executor(None, add_up)
    items.put(5)
    items.put(None)
    print(await job)

with ThreadPoolExecutor(3) as pool:
    total = pool.submit(add_up)
    pool.submit(print, "tea")
    pool.submit(fill, items)
print(total.result())
asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), ['tea', '3', '5', 'finished']);
  });

  it('may call the method of a queue, an event or a lock, or stand in the library', async () => {
    const source = `
from functools import partial
import logging, logging.handlers

async def main():
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(None, call) for call in (items.get, partial(items.get, timeout=5))]
    items.put(1)
    items.put(2)
    print(await jobs[0], await jobs[1])

asyncio.run(main())
bell = threading.Event()
waiting = start(bell.wait)
bell.set()
waiting.join()
print("rang", waiting.is_alive())
listener = logging.handlers.QueueListener(items, logging.StreamHandler(sys.stdout))
listener.start()
logging.getLogger().addHandler(logging.handlers.QueueHandler(items))
logging.warning("hello")
listener.stop()
start(items.get)
time.sleep(1)
`;
    deepStrictEqual(await linesOf(`import sys\n${source}`), [
      ...['1 2', 'rang False', 'hello'],
      'failed',
    ]);
  });

  it('may begin a `with` for a lock that is taken', async () => {
    const source = `
lock, ready, said = threading.Lock(), threading.Condition(), []

def enter():
    with lock:
        said.append("entered")

def give():
    with ready:
        said.append("given")
        ready.notify()

def take():
    with ready:
        ready.wait_for(lambda: said)
        print("took", said)

taking, giving = start(take), start(give)
taking.join()
with lock, ready:
    threads = [start(enter), start(give)]
    said.append("from the program")
for thread in threads:
    thread.join()
print(said)
`;
    deepStrictEqual(await linesOf(source), [
      "took ['given']",
      "['given', 'from the program', 'entered', 'given']",
      'finished',
    ]);
  });

  it('do not delay threads that wait for nothing, nor begin because the loop goes round', async () => {
    const source = `
results = {}

def work(name):
    results[name] = 1

async def main():
    taking = start(take_all, items)
    start(work, "a")
    print(results)
    await asyncio.sleep(0)
    items.put("a turn later")
    items.put(None)
    await asyncio.sleep(0.1)
    job = asyncio.get_running_loop().run_in_executor(None, items.get)
    job = asyncio.get_running_loop().run_in_executor(None, items.get)
    await asyncio.sleep(0)
    items.put("for the first")
    items.put("for a job")
    while not job.done():
        await asyncio.sleep(0)
    print(job.result())

asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), [
      ...["{'a': 1}", 'got a turn later', 'for a job', 'finished'],
    ]);
  });

  it('begin in the order in which they find something', async () => {
    const source = `
second = queue.Queue()

def pass_on():
    while (item := items.get()) is not None:
        second.put(item * 2)
    second.put(None)

threads = [start(take_all, second), start(pass_on)]
for item in (1, 2, None):
    items.put(item)
for thread in threads:
    thread.join()
`;
    deepStrictEqual(await linesOf(source), ['got 2', 'got 4', 'finished']);
  });

  it('may wait for ever if they are daemons', async () => {
    const source = `
def work(_=None):
    while True:
        item = items.get()
        print("done", item)
        items.task_done()

workers = [start(TARGET, daemon=True) for _ in range(2)]
for number in range(3):
    items.put(number)
items.join()
print(workers[0].is_alive(), threading.active_count())
items.put("more")
items.join()
`;
    const lines = ['done 0', 'done 1', 'done 2', 'True 3'];
    const pausing = await linesOf(source.replace('TARGET', 'work'));
    deepStrictEqual(pausing, [...lines, 'done more', 'finished']);
    deepStrictEqual(await linesOf(source.replace('TARGET', 'lambda: any(map(work, [1]))')), [
      ...lines,
      'RuntimeError: `items.put("more")` in line 26 cannot be simulated: a daemon thread was left waiting there, and it cannot go on, because here a thread runs as a whole. Give it everything before the program waits.',
    ]);
  });

  it('are refused where the program waits if there is nothing for them then', async () => {
    const source = `
def work():
    try:
        take_all(items)
    finally:
        print("a daemon of CPython would not come here")

start(lambda: [work() for _ in "1"], daemon=True)
items.put(1)
try:
    time.sleep(1)
except RuntimeError as error:
    print(error)
items.put(2)
print(items.get())
`;
    deepStrictEqual(await linesOf(source), [
      'got 1',
      'a daemon of CPython would not come here',
      '`items.get()` in line 10 cannot be simulated in Thread-1 (<lambda>): here a thread runs as a whole, so it cannot wait for what the program, the loop or another thread does later. If it waits in a function of yours with `def`, it can pause there.',
      ...['2', 'finished'],
    ]);
  });
});
