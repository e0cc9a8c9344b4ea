import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

const HEAD = `
import asyncio, queue, sys, threading, time

def now():
    return round(time.monotonic() - begin, 3)

def start(target, *args, **keywords):
    thread = threading.Thread(target=target, args=args, **keywords)
    thread.start()
    return thread

def refused(call):
    try:
        call()
    except RuntimeError as error:
        print(error)

begin = time.monotonic()
`;
const WHOLE =
  'here a thread runs as a whole, so it cannot wait for what the program, the loop or another thread does later. If it waits in a function of yours with `def`, it can pause there.';
const LATER =
  'a thread that ran before was there at a later time already, and what it did cannot be undone.';

/* Except for refusals, the lines were printed by the same programs in CPython, whose seconds were shorter. */
describe('threads of a Python scenario', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  async function linesOf(source: string): Promise<string[]> {
    const { stdout, stderr } = await engine.run(HEAD + source);
    strictEqual(stderr, '');
    return stdout.trimEnd().split('\n');
  }

  it('begin and end beside the program, which can wait for them', async () => {
    const source = `
def work(name, seconds):
    time.sleep(seconds)
    print(name, now(), threading.current_thread().name, threading.get_ident() == main)

main = threading.get_ident()
a, b = start(work, "a", 2), start(work, "b", 1, name="B")
print(a.is_alive(), threading.active_count(), threading.main_thread() is threading.current_thread())
a.join(0.5)
print(a.is_alive(), now())
b.join()
print(b.is_alive(), now(), [thread.name for thread in threading.enumerate()])
start(work, "left", 2)
start(work, "daemon", 9, daemon=True)
print("last line", now())
`;
    deepStrictEqual(await linesOf(source), [
      'True 3 True',
      'True 0.5',
      'b 1.0 B False',
      "False 1.0 ['MainThread', 'Thread-1 (work)']",
      'last line 1.0',
      'a 2.0 Thread-1 (work) False',
      'left 3.0 Thread-2 (work) False',
    ]);
  });

  it('may be subclasses, fail alone, and have values of their own', async () => {
    const source = `
class Cook(threading.Thread):
    def __init__(self, dish):
        super().__init__(name="cook")
        self.dish = dish

    def run(self):
        time.sleep(1)
        kitchen.dish = self.dish
        self.result = kitchen.dish.upper()

kitchen = threading.local()
kitchen.dish = "tea"
cook = Cook("soup")
cook.start()
cook.join()
print(cook.result, kitchen.dish)

def burn():
    raise ValueError("burnt")

threading.excepthook = lambda args: print("failed", args.exc_value, args.thread.name)
start(burn).join()
start(sys.exit).join()
try:
    cook.start()
except RuntimeError as error:
    print(error)
`;
    deepStrictEqual(await linesOf(source), [
      'SOUP tea',
      'failed burnt Thread-1 (burn)',
      'failed  Thread-2 (exit)',
      'threads can only be started once',
    ]);
  });

  it('print the traceback of the program when they fail', async () => {
    const { stderr, outcome } = await engine.run(
      `${HEAD}\ndef burn():\n    raise ValueError("burnt")\nstart(burn)\n`,
    );
    match(
      stderr,
      /^Exception in thread Thread-1 \(burn\):\nTraceback \(most recent call last\):\n {2}File ".*scenario\.py", line 21, in burn\n {4}raise ValueError\("burnt"\)\nValueError: burnt\n$/,
    );
    strictEqual(outcome.exitCode, 0);
  });

  it('take turns with locks and semaphores', async () => {
    const source = `
def raise_counter(name):
    global counter
    with lock:
        value = counter
        time.sleep(0.5)
        counter = value + 1
        print(name, counter, now())

def enter(name):
    with places:
        print(name, "in", now())
        time.sleep(1)
        print(name, "out", now())

counter, lock, places = 0, threading.Lock(), threading.Semaphore(2)
threads = [start(raise_counter, name) for name in "abc"]
print(lock.acquire(timeout=0.2), lock.acquire(blocking=False), now())
for thread in threads:
    thread.join()
print(lock, counter)
for thread in [start(enter, name) for name in "abc"]:
    thread.join()
`;
    const lines = await linesOf(source);
    deepStrictEqual(
      lines.map((line) => line.replace(/0x[0-9a-f]+/, '0x')),
      [
        'False False 0.2',
        'a 1 0.5',
        'b 2 1.0',
        'c 3 1.5',
        '<unlocked _thread.lock object at 0x> 3',
        'a in 1.5',
        'b in 1.5',
        'a out 2.5',
        'b out 2.5',
        'c in 2.5',
        'c out 3.5',
      ],
    );
  });

  it('tell each other with events, queues and timers', async () => {
    const source = `
def ring():
    time.sleep(2)
    print("rings", now())
    bell.set()

def cook():
    for dish in ("soup", "tea", None):
        time.sleep(1)
        counter.put(dish)

def serve():
    while (dish := counter.get()) is not None:
        print("served", dish, now())
        counter.task_done()

bell, counter = threading.Event(), queue.Queue()
start(ring)
print(bell.is_set(), bell.wait(0.5), now())
print(bell.wait(), now())
start(cook)
start(serve).join()
start(cook)
print(counter.get(), now(), counter.empty())
try:
    counter.get(timeout=0.1)
except queue.Empty:
    print("empty", now())
egg = threading.Timer(1, print, ("egg",))
never = threading.Timer(2, print, ("never",))
egg.start(), never.start()
egg.join()
never.cancel()
print(now(), egg.is_alive(), never.is_alive())
`;
    deepStrictEqual(await linesOf(source), [
      'False False 0.5',
      'rings 2.0',
      'True 2.0',
      'served soup 3.0',
      'served tea 4.0',
      'soup 6.0 True',
      'empty 6.1',
      'egg',
      '7.1 False False',
    ]);
  });

  it('hand things to a loop, when the time of the loop is theirs', async () => {
    const source = `
async def main():
    loop = asyncio.get_running_loop()
    bell, result = asyncio.Event(), loop.create_future()

    def helper():
        time.sleep(1)
        loop.call_soon_threadsafe(bell.set)
        time.sleep(1)
        loop.call_soon_threadsafe(result.set_result, "juice")
        future = asyncio.run_coroutine_threadsafe(asyncio.sleep(1, "rested"), loop)
        future.add_done_callback(lambda future: print(future.result(), now()))

    start(helper)
    await bell.wait()
    print("bell", now())
    print(await result, now())
    await asyncio.sleep(2)
    print(await asyncio.to_thread(asyncio.run, asyncio.sleep(1, "a loop of its own")), now())

asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), [
      'bell 1.0',
      'juice 2.0',
      'rested 3.0',
      'a loop of its own 5.0',
    ]);
  });

  it('are refused if they wait for what comes later', async () => {
    const source = `
bell, counter, lock = threading.Event(), queue.Queue(), threading.Lock()
refused(lambda: start(lambda: [bell.wait() for _ in "1"]).join())
refused(lambda: start(lambda: [counter.get() for _ in "1"]).join())
refused(lambda: start(lambda: [threading.Barrier(2).wait() for _ in "1"]))

def poll():
    while not bell.is_set():
        pass

refused(lambda: start(poll))
lock.acquire()
refused(lambda: start(lambda: [lock.acquire() for _ in "1"]).join())
refused(lambda: lock.acquire())
print([thread.name for thread in threading.enumerate()])
`;
    deepStrictEqual(await linesOf(source), [
      `\`bell.wait()\` in line 21 cannot be simulated in Thread-1 (<lambda>): ${WHOLE}`,
      `\`counter.get()\` in line 22 cannot be simulated in Thread-2 (<lambda>): ${WHOLE}`,
      `\`threading.Barrier(2).wait()\` in line 23 cannot be simulated in Thread-3 (<lambda>): ${WHOLE}`,
      '`bell.is_set()` in line 26 cannot be simulated in Thread-4 (poll): here a thread runs as a whole, so it asks again and again before anybody else can set the event.',
      `\`lock.acquire()\` in line 31 cannot be simulated in Thread-5 (<lambda>): ${WHOLE}`,
      '`lock.acquire()` in line 32 cannot be simulated: nothing that is left could end this wait.',
      "['MainThread']",
    ]);
  });

  it('are refused if they come too early for what was done already', async () => {
    const source = `
def use(seconds):
    time.sleep(seconds)
    with lock:
        pass

def take():
    time.sleep(1)
    counter.get()

lock, counter = threading.Lock(), queue.Queue()
start(lambda: [use(2) for _ in "1"])
refused(lambda: start(lambda: [use(1) for _ in "1"]))
counter.put(1)
start(lambda: [take() for _ in "1"])
refused(lambda: counter.get())
`;
    deepStrictEqual(await linesOf(source), [
      `\`lock\` in line 22 cannot be simulated in Thread-2 (<lambda>): ${LATER} Use one thread, or tasks with the locks of \`asyncio\`.`,
      `\`counter.get()\` in line 34 cannot be simulated: ${LATER} Let one thread take from a queue, or hand each item to a \`ThreadPoolExecutor\`.`,
    ]);
  });

  it('are told of deadlocks if they take two locks in different orders', async () => {
    const source = `
def use(first, second):
    with first:
        time.sleep(1)
        with second:
            pass

one, other = threading.Lock(), threading.Lock()
start(lambda: [use(one, other) for _ in "1"])
refused(lambda: start(lambda: [use(other, one) for _ in "1"]))
`;
    deepStrictEqual(await linesOf(source), [
      `\`first\` in line 21 cannot be simulated in Thread-2 (<lambda>): ${LATER} It held another lock when it came there. If two threads take the same locks in different orders, each can wait for the other for ever, which is a deadlock: take them in one order.`,
    ]);
  });

  it('end in the trace where they are refused, as failed', async () => {
    const source = `
import threading, time
from queue import Queue
items = Queue()

def worker():
    while items.get() is not None:
        time.sleep(0.5)

threads = [threading.Thread(target=lambda: [worker() for _ in "1"]) for _ in range(2)]
for thread in threads: thread.start()
for item in (1, 2, None, None): items.put(item)
for thread in threads: thread.join()
`;
    const { timeline } = await engine.run(source);
    deepStrictEqual(
      timeline.jobs.map(({ from, to, outcome }) => [from, to, outcome]),
      [
        [0, 1, 'done'],
        [0, 0, 'failed'],
      ],
    );
  });

  it('are refused if they run a loop to which something is given later', async () => {
    const source = `
async def answer():
    await asyncio.sleep(1)
    return 42

async def wait_for(event):
    await event.wait()

start(lambda: print(asyncio.run(answer()), now()))
loop = asyncio.new_event_loop()
refused(lambda: start(lambda: [loop.run_forever() for _ in "1"], daemon=True))
refused(lambda: start(lambda: [asyncio.run(wait_for(asyncio.Event())) for _ in "1"]))
loop.close()
`;
    const reason =
      'nothing is left that its loop could run, and here a thread runs as a whole, so nobody can give it something later. Run the loop in the program, and what blocks in threads.';
    deepStrictEqual(await linesOf(source), [
      `\`loop.run_forever()\` in line 29 cannot be simulated in Thread-2 (<lambda>): ${reason}`,
      `\`asyncio.run(wait_for(asyncio.Event()))\` in line 30 cannot be simulated in Thread-3 (<lambda>): ${reason}`,
      '42 1.0',
    ]);
  });

  it('say what there is instead of multiprocessing', async () => {
    const source = `
import multiprocessing
for make in (multiprocessing.Process(target=print).start, multiprocessing.Queue):
    try:
        make()
    except ImportError as error:
        print(error)
`;
    const sentence =
      'Loopscope simulates only the processes of concurrent.futures.ProcessPoolExecutor. Use that, or run this program with your own Python.';
    deepStrictEqual(await linesOf(source), [sentence, sentence]);
  });
});
