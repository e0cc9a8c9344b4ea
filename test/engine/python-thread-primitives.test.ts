import { deepStrictEqual } from 'node:assert/strict';
import { holderName } from '../../src/analysis/primitive-holder';
import { TaskNames } from '../../src/analysis/task-names';
import { EngineUnderTest, type FinishedRun } from '../support/engine';
import { Explained } from '../support/explanations';

const SHARED = `
import queue, threading, time

jobs = queue.Queue(maxsize=9)
class Shop:
    def __init__(self):
        self.door = threading.Lock()
shop = Shop()
seats = threading.Semaphore(2)
ready = threading.Event()
full = threading.Condition()

def cook():
    with seats:
        time.sleep(1)
        with shop.door:
            time.sleep(0.5)

def work():
    while jobs.get() is not None:
        time.sleep(1)
    with full:
        ready.clear()

cooks = [threading.Thread(target=cook, name=f"cook {number}") for number in range(3)]
for thread in cooks:
    thread.start()
ready.set()
for number in range(2):
    jobs.put(number)
jobs.put(None)
worker = threading.Thread(target=work, name="worker")
worker.start()
for thread in (*cooks, worker):
    thread.join()
`;

/** What a library makes is nobody's. */
const IN_TASKS = `
import asyncio, queue, threading, time

class Results(queue.Queue):
    def __init__(self):
        super().__init__(2)

results = Results()
tally = threading.BoundedSemaphore(1)

def add(number):
    with tally:
        time.sleep(1)
    results.put(number)

async def main():
    await asyncio.gather(*(asyncio.to_thread(add, number) for number in range(2)))
    print(results.get(), results.get())

asyncio.run(main())
`;

/** A daemon waits for ever, the program waits for a thread, and one gives up. */
const WAITING = `
import queue, threading, time

box, seal, bell = queue.Queue(1), threading.Lock(), threading.Event()

def serve():
    while True:
        box.get()
        time.sleep(1)

def hold():
    with seal:
        time.sleep(2)

threading.Thread(target=hold, name="holder").start()
box.put("first")
threading.Thread(target=serve, name="server", daemon=True).start()
print(seal.acquire(timeout=1), seal.acquire(), bell.wait(0.5))
`;

const MIXED = `
import threading, time
door = threading.Lock()
def hold():
    with door:
        time.sleep(2)
def use():
    time.sleep(1)
    door.acquire()
    print(threading.current_thread().name, f"at {time.monotonic() - begin:.0f} s")
    time.sleep(1)
    door.release()
begin = time.monotonic()
threads = [threading.Thread(target=lambda: hold(), name="whole")]
threads += [threading.Thread(target=use, name=name) for name in ("one", "other")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

/** The states of each primitive: when they begin, their levels, who holds it, and how many wait. */
function states({ timeline, trace }: FinishedRun): unknown[] {
  const names = new TaskNames(timeline);
  return timeline.primitives.map((primitive) => [
    `${primitive.kind} ${primitive.title}`,
    ...primitive.events.map((event, index) => {
      const state = primitive.state(index);
      const holder = holderName(timeline, names, state);
      const { level, waiters } = state;
      const waiting = waiters > 0 ? `, ${waiters} ${primitive.awaitedBy} waiting` : '';
      return `${trace.time(event)}: ${level}${holder && ` by ${holder}`}${waiting}`;
    }),
  ]);
}

describe('locks, queues and the like of threads', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  it('are in the trace with what happened to them when, and who holds them', async () => {
    const run = await engine.run(SHARED);
    deepStrictEqual(run.stderr, '');
    deepStrictEqual(states(run), [
      ['queue jobs', '0: 0', '0: 1', '0: 2', '0: 3', '0: 2', '1: 1', '2: 0'],
      [
        'lock self.door',
        '0: 0',
        '1: 1 by cook 0',
        '1: 1 by cook 0, 1 thread waiting',
        '1.5: 0, 1 thread waiting',
        '1.5: 0',
        '1.5: 1 by cook 1',
        '2: 0',
        '2.5: 1 by cook 2',
        '3: 0',
      ],
      [
        'semaphore seats',
        '0: 2',
        '0: 1',
        '0: 0',
        '0: 0, 1 thread waiting',
        '1.5: 1, 1 thread waiting',
        '1.5: 1',
        '1.5: 0',
        '2: 1',
        '3: 2',
      ],
      ['event ready', '0: 0', '0: 1', '2: 0'],
      ['condition full', '0: 0', '2: 1 by worker', '2: 0'],
    ]);
    const door = run.timeline.primitives[1]!;
    const explained = new Explained(run.timeline).text({
      kind: 'primitive',
      primitive: door.id,
      index: 5,
    });
    deepStrictEqual(
      explained,
      'Lock `self.door` was held by cook 1 from 1.500 s to 2.000 s. The thread cook 1 took it at 1.500 s.',
    );
  });

  it('stand beside those of asyncio, with the threads of pools', async () => {
    const run = await engine.run(IN_TASKS);
    deepStrictEqual(
      [run.stdout, states(run)],
      [
        '0 1\n',
        [
          ['queue results', '0: 0', '1: 1', '2: 2', '2: 1', '2: 0'],
          [
            'semaphore tally',
            '0: 1',
            '0: 0',
            '0: 0, 1 thread waiting',
            '1: 1, 1 thread waiting',
            '1: 1',
            '1: 0',
            '2: 1',
          ],
        ],
      ],
    );
  });

  it('tell of threads that wait, the main one included, and for ever if they do', async () => {
    const run = await engine.run(WAITING);
    deepStrictEqual(
      [run.stdout, states(run)],
      [
        'False True False\n',
        [
          ['queue box', '0: 0', '0: 1', '0: 0', '1: 0, 1 thread waiting'],
          [
            'lock seal',
            '0: 0',
            '0: 1 by holder',
            '0: 1 by holder, 1 thread waiting',
            '1: 1 by holder',
            '1: 1 by holder, 1 thread waiting',
            '2: 0, 1 thread waiting',
            '2: 0',
            '2: 1',
          ],
          ['event bell', '0: 0', '2: 0, 1 thread waiting', '2.5: 0'],
        ],
      ],
    );
  });

  it('may be held by a thread that runs as a whole while others pause for them', async () => {
    const run = await engine.run(MIXED);
    deepStrictEqual(
      [run.stdout, run.stderr, states(run)],
      [
        'one at 2 s\nother at 3 s\n',
        '',
        [
          [
            'lock door',
            '0: 0',
            '0: 1 by whole',
            '1: 1 by whole, 1 thread waiting',
            '1: 1 by whole, 2 thread waiting',
            '2: 0, 2 thread waiting',
            '2: 0, 1 thread waiting',
            '2: 1 by one, 1 thread waiting',
            '3: 0, 1 thread waiting',
            '3: 0',
            '3: 1 by other',
            '4: 0',
          ],
        ],
      ],
    );
  });
});
