import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

const HEAD = `
import asyncio, queue, threading, time

def work(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass

def start(target):
    thread = threading.Thread(target=target)
    thread.start()
    return thread
`;

/* CPython prints the same. */
describe('Python threads whose moment comes while the program works', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  /** What a program prints, and how it ends. */
  async function linesOf(source: string): Promise<string[]> {
    const { stdout, outcome } = await engine.run(HEAD + source, { measureWork: true });
    return [...stdout.split('\n').slice(0, -1), outcome.problem?.message ?? outcome.end];
  }

  it('have done what they do when it asks', async () => {
    const source = `
done, results, places = threading.Event(), queue.Queue(), threading.Semaphore(0)

def finish():
    time.sleep(0.1)
    done.set()
    results.put("tea")
    places.release()

thread = start(finish)
work(0.3)
print(done.is_set(), results.qsize(), places.acquire(blocking=False), thread.is_alive())
`;
    deepStrictEqual(await linesOf(source), ['True 1 True False', 'finished']);
  });

  it('are heard by a loop that asks again and again', async () => {
    const source = `
done = threading.Event()

def finish():
    time.sleep(0.1)
    done.set()

thread = start(finish)
while not done.is_set():
    work(0.06)
while thread.is_alive():
    work(0.06)

async def main():
    done.clear()
    start(finish)
    while not done.is_set():
        await asyncio.sleep(0)
    print("heard")

asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), ['heard', 'finished']);
  });

  it('take a lock and an item before it does', async () => {
    const source = `
lock, cups, taken = threading.Lock(), queue.Queue(), []
cups.put("first")

def take():
    time.sleep(0.1)
    with lock:
        taken.append(cups.get())

thread = start(take)
work(0.3)
with lock:
    print(taken, cups.empty())
thread.join()
`;
    deepStrictEqual(await linesOf(source), ["['first'] True", 'finished']);
  });

  it('go on at once when it wakes them and then works', async () => {
    const source = `
cups, taken = queue.Queue(), []

def take():
    for _ in range(2):
        taken.append(cups.get())

start(take)
time.sleep(0.1)
cups.put("first"); cups.put("second")
print(len(taken))
work(0.3)
print(taken, cups.empty())
`;
    deepStrictEqual(await linesOf(source), ['0', "['first', 'second'] True", 'finished']);
  });

  it('set a variable for which it looks all the time', async () => {
    const source = `
is_over = False

def finish():
    global is_over
    time.sleep(0.1)
    is_over = True

start(finish)
while not is_over:
    pass
print("seen")
`;
    deepStrictEqual(await linesOf(source), ['seen', 'finished']);
  });
});
