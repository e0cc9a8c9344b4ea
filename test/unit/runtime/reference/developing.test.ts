import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, gather, run, sleep, toThread } from '../../../../src/runtime';
import { atOnce, makeLoop, runMain } from '../support';

/*
 * What the page "Developing with asyncio" of the reference promises, as far as the tests beside this
 * folder do not show it. The expected values were printed by the same programs in CPython 3.14.2.
 */
describe('the reference on developing', () => {
  it('has code that blocks delay every other task by as long', () => {
    const log = runMain(function* (loop, note) {
      const tick = function* (): Coroutine<void> {
        for (let count = 0; count < 3; count++) {
          yield* sleep(0.5);
          note(`tick at ${loop.time()}`);
        }
      };
      const block = function* (): Coroutine<void> {
        yield* sleep(0.25);
        loop.clock.sleep(1);
        note(`blocked until ${loop.time()}`);
      };
      yield* gather(tick(), block());
    });
    // The first tick was due at 0.5.
    deepStrictEqual(log, ['blocked until 1.25', 'tick at 1.25', 'tick at 1.75', 'tick at 2.25']);
  });

  it('has a thread keep blocking code away from the loop', () => {
    const log = runMain(function* (loop, note) {
      const blocking = (): void => {
        note(`begins at ${loop.time()}`);
        loop.clock.sleep(1);
      };
      yield* gather(toThread(blocking), sleep(1));
      note(`ends at ${loop.time()}`);
    });
    deepStrictEqual(log, ['begins at 0', 'ends at 1']);
  });

  it('counts a callback as slow from a duration on that the program may set', () => {
    const { loop, notes } = makeLoop({ debug: true });
    const work = (seconds: number) => loop.clock.sleep(seconds);
    loop.slowCallbackDuration = 0.5;
    loop.callSoon(work, 0.25);
    loop.callSoon(work, 0.5);
    loop.runOnce();
    deepStrictEqual(notes.lines, ['warning: Executing <Handle work(0.5)> took 0.500 seconds']);
  });

  it('logs nothing slow outside of debug mode', () => {
    const { loop, notes } = makeLoop();
    run(
      atOnce(() => loop.clock.sleep(1)),
      { loopFactory: () => loop },
    );
    deepStrictEqual([loop.time(), notes.lines], [1, []]);
  });
});
