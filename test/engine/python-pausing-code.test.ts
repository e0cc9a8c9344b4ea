import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

const HEAD = `
import functools, queue, sys, threading, time
from concurrent.futures import ThreadPoolExecutor, as_completed
from time import sleep as nap

def start(target, *args, **keywords):
    thread = threading.Thread(target=target, args=args, **keywords)
    thread.start()
    return thread

def give(*items):
    for item in items:
        time.sleep(0.1)
        todo.put(item)

todo = queue.Queue()
`;

/* The lines were printed by the same programs in CPython. */
describe('functions of threads that can pause', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  /** What a program prints, and how it ends. */
  async function linesOf(source: string): Promise<string[]> {
    const { stdout, outcome } = await engine.run(HEAD + source, { measureWork: false });
    return [...stdout.split('\n').slice(0, -1), outcome.problem?.message ?? outcome.end];
  }

  it('see nothing of how they pause', async () => {
    const source = `
class Box:
    def __init__(self):
        self.__items = todo

    def show(self):
        def take():
            return self.__items.get(), sys._getframe(1).f_code.co_name
        print(take(), take())

def look(first, second=2):
    nap(0.1)
    print(sorted(locals()), box.__class__.__name__)

box = Box()
thread = start(box.show)
give(1, 2)
thread.join()
start(look, 1).join()
`;
    deepStrictEqual(await linesOf(source), [
      "(1, 'show') (2, 'show')",
      "['first', 'second'] Box",
      'finished',
    ]);
  });

  it('may be called by any name: in decorators, as callbacks, as lambdas, as objects, or none', async () => {
    const source = `
def announced(function):
    @functools.wraps(function)
    def wrapper(*args):
        print("begin", function.__name__)
        result = function(*args)
        print("end", result)
    return wrapper

@announced
def take(more):
    return todo.get() + more

class Caller:
    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)

    def __call__(self):
        return todo.get()

def work():
    while (job := jobs.get()) is not None:
        function, *args = job
        print({"job": function}["job"](*args))

jobs = queue.Queue()
for job in ((take, 10), (Caller(),), (functools.partial(lambda number: number + todo.get(), 20),), None):
    jobs.put(job)
threads = [start(lambda: print("lambda", todo.get())), start(work)]
give(1, 2, 3, 4)
for thread in threads:
    thread.join()
`;
    deepStrictEqual(await linesOf(source), [
      ...['begin take', 'lambda 1', 'end 12', 'None', '3', '24', 'finished'],
    ]);
  });

  it('may be the `run` of a thread with a target', async () => {
    const source = `
class Result(threading.Thread):
    def run(self):
        self.value = self._target(*self._args)

class Loud(threading.Thread):
    def run(self):
        print("before")
        super().run()
        print("after")

def double(number):
    nap(1)
    return 2 * number

result = Result(target=double, args=(21,))
result.start()
result.join()
loud = Loud(target=double, args=(1,))
loud.start()
loud.join()
print(result.value, start(double, 1, 2).join())
`;
    deepStrictEqual(await linesOf(source), ['before', 'after', '42 None', 'finished']);
  });

  it('meet at barriers, and enter objects that wait', async () => {
    const source = `
class Turn:
    def __enter__(self):
        return todo.get()

    def __exit__(self, *error):
        print("left", error[0])
        return True

def work(number):
    nap(number)
    order = barrier.wait()
    print(number, order, round(time.monotonic() - begin, 1))
    with turn_of(number) as turn:
        print("turn", turn)
        raise ValueError

def turn_of(number):
    return Turn()

def hurry():
    try:
        barrier.wait(timeout=1)
    except threading.BrokenBarrierError:
        print("broken", barrier.broken)

begin = time.monotonic()
barrier = threading.Barrier(2)
threads = [start(work, number) for number in (1, 2)]
time.sleep(3)
give("a", "b")
for thread in threads:
    thread.join()
start(hurry).join()
`;
    deepStrictEqual(await linesOf(source), [
      ...['2 1 2.0', '1 0 2.0', 'turn a', "left <class 'ValueError'>"],
      ...['turn b', "left <class 'ValueError'>", 'broken True', 'finished'],
    ]);
  });

  it('may raise `StopIteration`', async () => {
    const source = `
def take():
    item = todo.get()
    if item is None:
        raise StopIteration("over")
    return item

def take_all():
    while True:
        try:
            print(take())
        except StopIteration as stop:
            print(repr(stop), stop.__context__)
            return

thread = start(take_all)
give(1, None)
thread.join()
with ThreadPoolExecutor() as pool:
    stopped = pool.submit(take)
    todo.put(None)
    print(repr(stopped.exception()))
`;
    deepStrictEqual(await linesOf(source), [
      ...['1', "StopIteration('over') None", "StopIteration('over')", 'finished'],
    ]);
  });

  it('run as a whole, and find what is there, if they wait elsewhere than in calls', async () => {
    const source = `
def iterate():
    for item in iter(todo.get, None):
        nap(1)
        print(item)

def wait_for_all():
    with ThreadPoolExecutor(2) as pool:
        print(*(done.result() for done in as_completed(pool.submit(square, n) for n in (3, 1, 2))))

def square(number):
    nap(number)
    return number**2

thread = start(iterate)
todo.put("a")
todo.put(None)
thread.join()
start(wait_for_all).join()
`;
    deepStrictEqual(await linesOf(source), ['a', '1 9 4', 'finished']);
  });
});
