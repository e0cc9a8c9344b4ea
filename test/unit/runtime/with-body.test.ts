import { deepStrictEqual } from 'node:assert/strict';
import {
  aclosing,
  Barrier,
  Condition,
  ContextVar,
  type Coroutine,
  Lock,
  Semaphore,
  sleep,
  TaskGroup,
  timeout,
} from '../../../src/runtime';
import { makeLoop, outcome, runMain } from './support';

describe('The body of a `with`', () => {
  it('may give its result at once', () => {
    const variable = new ContextVar<number>('variable');
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      note([yield* lock.with(() => lock.locked()), lock.locked()]);
      note(yield* new Semaphore(1).with(() => undefined));
      note(yield* new Condition().with(() => [1, 2]));
      note(yield* new Barrier(1).with((position) => position));
      note(yield* timeout(1).with(() => 'in time'));
      note(yield* aclosing({ aclose: () => sleep(0) }).with(() => 'closed'));
      note(yield* variable.set(3).with(() => variable.get()));
      note(yield* new TaskGroup().with((group) => group.createTask(sleep(1, 'task')).getName()));
    });
    deepStrictEqual(log, [[true, false], undefined, [1, 2], 0, 'in time', 'closed', 3, 'Task-2']);
  });

  it('is awaited if it gives a future or a coroutine', () => {
    const log = runMain(function* (loop, note) {
      note(yield* timeout(2).with(() => loop.createTask(sleep(1, 'task'))));
      note(yield* timeout(2).with(() => sleep(0.5, 'coroutine')));
      note(yield* outcome(timeout(1).with(() => loop.createFuture())));
      note(loop.time());
    });
    deepStrictEqual(log, ['task', 'coroutine', 'TimeoutError', 2.5]);
  });

  it('that throws at once leaves the lock open', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      const broken = (): string => {
        throw new Error('broken');
      };
      note([yield* outcome(lock.with(broken)), lock.locked()]);
    });
    deepStrictEqual(log, [['Error: broken', false]]);
  });

  it('may give a promise if the host of the loop makes a future of it', () => {
    const lock = new Lock();
    const promise = Promise.resolve();
    const main = function* (): Coroutine<unknown> {
      return [yield* outcome(lock.with(() => promise as never)), lock.locked()];
    };
    const { loop: bare } = makeLoop();
    const { loop } = makeLoop({
      adopt: (value) => {
        const future = value === promise ? loop.createFuture() : undefined;
        future?.setResult('kept');
        return future;
      },
    });
    deepStrictEqual(
      [bare.runUntilComplete(main()), loop.runUntilComplete(main())],
      [
        ["TypeError: 'Promise' object can't be awaited", false],
        ['result kept', false],
      ],
    );
  });
});
