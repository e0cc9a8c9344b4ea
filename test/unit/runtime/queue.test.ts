import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, createTask, LifoQueue, Queue, sleep, waitFor } from '../../../src/runtime';
import { makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

function* noteItem(queue: Queue, name: string, note: Note): Coroutine<void> {
  note(`${name} ${yield* queue.get()}`);
}

function* noteRoom(queue: Queue, item: string, note: Note): Coroutine<void> {
  yield* queue.put(item);
  note(`${item} put`);
}

function queueOf<T>(maxsize: number, ...items: T[]): Queue<T> {
  const queue = new Queue<T>(maxsize);
  for (const item of items) queue.putNowait(item);
  return queue;
}

describe('Queue', () => {
  it('gives items in the order in which they were put', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<number>();
      note([`${queue}`, queue.empty(), queue.full(), queue.qsize(), queue.maxsize]);
      for (const item of [0, 1, 2]) yield* queue.put(item);
      note([`${queue}`, queue.empty(), queue.full(), queue.qsize()]);
      note([yield* queue.get(), queue.getNowait(), yield* queue.get(), `${queue}`]);
      note(thrown(() => queue.getNowait()));
    });
    deepStrictEqual(log, [
      ['<Queue maxsize=0>', true, false, 0, 0],
      ['<Queue maxsize=0 _queue=[0, 1, 2] tasks=3>', false, false, 3],
      [0, 1, 2, '<Queue maxsize=0 tasks=3>'],
      'QueueEmpty',
    ]);
  });

  it('is full at its size, and never without one', () => {
    const queue = queueOf<unknown>(2, 'a');
    const full = [queue.full()];
    queue.putNowait([1, 'b']);
    full.push(queue.full(), queueOf(0, 1).full(), queueOf(-1, 1).full());
    deepStrictEqual(
      [full, thrown(() => queue.putNowait('c')), `${queue}`, `${queueOf(-1)}`],
      [
        [false, true, false, false],
        'QueueFull',
        "<Queue maxsize=2 _queue=['a', [1, 'b']] tasks=2>",
        '<Queue maxsize=-1>',
      ],
    );
  });

  it('keeps its order over many items', () => {
    const queue = new Queue<number>();
    const taken: number[] = [];
    // Three in, two out, so that it grows while its front moves on.
    for (let round = 0; round < 300; round++) {
      for (let count = 0; count < 3; count++) queue.putNowait(3 * round + count);
      taken.push(queue.getNowait(), queue.getNowait());
    }
    while (!queue.empty()) taken.push(queue.getNowait());
    deepStrictEqual(
      taken,
      Array.from({ length: 900 }, (_, index) => index),
    );
  });

  it('gives up no turn if there is room and an item', () => {
    const log = runMain(function* (loop, note) {
      const queue = new Queue<number>();
      loop.callSoon(note, 'soon');
      yield* queue.put(1);
      note(yield* queue.get());
      yield* sleep(0);
    });
    deepStrictEqual(log, [1, 'soon']);
  });

  it('makes producer and consumer take turns when it has room for one', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<number>(1);
      const produce = function* (): Coroutine<void> {
        for (let item = 0; item < 4; item++) {
          note(`put ${item}`);
          yield* queue.put(item);
        }
        note('all put');
      };
      const consume = function* (): Coroutine<void> {
        for (let count = 0; count < 4; count++) yield* noteItem(queue, 'got', note);
      };
      const [producer, consumer] = [createTask(produce()), createTask(consume())];
      yield* producer;
      yield* consumer;
      note(`${queue}`);
    });
    deepStrictEqual(log, [
      'put 0',
      'put 1',
      'got 0',
      'put 2',
      'got 1',
      'put 3',
      'got 2',
      'all put',
      'got 3',
      '<Queue maxsize=1 tasks=4>',
    ]);
  });

  it('serves who waits for an item in the order in which they came', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<number>();
      const tasks = ['a', 'b', 'c'].map((name) => createTask(noteItem(queue, name, note)));
      yield* sleep(0);
      note(`${queue}`);
      for (const item of [0, 1, 2]) queue.putNowait(item);
      note(`${queue}`);
      for (const task of tasks) yield* task;
    });
    deepStrictEqual(log, [
      '<Queue maxsize=0 _getters[3]>',
      '<Queue maxsize=0 _queue=[0, 1, 2] tasks=3>',
      'a 0',
      'b 1',
      'c 2',
    ]);
  });

  it('serves who waits for room in the order in which they came', () => {
    const log = runMain(function* (_loop, note) {
      const queue = queueOf<unknown>(1, 'x');
      const tasks = ['a', 'b', 'c'].map((item) => createTask(noteRoom(queue, item, note)));
      yield* sleep(0);
      note(`${queue}`);
      for (let count = 0; count < 4; count++) yield* noteItem(queue, 'got', note);
      for (const task of tasks) yield* task;
    });
    deepStrictEqual(log, [
      "<Queue maxsize=1 _queue=['x'] _putters[3] tasks=1>",
      'got x',
      'a put',
      'got a',
      'b put',
      'got b',
      'c put',
      'got c',
    ]);
  });

  it('keeps no item for who was woken; that one queues up again at the end', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<number>();
      const [a, b] = ['a', 'b'].map((name) => createTask(noteItem(queue, name, note)));
      yield* sleep(0);
      queue.putNowait(1);
      note(queue.getNowait());
      yield* sleep(0);
      note(`${queue}`);
      queue.putNowait(2);
      queue.putNowait(3);
      yield* a!;
      yield* b!;
    });
    deepStrictEqual(log, [1, '<Queue maxsize=0 _getters[2] tasks=1>', 'b 2', 'a 3']);
  });

  it('can be waited for with a timeout', () => {
    const log = runMain(function* (loop, note) {
      const queue = new Queue<number>(1);
      note([yield* outcome(waitFor(queue.get(), 1)), loop.time(), `${queue}`]);
      queue.putNowait(1);
      note([yield* outcome(waitFor(queue.put(2), 1)), loop.time(), `${queue}`]);
      note([yield* outcome(waitFor(queue.join(), 1)), loop.time()]);
    });
    deepStrictEqual(log, [
      ['TimeoutError', 1, '<Queue maxsize=1>'],
      ['TimeoutError', 2, '<Queue maxsize=1 _queue=[1] tasks=1>'],
      ['TimeoutError', 3],
    ]);
  });

  it('belongs to the loop where somebody waited for it first', () => {
    const queue = new Queue<number>();
    const use = () => {
      const main = function* (): Coroutine<string> {
        const task = createTask(outcome(queue.get()));
        yield* sleep(0);
        if (!task.done()) queue.putNowait(1);
        return yield* task;
      };
      return makeLoop().loop.runUntilComplete(main());
    };
    deepStrictEqual(
      [use(), use()],
      ['result 1', 'RuntimeError: <Queue maxsize=0 tasks=1> is bound to a different event loop'],
    );
  });
});

describe('LifoQueue', () => {
  it('gives the last item first', () => {
    const queue = new LifoQueue<number>();
    for (const item of [3, 1, 2]) queue.putNowait(item);
    deepStrictEqual(
      [`${queue}`, queue.getNowait(), queue.getNowait(), queue.getNowait()],
      ['<LifoQueue maxsize=0 _queue=[3, 1, 2] tasks=3>', 2, 1, 3],
    );
  });
});

describe('Cancelling who waits for a queue', () => {
  /** Two wait; `meanwhile` cancels the first; then both end. */
  function withTwo(
    queue: Queue<unknown>,
    wait: (name: string) => Coroutine<unknown>,
    meanwhile: (cancel: () => void) => void,
  ): unknown[] {
    return runMain(function* (_loop, note) {
      const [a, b] = ['a', 'b'].map((name) => createTask(wait(name)));
      yield* sleep(0);
      meanwhile(() => a!.cancel('m'));
      note(`${queue}`);
      note([yield* outcome(a!), yield* outcome(b!), `${queue}`]);
    });
  }

  function withTwoGetters(meanwhile: (queue: Queue<unknown>, cancel: () => void) => void) {
    const queue = new Queue<unknown>();
    return withTwo(
      queue,
      () => queue.get(),
      (cancel) => meanwhile(queue, cancel),
    );
  }

  it('passes the item on, whether it came before or after', () => {
    const before = withTwoGetters((queue, cancel) => {
      queue.putNowait(1);
      cancel();
    });
    const after = withTwoGetters((queue, cancel) => {
      cancel();
      queue.putNowait(1);
    });
    const outcomes = ['CancelledError: m', 'result 1', '<Queue maxsize=0 tasks=1>'];
    deepStrictEqual(
      [before, after],
      [
        ['<Queue maxsize=0 _queue=[1] _getters[1] tasks=1>', outcomes],
        ['<Queue maxsize=0 _queue=[1] tasks=1>', outcomes],
      ],
    );
  });

  it('passes the room on', () => {
    const queue = queueOf<unknown>(1, 0);
    const log = withTwo(
      queue,
      (name) => queue.put(name),
      (cancel) => {
        queue.getNowait();
        cancel();
      },
    );
    deepStrictEqual(log, [
      '<Queue maxsize=1 _putters[1] tasks=1>',
      ['CancelledError: m', 'result undefined', "<Queue maxsize=1 _queue=['b'] tasks=2>"],
    ]);
  });

  it('loses no item, and puts none in', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<unknown>(1);
      const getter = createTask(queue.get());
      yield* sleep(0);
      queue.putNowait(0);
      getter.cancel('g');
      note([yield* outcome(getter), `${queue}`]);
      const [a, b] = ['a', 'b'].map((item) => createTask(queue.put(item)));
      yield* sleep(0);
      a!.cancel('p');
      note([yield* outcome(a!), `${queue}`]);
      note([queue.getNowait(), yield* outcome(b!), `${queue}`]);
    });
    deepStrictEqual(log, [
      ['CancelledError: g', '<Queue maxsize=1 _queue=[0] tasks=1>'],
      ['CancelledError: p', '<Queue maxsize=1 _queue=[0] _putters[1] tasks=1>'],
      [0, 'result undefined', "<Queue maxsize=1 _queue=['b'] tasks=2>"],
    ]);
  });

  it('passes on as well when its coroutine is closed', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<number>();
      const coroutine = queue.get();
      coroutine.next();
      const task = createTask(queue.get());
      yield* sleep(0);
      queue.putNowait(1);
      coroutine.return(0);
      note([yield* outcome(task), `${queue}`]);
    });
    deepStrictEqual(log, [['result 1', '<Queue maxsize=0 tasks=1>']]);
  });
});
