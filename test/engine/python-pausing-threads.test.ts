import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';
import { linesOfThreads, THREADS_HEAD } from '../support/thread-programs';

/* The lines were printed by the same programs in CPython. */
describe('threads that pause where they wait', () => {
  const engine = new EngineUnderTest();
  const linesOf = (source: string) => linesOfThreads(engine, source);

  after(() => engine.dispose());

  it('share variables in the order of time', async () => {
    const source = `
results, total = [], 0

def work(seconds):
    time.sleep(seconds)
    results.append(seconds)

def add(number):
    global total
    before = total
    time.sleep(0.1)
    total = before + number

join([start(work, seconds) for seconds in (3, 1, 2)])
with ThreadPoolExecutor(2) as pool:
    pool.map(add, (1, 1))
print(results, total)
`;
    deepStrictEqual(await linesOf(source), ['[1, 2, 3] 1', 'finished']);
  });

  it('take turns at a queue, with as many workers as there are', async () => {
    const source = `
def work(name):
    while (item := items.get()) is not None:
        note(name, item)
        time.sleep(1 + name / 10)
        items.task_done()

items = queue.Queue()
workers = [start(work, name) for name in range(2)]
for item in "abcd":
    items.put(item)
items.join()
note("all done")
for _ in workers:
    items.put(None)
join(workers)
`;
    const lines = ['0 a 0.0', '1 b 0.0', '0 c 1.0', '1 d 1.1', 'all done 2.2', 'finished'];
    deepStrictEqual(await linesOf(source), lines);
  });

  it('wait for room in a queue, and let the program set an event', async () => {
    const source = `
def produce():
    for number in range(3):
        items.put(number)
        note("put", number)

def wait():
    note(bell.wait(0.2), bell.wait(timeout=5))

items, bell = queue.Queue(1), threading.Event()
threads = [start(produce), start(wait)]
time.sleep(1)
bell.set()
time.sleep(0.5)
for _ in range(3):
    note("got", items.get())
    time.sleep(1)
join(threads)
`;
    deepStrictEqual(await linesOf(source), [
      ...['put 0 0.0', 'False True 1.0', 'got 0 1.5', 'put 1 1.5', 'got 1 2.5', 'put 2 2.5'],
      ...['got 2 3.5', 'finished'],
    ]);
  });

  it('wait in functions that they call, and for conditions', async () => {
    const source = `
class Buffer:
    def __init__(self, size):
        self.__items, self.__size, self.changed = [], size, threading.Condition()

    def put(self, item):
        with self.changed:
            while len(self.__items) >= self.__size:
                self.changed.wait()
            self.__items.append(item)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            if not self.changed.wait_for(lambda: self.__items, timeout=2):
                return "nothing"
            self.changed.notify_all()
            return self.__items.pop(0)

class Eater(threading.Thread):
    def run(self):
        for _ in range(4):
            note(self.name, buffer.get())
            time.sleep(0.5)

buffer, eater = Buffer(1), Eater(name="eater")
eater.start()
def cook(dishes):
    for dish in dishes:
        time.sleep(0.1)
        buffer.put(dish)
        note("cooked", dish)
join([start(cook, "abc"), eater])
`;
    deepStrictEqual(await linesOf(source), [
      ...['cooked a 0.1', 'eater a 0.1', 'cooked b 0.2', 'eater b 0.6', 'cooked c 0.6'],
      ...['eater c 1.1', 'eater nothing 3.6', 'finished'],
    ]);
  });

  it('enter again what they have entered', async () => {
    const source = `
class Screen:
    def __init__(self):
        self.lock, self.ready = threading.RLock(), threading.Condition()

    def draw(self):
        with self.lock:
            with self.ready:
                time.sleep(0.5)

    def keep_drawing(self):
        while not done.wait(1):
            with self.lock, self.ready:
                self.draw()
                note("drawn")

screen, done = Screen(), threading.Event()
thread = start(screen.keep_drawing)
time.sleep(1.2)
with screen.lock:
    note("mine")
    done.set()
thread.join()
`;
    deepStrictEqual(await linesOf(source), ['drawn 1.5', 'mine 1.5', 'finished']);
  });

  it('wait for what the loop does', async () => {
    const source = `
async def double(number):
    await asyncio.sleep(number)
    return number * 2

def ask(number, loop):
    future = asyncio.run_coroutine_threadsafe(double(number), loop)
    try:
        return future.result(timeout=2.5)
    except TimeoutError:
        return future.cancel()

async def main():
    loop, items = asyncio.get_running_loop(), queue.Queue()
    note(await asyncio.gather(*(asyncio.to_thread(ask, number, loop) for number in (1, 2, 3))))
    taking = [loop.run_in_executor(None, items.get) for _ in range(2)]
    for item in "ab":
        await asyncio.sleep(1)
        items.put(item)
    note(await asyncio.gather(*taking))

asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), ['[2, 4, True] 2.5', "['a', 'b'] 4.5", 'finished']);
  });

  it('are functions of any shape, and are called once', async () => {
    const source = `
log = []

class Cook:
    made = 0

    def __init__(self):
        self.__seconds = 0.1

    def cook(self):
        time.sleep(self.__seconds)
        Cook.made += 1

    @classmethod
    def taste(cls, dish, *, salt=1):
        time.sleep(salt)
        log.append((dish, salt, cls.made))

def count_down(number):
    time.sleep(0.1)
    return number if number == 0 else number + count_down(number - 1)

def close_over():
    total = 0
    def add():
        nonlocal total
        time.sleep(0.1)
        total += 1
        return total if total == 3 else add()
    log.append(add())

def run_loop():
    async def main():
        await asyncio.sleep(0.1)
    log.append(asyncio.run(main()))

def comprehend():
    log.append([time.sleep(0.1) for _ in range(2)])

calls = (Cook().cook, close_over, run_loop, comprehend, lambda: log.append(count_down(1)))
join([start(call) for call in calls])
start(Cook.taste, "soup").join()
with ThreadPoolExecutor() as pool:
    print(pool.submit(count_down, 3).result(), sorted(map(str, log)))
`;
    const log = `["('soup', 1, 1)", '1', '3', 'None', '[None, None]']`;
    deepStrictEqual(await linesOf(source), [`6 ${log}`, 'finished']);
  });

  it('take a lock that a thread without pauses will give back', async () => {
    const source = `
def hold():
    with lock:
        time.sleep(1)

def take():
    lock.acquire()
    note("taken")
    lock.release()

lock = threading.Lock()
join([start(lambda: hold()), start(take)])
note(lock.locked())
`;
    deepStrictEqual(await linesOf(source), ['taken 1.0', 'False 1.0', 'finished']);
  });

  it('keep all they share whole, when they compute between their waits', async () => {
    const source = `
def fill(number):
    for step in range(10):
        sum(range(20_000))
        items.put(number * 10 + step)

def work():
    global total
    while (item := items.get()) is not None:
        with places:
            sum(range(20_000))
            with lock:
                total += item
        with ready:
            seen.append(item)
            ready.notify()
        items.task_done()
    items.task_done()

def watch():
    with ready:
        while len(seen) < 30:
            ready.wait(timeout=0.01)

items, lock, places = queue.Queue(3), threading.Lock(), threading.BoundedSemaphore(2)
ready, seen, total = threading.Condition(), [], 0
fillers = [start(fill, number) for number in range(3)]
workers = [start(work) for _ in range(3)]
watcher = start(watch)
join(fillers)
for _ in workers:
    items.put(None)
items.join()
join([*workers, watcher])
print(total, sorted(seen) == [*range(30)], lock.locked())
`;
    const { stdout, stderr } = await engine.run(THREADS_HEAD + source);
    deepStrictEqual([stdout, stderr], ['435 True False\n', '']);
  });

  it('meet at a barrier', async () => {
    const source = `
def race(number):
    for lap in range(2):
        time.sleep(number / 10)
        note(f"{number} waits beside {barrier.n_waiting}")
        barrier.wait()
        laps.append(lap)

def try_to_meet(seconds):
    time.sleep(seconds)
    try:
        note("met", other.wait(timeout=0.3) in range(3))
    except threading.BrokenBarrierError:
        note("broken", other.broken)

laps = []
barrier = threading.Barrier(2, action=lambda: note("all are here"))
join([start(race, number) for number in (1, 2)])
print(laps)
other = threading.Barrier(3)
join([start(try_to_meet, seconds) for seconds in (0.1, 0.2)])
other.reset()
threads = [start(try_to_meet, seconds) for seconds in (0.1, 0.2)]
note("program met", other.wait() in range(3))
join(threads)
threads = [start(try_to_meet, 0), start(other.wait)]
other.wait()
join(threads)
`;
    deepStrictEqual((await linesOf(source)).sort(), [
      '1 waits beside 0 0.1',
      '1 waits beside 0 0.3',
      '2 waits beside 1 0.2',
      '2 waits beside 1 0.4',
      '[0, 0, 1, 1]',
      'all are here 0.2',
      'all are here 0.4',
      'broken True 0.8',
      'broken True 0.8',
      'finished',
      'met True 1.0',
      'met True 1.0',
      'met True 1.0',
      'program met True 1.0',
    ]);
  });

  it('do what their class does around what they were given', async () => {
    const source = `
class Keeping(threading.Thread):
    def run(self):
        print("begin", self.name)
        self.result = self._target(*self._args)
        note("end", self.name)

class Loud(threading.Thread):
    def run(self):
        super().run()
        note("over")

def work(seconds):
    time.sleep(seconds)
    return seconds

threads = [Keeping(target=work, args=(seconds,), name=f"{seconds}") for seconds in (0.2, 0.1)]
threads.append(Loud(target=work, args=(0.15,)))
for thread in threads:
    thread.start()
join(threads)
print([thread.result for thread in threads[:2]])
`;
    deepStrictEqual(await linesOf(source), [
      ...['begin 0.2', 'begin 0.1', 'end 0.1 0.1', 'over 0.15', 'end 0.2 0.2', '[0.2, 0.1]'],
      'finished',
    ]);
  });
});
