import { deepStrictEqual } from 'node:assert/strict';
import { type EventLoop, SystemExit, sleep } from '../../../src/runtime';
import { makeLoop, thrown } from './support';

/*
 * Every order in this file was printed by the same program in CPython 3.14.2, and by 3.11.7, on a
 * BaseEventLoop whose selector moves a virtual time to the next deadline.
 */
function logged(program: (loop: EventLoop, note: (entry: unknown) => void) => void): unknown[] {
  const log: unknown[] = [];
  program(makeLoop().loop, (entry) => log.push(entry));
  return log;
}

describe('order of callbacks', () => {
  it('is first in, first out, over iterations', () => {
    const log = logged((loop, note) => {
      const d = () => {
        note('d');
        loop.callSoon(() => loop.stop());
      };
      const a = () => {
        note('a');
        loop.callSoon(d);
      };
      const b = () => {
        note('b');
        loop.callSoon(note, 'e');
      };
      loop.callSoon(a);
      loop.callSoon(b);
      loop.callSoon(note, 'c');
      loop.runForever();
    });
    deepStrictEqual(log, ['a', 'b', 'c', 'd', 'e']);
  });

  it('does not run a callback in the iteration that scheduled it', () => {
    const log = logged((loop, note) => {
      loop.callSoon(() => loop.callSoon(note, 'child'));
      loop.callSoon(note, 'sibling');
      loop.runOnce();
      note('|');
      loop.runOnce();
    });
    deepStrictEqual(log, ['sibling', '|', 'child']);
  });

  it('runs all that is ready in one iteration', () => {
    const log = logged((loop, note) => {
      for (const name of ['a', 'b', 'c']) loop.callSoon(note, name);
      loop.runOnce();
      note('|');
    });
    deepStrictEqual(log, ['a', 'b', 'c', '|']);
  });

  it('puts timers that fell due behind what was ready', () => {
    const log = logged((loop, note) => {
      const at = (name: string) => note(`${name} ${loop.time().toFixed(1)}`);
      const chain = () => {
        at('chain');
        loop.callSoon(at, 'late');
      };
      const block = () => {
        at('block');
        loop.clock.sleep(0.2);
        loop.callSoon(at, 'soon');
        loop.callSoon(chain);
      };
      loop.callLater(0.1, at, 'timer');
      loop.callSoon(block);
      loop.callLater(0.3, () => loop.stop());
      loop.runForever();
    });
    // The timer was due at 0.1, while `block` held the loop until 0.2.
    deepStrictEqual(log, ['block 0.0', 'soon 0.2', 'chain 0.2', 'timer 0.2', 'late 0.2']);
  });

  it('passes over cancelled handles, also those cancelled in the same iteration', () => {
    const log = logged((loop, note) => {
      const first = loop.callSoon(note, 'no');
      loop.callSoon(note, 'yes');
      first.cancel();
      loop.callSoon(() => second.cancel());
      const second = loop.callSoon(note, 'no either');
      loop.callSoon(() => loop.stop());
      loop.runForever();
      note([first.cancelled(), second.cancelled()]);
    });
    deepStrictEqual(log, ['yes', [true, true]]);
  });
});

describe('order of timers', () => {
  // CPython orders equal deadlines by its heap alone (0, 2, 1, 3 for four of them); invariant 1 of
  // the architecture says that ours are first in, first out.
  it('is by deadline, then by insertion', () => {
    const log = logged((loop, note) => {
      for (let index = 0; index < 8; index++) loop.callAt(index < 4 ? 2 : 1, note, index);
      loop.callAt(3, () => loop.stop());
      loop.runForever();
    });
    deepStrictEqual(log, [4, 5, 6, 7, 0, 1, 2, 3]);
  });

  it('runs sleeping coroutines by deadline, and zero and negative sleeps at once', () => {
    const log = logged((loop, note) => {
      const sleeper = function* (name: string, delay: number) {
        yield* sleep(delay);
        note(`${name} ${loop.time()}`);
      };
      const main = function* () {
        const programs: Array<[string, number]> = [
          ['a', 2],
          ['b', 1],
          ['c', 0],
          ['d', -1],
          ['e', 1],
        ];
        const tasks = programs.map(([name, delay]) => loop.createTask(sleeper(name, delay)));
        for (const task of tasks) yield* task;
        note(yield* sleep(0, 'r0'));
        note(yield* sleep(1, 'r1'));
      };
      loop.runUntilComplete(main());
    });
    deepStrictEqual(log, ['c 0', 'd 0', 'b 1', 'e 1', 'a 2', 'r0', 'r1']);
  });

  it('skips a cancelled timer, also one that became due together with its canceller', () => {
    const log = logged((loop, note) => {
      const never = loop.callLater(1, note, 'no');
      loop.callLater(2, note, 'yes');
      never.cancel();
      loop.callLater(3, () => due.cancel());
      // Within the resolution of 1e-9 s of the other, so that both fall due in one iteration.
      const due = loop.callLater(3.0000000001, note, 'no');
      loop.callLater(4, () => loop.stop());
      loop.runForever();
      note(loop.time());
    });
    deepStrictEqual(log, ['yes', 4]);
  });

  it('fires far from zero, where the resolution of the clock is lost in rounding', () => {
    const log = logged((loop, note) => {
      loop.callAt(2 ** 40, note, 'far');
      loop.runOnce();
    });
    deepStrictEqual(log, ['far']);
  });
});

describe('stop', () => {
  it('takes effect at the end of the iteration, and what was scheduled stays', () => {
    const log = logged((loop, note) => {
      loop.callSoon(() => {
        note('a');
        loop.stop();
        loop.callSoon(note, 'c');
      });
      loop.callSoon(note, 'b');
      loop.runForever();
      note('|');
      loop.callSoon(() => loop.stop());
      loop.runForever();
    });
    deepStrictEqual(log, ['a', 'b', '|', 'c']);
  });

  it('before the run makes the run exactly one iteration, once', () => {
    const log = logged((loop, note) => {
      const again = (count: number) => {
        note(count);
        loop.callSoon(again, count + 1);
      };
      loop.callSoon(again, 0);
      loop.callSoon(note, 'x');
      loop.stop();
      loop.runForever();
      note('|');
      loop.callSoon(() => loop.stop());
      loop.runForever();
    });
    deepStrictEqual(log, [0, 'x', '|', 1]);
  });

  it('before the run does not wait for timers', () => {
    const log = logged((loop, note) => {
      loop.callLater(1, note, 'timer');
      loop.stop();
      loop.runForever();
      note(loop.time());
    });
    deepStrictEqual(log, [0]);
  });
});

describe('what ends the run', () => {
  it('leaves at once, and the rest of the iteration stays in order', () => {
    const log = logged((loop, note) => {
      loop.callSoon(note, 'a');
      loop.callSoon(() => {
        note('die');
        loop.callSoon(note, 'child');
        throw new SystemExit(3);
      });
      loop.callSoon(note, 'b');
      loop.callSoon(note, 'c');
      note(thrown(() => loop.runForever()));
      loop.callSoon(note, 'new');
      loop.callSoon(() => loop.stop());
      loop.runForever();
    });
    deepStrictEqual(log, ['a', 'die', 'SystemExit: 3', 'b', 'c', 'child', 'new']);
  });
});
