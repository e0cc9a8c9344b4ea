import { deepStrictEqual } from 'node:assert/strict';
import {
  Barrier,
  type Coroutine,
  createTask,
  sleep,
  type Task,
  waitFor,
} from '../../../src/runtime';
import { makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

function* arrive(barrier: Barrier, name: string, note: Note): Coroutine<void> {
  note(`${name} ${yield* barrier.wait()}`);
}

function start(barrier: Barrier, names: string, note: Note) {
  return [...names].map((name) => createTask(arrive(barrier, name, note)));
}

/** Tasks that wait for the barrier and give what they got as text. */
function startOutcomes(barrier: Barrier, count: number) {
  return Array.from({ length: count }, () => createTask(outcome(barrier.wait())));
}

function* noteAll(tasks: Iterable<Task<string>>, note: Note): Coroutine<void> {
  for (const task of tasks) note(yield* task);
}

const SENT_AWAY = 'BrokenBarrierError: Abort or reset of barrier';
const ABORTED = 'BrokenBarrierError: Barrier aborted';

describe('Barrier', () => {
  it('holds tasks until all have arrived, and numbers them', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(3);
      note([`${barrier}`, barrier.parties, barrier.nWaiting, barrier.broken]);
      const tasks = start(barrier, 'ab', note);
      yield* sleep(0);
      yield* sleep(0);
      note([`${barrier}`, barrier.nWaiting]);
      tasks.push(...start(barrier, 'c', note));
      yield* sleep(0);
      note([`${barrier}`, barrier.nWaiting]);
      for (const task of tasks) yield* task;
      note(`${barrier}`);
    });
    deepStrictEqual(log, [
      ['<Barrier [filling, waiters:0/3]>', 3, 0, false],
      ['<Barrier [filling, waiters:2/3]>', 2],
      'c 2',
      ['<Barrier [draining, waiters:0/3]>', 0],
      'a 0',
      'b 1',
      '<Barrier [filling, waiters:0/3]>',
    ]);
  });

  it('can be used again and again; who comes while others leave waits outside', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(2);
      for (const task of start(barrier, 'abcdef', note)) yield* task;
      note(`${barrier}`);
    });
    deepStrictEqual(log, [
      'b 1',
      'a 0',
      'd 1',
      'c 0',
      'f 1',
      'e 0',
      '<Barrier [filling, waiters:0/2]>',
    ]);
  });

  it('drains for one turn, and is filling again when the last has left', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(2);
      const [, , c] = start(barrier, 'abc', note);
      for (let turn = 0; turn < 4; turn++) {
        yield* sleep(0);
        note(`${barrier}`);
      }
      c!.cancel();
      note([yield* outcome(c!), `${barrier}`]);
    });
    deepStrictEqual(log, [
      'b 1',
      '<Barrier [draining, waiters:0/2]>',
      'a 0',
      '<Barrier [filling, waiters:0/2]>',
      '<Barrier [filling, waiters:1/2]>',
      '<Barrier [filling, waiters:1/2]>',
      ['CancelledError', '<Barrier [filling, waiters:0/2]>'],
    ]);
  });

  it('gives up no turn for one party, and refuses to be for none', () => {
    const log = runMain(function* (loop, note) {
      const barrier = new Barrier(1);
      loop.callSoon(note, 'soon');
      note([yield* barrier.wait(), yield* barrier.wait()]);
      yield* sleep(0);
      note(thrown(() => new Barrier(0)));
    });
    deepStrictEqual(log, [[0, 0], 'soon', 'ValueError: parties must be >= 1']);
  });

  it('gives a body its number, and takes no part in how it ends', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(2);
      const enter = (name: string) =>
        createTask(
          barrier.with(function* (position) {
            yield* [];
            note(`${name} ${position}`);
            if (name === 'b') throw new TypeError('t');
          }),
        );
      const [a, b] = [enter('a'), enter('b')];
      note([yield* outcome(a), yield* outcome(b), `${barrier}`]);
    });
    const outcomes = ['result undefined', 'TypeError: t', '<Barrier [filling, waiters:0/2]>'];
    deepStrictEqual(log, ['b 1', 'a 0', outcomes]);
  });

  it('belongs to the loop where somebody waited for it first', () => {
    const barrier = new Barrier(2);
    const use = () => {
      const main = function* (): Coroutine<string> {
        const [task] = startOutcomes(barrier, 1);
        yield* sleep(0);
        if (!task!.done()) yield* barrier.wait();
        return yield* task!;
      };
      return makeLoop().loop.runUntilComplete(main());
    };
    deepStrictEqual(
      [use(), use(), `${barrier}`],
      [
        'result 0',
        'RuntimeError: <Condition [locked]> is bound to a different event loop',
        '<Barrier [filling, waiters:0/2]>',
      ],
    );
  });
});

describe('Breaking a barrier', () => {
  it('by abort sends all away who wait or come, until a reset', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(3);
      const tasks = startOutcomes(barrier, 2);
      yield* sleep(0);
      yield* barrier.abort();
      note([`${barrier}`, barrier.broken, barrier.nWaiting]);
      yield* noteAll(tasks, note);
      note(yield* outcome(barrier.wait()));
      yield* barrier.reset();
      note([`${barrier}`, barrier.broken]);
      yield* noteAll(startOutcomes(barrier, 3), note);
    });
    deepStrictEqual(log, [
      ['<Barrier [broken]>', true, 0],
      SENT_AWAY,
      SENT_AWAY,
      ABORTED,
      ['<Barrier [filling, waiters:0/3]>', false],
      'result 0',
      'result 1',
      'result 2',
    ]);
  });

  it('works while nobody is there', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(2);
      yield* barrier.abort();
      note([`${barrier}`, yield* outcome(barrier.wait())]);
    });
    deepStrictEqual(log, [['<Barrier [broken]>', ABORTED]]);
  });

  it('by reset sends those away who wait, and lets others in after them', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(3);
      const tasks = startOutcomes(barrier, 2);
      yield* sleep(0);
      yield* barrier.reset();
      note([`${barrier}`, barrier.broken]);
      const late = startOutcomes(barrier, 1);
      yield* noteAll(tasks, note);
      for (let turn = 0; turn < 3; turn++) yield* sleep(0);
      note(`${barrier}`);
      yield* noteAll([...late, ...startOutcomes(barrier, 2)], note);
      note(`${barrier}`);
    });
    deepStrictEqual(log, [
      ['<Barrier [resetting, waiters:0/3]>', false],
      SENT_AWAY,
      SENT_AWAY,
      '<Barrier [filling, waiters:1/3]>',
      'result 0',
      'result 1',
      'result 2',
      '<Barrier [filling, waiters:0/3]>',
    ]);
  });

  /** All arrive, `breakIt` runs before those who were held could leave. */
  function whileDraining(parties: number, breakIt: (barrier: Barrier) => Coroutine<void>) {
    return runMain(function* (_loop, note) {
      const barrier = new Barrier(parties);
      const tasks = startOutcomes(barrier, parties);
      yield* sleep(0);
      yield* breakIt(barrier);
      note(`${barrier}`);
      yield* noteAll(tasks, note);
      note(`${barrier}`);
    });
  }

  it('also reaches those who have not left yet', () => {
    deepStrictEqual(
      [
        whileDraining(2, (barrier) => barrier.reset()),
        whileDraining(3, (barrier) => barrier.abort()),
      ],
      [
        [
          '<Barrier [resetting, waiters:0/2]>',
          SENT_AWAY,
          'result 1',
          '<Barrier [filling, waiters:0/2]>',
        ],
        ['<Barrier [broken]>', SENT_AWAY, SENT_AWAY, 'result 2', '<Barrier [broken]>'],
      ],
    );
  });
});

describe('Cancelling who waits at a barrier', () => {
  it('makes the barrier wait for another one', () => {
    const log = runMain(function* (_loop, note) {
      const barrier = new Barrier(2);
      const [task] = startOutcomes(barrier, 1);
      yield* sleep(0);
      task!.cancel('m');
      note([yield* task!, `${barrier}`]);
      yield* noteAll(startOutcomes(barrier, 2), note);
    });
    deepStrictEqual(log, [
      ['CancelledError: m', '<Barrier [filling, waiters:0/2]>'],
      'result 0',
      'result 1',
    ]);
  });

  it('does not hold the others when all have arrived', () => {
    const cancelOne = (count: number, index: number) =>
      runMain(function* (_loop, note) {
        const barrier = new Barrier(index === 0 ? count : count - 1);
        const tasks = startOutcomes(barrier, count);
        yield* sleep(0);
        note(`${barrier}`);
        tasks[index]!.cancel('m');
        yield* noteAll(tasks, note);
        note(`${barrier}`);
      });
    deepStrictEqual(
      // The first on its way out; the third while it waits outside of a barrier for two.
      [cancelOne(3, 0), cancelOne(3, 2)],
      [
        [
          '<Barrier [draining, waiters:0/3]>',
          'CancelledError: m',
          'result 1',
          'result 2',
          '<Barrier [filling, waiters:0/3]>',
        ],
        [
          '<Barrier [draining, waiters:0/2]>',
          'result 0',
          'result 1',
          'CancelledError: m',
          '<Barrier [filling, waiters:0/2]>',
        ],
      ],
    );
  });

  it('may be the work of a timeout', () => {
    const log = runMain(function* (loop, note) {
      const barrier = new Barrier(2);
      note([yield* outcome(waitFor(barrier.wait(), 1)), loop.time(), `${barrier}`]);
    });
    deepStrictEqual(log, [['TimeoutError', 1, '<Barrier [filling, waiters:0/2]>']]);
  });
});
