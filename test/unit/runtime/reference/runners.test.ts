import { deepStrictEqual } from 'node:assert/strict';
import {
  type Coroutine,
  createTask,
  currentTask,
  type EventLoop,
  getRunningLoop,
  KeyboardInterrupt,
  newEventLoop,
  Runner,
  run,
  sleep,
  TaskGroup,
} from '../../../../src/runtime';
import { atOnce, fail, makeLoop, thrown } from '../support';

/*
 * What the page "Runners" of the asyncio reference promises, as far as `runner.test.ts` does not show it.
 * The expected values were printed by the same programs in CPython 3.14.2.
 */
describe('the reference on runners', () => {
  it('makes a new loop for each run, and closes it', () => {
    const loops: EventLoop[] = [];
    const main = () => atOnce(() => loops.push(getRunningLoop()));
    run(main());
    run(main());
    deepStrictEqual(
      [loops[0] === loops[1], loops.map((loop) => loop.isClosed())],
      [false, [true, true]],
    );
  });

  it('switches debug mode off if told so, and else leaves it as the loop has it', () => {
    const loopFactory = () => makeLoop({ debug: true }).loop;
    const debugging = () => atOnce(() => getRunningLoop().debug);
    deepStrictEqual(
      [run(debugging(), { debug: false, loopFactory }), run(debugging(), { loopFactory })],
      [false, true],
    );
  });

  it('lets tasks that are left clean up, however long that takes', () => {
    const log: unknown[] = [];
    const late = function* (): Coroutine<void> {
      try {
        yield* sleep(9);
      } finally {
        yield* sleep(2);
        log.push(`cleaned up at ${getRunningLoop().time()}`);
      }
    };
    const main = function* (): Coroutine<string> {
      createTask(late());
      return yield* sleep(1, 'result');
    };
    log.push(run(main()));
    deepStrictEqual(log, ['cleaned up at 3', 'result']);
  });

  it('gives threads that are left five minutes to end', () => {
    const { loop, notes } = makeLoop();
    const main = function* (): Coroutine<void> {
      loop.runInExecutor(undefined, () => loop.clock.sleep(400));
      yield* sleep(1);
    };
    run(main(), { loopFactory: () => loop });
    // 1 second of the main task, and then 300.
    deepStrictEqual(
      [loop.time(), notes.lines],
      [301, ['warning: The executor did not finishing joining its threads within 300 seconds.']],
    );
  });

  it('throws CancelledError if the main task was cancelled', () => {
    const main = function* (): Coroutine<void> {
      currentTask()?.cancel('by itself');
      yield* sleep(1);
    };
    deepStrictEqual(
      thrown(() => run(main())),
      'CancelledError: by itself',
    );
  });

  it('makes the loop of a Runner when it is needed first, once', () => {
    const log: string[] = [];
    const runner = new Runner({
      loopFactory: () => {
        log.push('made');
        return newEventLoop();
      },
    });
    log.push('constructed');
    runner.getLoop();
    runner.run(sleep(0));
    runner.close();
    deepStrictEqual(log, ['constructed', 'made']);
  });

  it('runs a future of the loop of a Runner, too', () => {
    const log = new Runner().with((runner) => {
      const loop = runner.getLoop();
      const future = loop.createFuture<string>();
      loop.callLater(1, () => future.setResult('r'));
      return [runner.run(future), loop.time()];
    });
    deepStrictEqual(log, ['r', 1]);
  });

  it('throws what a coroutine throws, after which a Runner can run the next', () => {
    new Runner().with((runner) => {
      deepStrictEqual(
        [thrown(() => runner.run(fail(new Error('bad')))), runner.run(sleep(0, 'good'))],
        ['Error: bad', 'good'],
      );
    });
  });

  it('passes KeyboardInterrupt on when everything has been cleaned up, tasks of groups included', () => {
    const log: unknown[] = [];
    const noted = function* (name: string, body: Coroutine): Coroutine<void> {
      try {
        yield* body;
      } catch (error) {
        log.push(`${name}: ${error}`);
        throw error;
      }
    };
    const interrupt = function* (): Coroutine<void> {
      yield* sleep(1);
      throw new KeyboardInterrupt();
    };
    const group = new TaskGroup().with(function* (tasks) {
      tasks.createTask(interrupt());
      tasks.createTask(noted('other', sleep(5)));
      yield* noted('body', sleep(3));
    });
    const { loop, notes } = makeLoop();
    log.push(thrown(() => run(noted('main', group), { loopFactory: () => loop })));
    log.push(loop.isClosed(), ...notes.lines);
    deepStrictEqual(log, [
      'body: CancelledError',
      'other: CancelledError',
      'main: KeyboardInterrupt',
      'KeyboardInterrupt',
      true,
      // Whoever called `run` got the exception of the other task; nobody saw that of the main one.
      'error: Task exception was never retrieved\n' +
        "future: <Task finished name='Task-1' exception=KeyboardInterrupt()> | KeyboardInterrupt",
    ]);
  });
});
