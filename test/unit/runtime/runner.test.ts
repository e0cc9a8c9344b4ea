import { deepStrictEqual } from 'node:assert/strict';
import {
  ContextVar,
  type Coroutine,
  Counter,
  copyContext,
  createTask,
  currentTask,
  EventLoop,
  getEventLoop,
  getRunningLoop,
  newEventLoop,
  Runner,
  run,
  SystemExit,
  setEventLoop,
  setLoopFactory,
  sleep,
  VirtualClock,
} from '../../../src/runtime';
import { atOnce, fail, makeLoop, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
const NO_LOOP = "RuntimeError: There is no current event loop in thread 'MainThread'.";

const taskName = () => atOnce(() => currentTask()?.getName());

/** Notes when it is cancelled. */
function* background(log: unknown[], name: string): Coroutine<void> {
  try {
    yield* sleep(10);
  } catch (error) {
    log.push(`${name} ${error} at ${getRunningLoop().time()}`);
    throw error;
  }
}

describe('run', () => {
  it('gives the result of the coroutine, in debug mode if asked, and leaves no loop', () => {
    const debugging = () => atOnce(() => getRunningLoop().debug);
    deepStrictEqual(
      [run(taskName()), run(debugging()), run(debugging(), { debug: true })],
      ['Task-1', false, true],
    );
    deepStrictEqual(
      [thrown(getEventLoop), thrown(getRunningLoop)],
      [NO_LOOP, 'RuntimeError: no running event loop'],
    );
  });

  it('cancels the tasks that are left and waits for them, whatever the main one ends with', () => {
    for (const error of [new Error('main'), new SystemExit(4)]) {
      const log: unknown[] = [];
      const main = function* (): Coroutine<void> {
        createTask(background(log, 'a'));
        yield* sleep(1);
        throw error;
      };
      deepStrictEqual([thrown(() => run(main())), log], [String(error), ['a CancelledError at 1']]);
    }
  });

  it('reports an exception that a task ends with meanwhile', () => {
    const log: unknown[] = [];
    const main = function* (): Coroutine<void> {
      getRunningLoop().setExceptionHandler((_loop, { message, exception, task }) => {
        log.push([message, String(exception), task?.getName()]);
      });
      const bad = function* (): Coroutine<void> {
        try {
          yield* sleep(10);
        } finally {
          yield* fail(new Error('shutdown'));
        }
      };
      createTask(bad(), { name: 'bad' });
      yield* sleep(1);
    };
    run(main());
    deepStrictEqual(log, [
      ['unhandled exception during asyncio.run() shutdown', 'Error: shutdown', 'bad'],
    ]);
  });

  it('refuses what is no coroutine, and to run in a loop', () => {
    const nested = () =>
      atOnce(() => [thrown(() => run(taskName())), thrown(() => new Runner().run(taskName()))]);
    deepStrictEqual(
      [
        // What untyped code may do.
        thrown(() => run(3 as never)),
        run(nested()),
      ],
      [
        'TypeError: An asyncio.Future, a coroutine or an awaitable is required',
        [
          'RuntimeError: asyncio.run() cannot be called from a running event loop',
          'RuntimeError: Runner.run() cannot be called from a running event loop',
        ],
      ],
    );
  });

  it('numbers its tasks after those that clean up, if the loops share the numbers', () => {
    const taskNumbers = new Counter();
    const clock = new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY });
    setLoopFactory(() => new EventLoop({ clock, taskNumbers }));
    try {
      deepStrictEqual([run(taskName()), run(taskName())], ['Task-1', 'Task-4']);
    } finally {
      setLoopFactory(undefined);
    }
  });
});

describe('Runner', () => {
  it('runs on one loop and in one context, and tasks go on in the next run', () => {
    const variable = new ContextVar<string>('v', { default: 'd' });
    const append = () =>
      atOnce(() => {
        variable.set(`${variable.get()}x`);
        return variable.get();
      });
    const log: unknown[] = [];
    const loop = new Runner().with((runner) => {
      log.push([runner.run(append()), runner.run(append()), variable.get()]);
      log.push([runner.getLoop() === getEventLoop()]);
      runner.run(
        (function* (): Coroutine<void> {
          createTask(background(log, 'kept'));
          yield* sleep(1);
        })(),
      );
      log.push('between');
      runner.run(sleep(1));
      const context = copyContext();
      log.push([runner.run(append(), { context }), context.get(variable)]);
      return runner.getLoop();
    });
    log.push(loop.isClosed());
    deepStrictEqual(log, [
      ['dx', 'dxx', 'd'],
      [true],
      'between',
      ['dx', 'dx'],
      'kept CancelledError at 2',
      true,
    ]);
  });

  it('is used up when it is closed, and may be closed again', () => {
    const runner = new Runner();
    runner.close();
    runner.getLoop();
    runner.close();
    runner.close();
    deepStrictEqual(
      [
        thrown(() => runner.getLoop()),
        thrown(() => runner.run(sleep(0))),
        thrown(() => runner.with(() => {})),
        thrown(getEventLoop),
      ],
      [
        'RuntimeError: Runner is closed',
        'RuntimeError: Runner is closed',
        'RuntimeError: Runner is closed',
        NO_LOOP,
      ],
    );
  });

  it('with a loop factory leaves the current loop alone', () => {
    const own = newEventLoop();
    const runner = new Runner({ loopFactory: () => own, debug: true });
    deepStrictEqual(
      [runner.getLoop() === own, own.debug, thrown(getEventLoop)],
      [true, true, NO_LOOP],
    );
    runner.close();
    deepStrictEqual(own.isClosed(), true);
  });
});

describe('getEventLoop', () => {
  it('gives the running loop, or the one that was set', () => {
    const { loop } = makeLoop();
    setEventLoop(loop);
    deepStrictEqual(getEventLoop(), loop);
    const other = makeLoop().loop;
    deepStrictEqual(other.runUntilComplete(atOnce(getEventLoop)), other);
    setEventLoop(undefined);
    // What untyped code may do.
    deepStrictEqual(
      [thrown(getEventLoop), thrown(() => setEventLoop(3 as never))],
      [NO_LOOP, "TypeError: loop must be an instance of AbstractEventLoop or None, not 'number'"],
    );
  });
});
