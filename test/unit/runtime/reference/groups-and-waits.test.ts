import { deepStrictEqual } from 'node:assert/strict';
import {
  asCompleted,
  ContextVar,
  type Coroutine,
  copyContext,
  createTask,
  currentTask,
  Event,
  ExceptionGroup,
  gather,
  RuntimeError,
  shield,
  sleep,
  TaskGroup,
  type TimeoutError,
  timeout,
  timeoutAt,
  wait,
  waitFor,
} from '../../../../src/runtime';
import { atOnce, fail, outcome, runMain, thrown } from '../support';

/*
 * What the page "Coroutines and Tasks" of the asyncio reference promises of task groups, `gather`,
 * `shield`, timeouts and `wait`, as far as the tests beside this folder do not show it. The expected
 * values were printed by the same programs in CPython 3.14.2.
 */
type Note = (entry: unknown) => void;

/** The errors of an exception group as texts, those of groups among them as lists. */
function errorsIn(error: unknown): unknown {
  return error instanceof ExceptionGroup ? error.exceptions.map(errorsIn) : String(error);
}

describe('the reference on task groups', () => {
  it('passes name, context and an eager start on to the task', () => {
    const variable = new ContextVar<string>('v', { default: 'default' });
    const read = () => atOnce(() => variable.get());
    const context = copyContext();
    context.run(() => variable.set('given'));
    const log = runMain(function* (_loop, note) {
      yield* new TaskGroup().with(function* (group) {
        const named = group.createTask(read(), { name: 'n', context });
        note(group.createTask(read(), { eagerStart: true }).done());
        note([named.getName(), yield* named, named.getContext() === context]);
      });
    });
    deepStrictEqual(log, [true, ['n', 'given', true]]);
  });

  it('gives up no turn if it has no tasks', () => {
    const log = runMain(function* (_loop, note) {
      const other = createTask(atOnce(() => note('other')));
      yield* new TaskGroup().with(() => atOnce(() => note('body')));
      note('after');
      yield* other;
    });
    deepStrictEqual(log, ['body', 'after', 'other']);
  });

  it('can be ended early by a task that fails for that purpose', () => {
    class EndOfGroup extends RuntimeError {}
    const job = function* (note: Note, name: string, delay: number): Coroutine<void> {
      note(`${name} starts`);
      yield* sleep(delay);
      note(`${name} ends`);
    };
    const log = runMain(function* (loop, note) {
      const group = new TaskGroup().with(function* (tasks) {
        tasks.createTask(job(note, 'a', 0.5));
        tasks.createTask(job(note, 'b', 1.5));
        yield* sleep(1);
        tasks.createTask(fail(new EndOfGroup()));
      });
      try {
        yield* group;
      } catch (error) {
        const isExpected =
          error instanceof ExceptionGroup && error.subgroup(EndOfGroup) !== undefined;
        note([isExpected, loop.time()]);
      }
    });
    deepStrictEqual(log, ['a starts', 'b starts', 'a ends', [true, 1]]);
  });

  for (const innerFirst of [true, false]) {
    it(`throws the errors of both groups if tasks of both fail, ${innerFirst ? 'inner' : 'outer'} first`, () => {
      const failLater = function* (name: string): Coroutine<void> {
        yield* sleep(1);
        throw new Error(name);
      };
      const log = runMain(function* (_loop, note) {
        const body = function* (outer: TaskGroup): Coroutine<void> {
          const inner = new TaskGroup().with(function* (group) {
            if (innerFirst) group.createTask(failLater('inner'));
            outer.createTask(failLater('outer'));
            if (!innerFirst) group.createTask(failLater('inner'));
            yield* sleep(5);
          });
          try {
            yield* inner;
          } finally {
            note(currentTask()?.cancelling());
          }
        };
        try {
          yield* new TaskGroup().with(body);
        } catch (error) {
          note(errorsIn(error));
        }
        note(currentTask()?.cancelling());
      });
      // The inner group leaves the request of the outer one alone, which takes it back itself.
      deepStrictEqual(log, [1, ['Error: outer', ['Error: inner']], 0]);
    });
  }

  it('goes on after the inner group, up to the next await, when the outer one is failing', () => {
    const failLater = function* (): Coroutine<void> {
      yield* sleep(1);
      throw new Error('e');
    };
    const log = runMain(function* (_loop, note) {
      const body = function* (outer: TaskGroup): Coroutine<void> {
        outer.createTask(failLater());
        const inner = new TaskGroup().with(function* (group) {
          group.createTask(failLater());
          yield* sleep(5);
        });
        note(yield* outcome(inner));
        note('went on');
        note(yield* outcome(sleep(5)));
      };
      note(yield* outcome(new TaskGroup().with(body)));
    });
    const message = 'ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)';
    deepStrictEqual(log, [message, 'went on', 'CancelledError', message]);
  });

  it('closes a coroutine that it refuses', () => {
    const log = runMain(function* (_loop, note) {
      const coroutine = atOnce(() => note('ran'));
      note(thrown(() => new TaskGroup().createTask(coroutine)));
      note(coroutine.next().done);
      yield* sleep(0);
    });
    deepStrictEqual(log, ['RuntimeError: TaskGroup <TaskGroup> has not been entered', true]);
  });
});

describe('the reference on gather', () => {
  function* factorial(note: Note, name: string, number: number): Coroutine<number> {
    let product = 1;
    for (let factor = 2; factor <= number; factor++) {
      note(`${name} computes ${factor}!`);
      yield* sleep(1);
      product *= factor;
    }
    note(`${name}: ${number}! = ${product}`);
    return product;
  }

  it('lets its coroutines take turns at each sleep', () => {
    const log = runMain(function* (_loop, note) {
      note(
        yield* gather(factorial(note, 'A', 2), factorial(note, 'B', 3), factorial(note, 'C', 4)),
      );
    });
    deepStrictEqual(log, [
      'A computes 2!',
      'B computes 2!',
      'C computes 2!',
      'A: 2! = 2',
      'B computes 3!',
      'C computes 3!',
      'B: 3! = 6',
      'C computes 4!',
      'C: 4! = 24',
      [2, 6, 24],
    ]);
  });

  it('cancels nothing any more once an exception has ended it', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(sleep(1, 'r'));
      const all = gather(fail(new Error('v')), task);
      note(yield* outcome(all));
      note([all.cancel(), task.cancelling(), yield* task]);
    });
    deepStrictEqual(log, ['Error: v', [false, 0, 'r']]);
  });
});

describe('the reference on shield', () => {
  it('lets a task ignore its cancellation and still have the result', () => {
    const patient = function* (note: Note): Coroutine<string> {
      const inner = createTask(sleep(2, 'r'));
      note(yield* outcome(shield(inner)));
      return yield* inner;
    };
    const log = runMain(function* (loop, note) {
      const task = createTask(patient(note));
      yield* sleep(1);
      task.cancel();
      note([yield* outcome(task), task.cancelled(), task.cancelling(), loop.time()]);
    });
    deepStrictEqual(log, ['CancelledError', ['result r', false, 1, 2]]);
  });
});

describe('the reference on timeouts', () => {
  it('shows the body a cancellation, and only the caller a TimeoutError', () => {
    const log = runMain(function* (loop, note) {
      const body = function* (): Coroutine<void> {
        try {
          yield* sleep(3);
        } catch (error) {
          note(`inside: ${error}`);
          throw error;
        }
      };
      note(`outside: ${yield* outcome(timeout(1).with(body))}`);
      note(loop.time());
    });
    deepStrictEqual(log, ['inside: CancelledError', 'outside: TimeoutError', 1]);
  });

  it('works after a cancellation that the task has swallowed', () => {
    const log = runMain(function* (loop, note) {
      const task = createTask(
        (function* (): Coroutine<void> {
          yield* outcome(sleep(5));
          note(yield* outcome(timeout(1).with(() => sleep(5))));
        })(),
      );
      yield* sleep(0);
      task.cancel();
      yield* task;
      note(loop.time());
    });
    deepStrictEqual(log, ['TimeoutError', 1]);
  });

  it('has no limit without a number, be it undefined or null', () => {
    const log = runMain(function* (loop, note) {
      for (const none of [undefined, null]) {
        note(yield* waitFor(sleep(1, 'waitFor'), none));
        note(yield* timeout(none).with((limit) => atOnce(() => limit.when())));
        yield* timeoutAt(none).with(() => sleep(1));
        yield* timeout(1).with(function* (limit) {
          limit.reschedule(none);
          yield* sleep(2);
        });
        const late = createTask(sleep(1, 'task'));
        yield* wait([late], { timeout: none });
        for (const next of asCompleted([late], { timeout: none })) note(yield* next);
      }
      note(loop.time());
    });
    deepStrictEqual(log, [
      ...['waitFor', undefined, 'task', 'waitFor', undefined, 'task'],
      // Twice 1 + 1 + 2 + 1 seconds.
      10,
    ]);
  });

  it('takes numbers of seconds only', () => {
    const log = runMain(function* (loop, note) {
      // What untyped code may do; the words are ours.
      note(thrown(() => timeout('1' as never)));
      note(yield* outcome(waitFor(sleep(1), {} as never)));
      note(yield* outcome(waitFor(sleep(1), '1' as never)));
      note(loop.time());
    });
    deepStrictEqual(log, [
      "TypeError: delay must be a number of seconds, not '1'",
      'TypeError: timeout must be a number of seconds, not [object Object]',
      "TypeError: timeout must be a number of seconds, not '1'",
      0,
    ]);
  });

  it('needs a running loop to know the time', () => {
    deepStrictEqual(
      thrown(() => timeout(1)),
      'RuntimeError: no running event loop',
    );
  });

  it('takes longer than the limit if the cleanup of what is cancelled does', () => {
    const slow = function* (): Coroutine<void> {
      try {
        yield* sleep(5);
      } finally {
        yield* sleep(2);
      }
    };
    const log = runMain(function* (loop, note) {
      note([yield* outcome(waitFor(slow(), 1)), loop.time()]);
      const event = new Event();
      note([yield* outcome(waitFor(event.wait(), 1)), String(event), loop.time()]);
    });
    deepStrictEqual(log, [
      ['TimeoutError', 3],
      ['TimeoutError', '<Event [unset]>', 4],
    ]);
  });

  it('keeps the cancellation as the cause of the TimeoutError', () => {
    const log = runMain(function* (_loop, note) {
      try {
        yield* waitFor(sleep(3600), 1);
      } catch (error) {
        note([String(error), String((error as TimeoutError).cause)]);
      }
    });
    deepStrictEqual(log, [['TimeoutError', 'CancelledError']]);
  });
});

describe('the reference on wait', () => {
  it('takes any iterable of tasks, and undefined for no time limit', () => {
    const log = runMain(function* (loop, note) {
      const tasks = new Map([1, 2].map((delay) => [delay, createTask(sleep(delay))]));
      const [done, pending] = yield* wait(tasks.values(), { timeout: undefined });
      note([done.size, pending.size, loop.time()]);
    });
    deepStrictEqual(log, [[2, 0, 2]]);
  });
});
