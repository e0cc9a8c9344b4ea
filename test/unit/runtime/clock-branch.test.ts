import { deepStrictEqual } from 'node:assert/strict';
import { SystemClock, VirtualClock } from '../../../src/runtime';
import { atItsMoment } from '../../../src/runtime/clock';

function setUpVirtual({ grain = Number.POSITIVE_INFINITY } = {}) {
  const real = { now: 100 };
  const clock = new VirtualClock({ now: () => real.now, grain });
  const log: unknown[] = [];
  const note = (entry: string) => log.push([entry, clock.time()]);
  return { real, clock, log, note };
}

describe('a branch of virtual time', () => {
  it('moves by itself and leaves the time of the program as it was', () => {
    const { clock, log, note } = setUpVirtual();
    clock.sleep(1);
    const end = clock.branch(clock.time(), () => {
      note('begins');
      clock.sleep(2);
      note('slept');
    });
    note(`outside, ended at ${end}`);
    deepStrictEqual(log, [
      ['begins', 1],
      ['slept', 3],
      ['outside, ended at 3', 1],
    ]);
  });

  it('counts its own work, which does not count for the program', () => {
    const { real, clock, log, note } = setUpVirtual({ grain: 0.25 });
    clock.beginWork();
    real.now += 0.5;
    clock.branch(clock.time(), () => {
      real.now += 2;
      clock.exclude(() => {
        real.now += 8;
      });
      note('worked');
      clock.branch(clock.time(), () => {
        real.now += 4;
        note('inner');
      });
      note('after the inner one');
    });
    note('outside');
    real.now += 1;
    clock.endWork();
    note('at the end');
    // 0.5 are worked outside, 2 in the branch, 4 in the inner one, and 1 outside.
    deepStrictEqual(log, [
      ['worked', 2.5],
      ['inner', 6.5],
      ['after the inner one', 2.5],
      ['outside', 0.5],
      ['at the end', 1.5],
    ]);
  });

  it('shows what it does outside at its moment, while the program sleeps', () => {
    const { clock, log, note } = setUpVirtual();
    clock.branch(0, () => {
      atItsMoment(clock, () => note('at once'));
      clock.sleep(1);
      atItsMoment(clock, () => note('a'));
      clock.branch(clock.time(), () => {
        clock.sleep(1);
        atItsMoment(clock, () => note('c'));
      });
      clock.sleep(0.5);
      atItsMoment(clock, () => note('b'));
    });
    note('program');
    clock.sleep(1.75);
    note('program slept');
    clock.sleepUntil(2);
    clock.sleepUntil(1);
    note('program slept again');
    deepStrictEqual(log, [
      ['at once', 0],
      ['program', 0],
      ['a', 1],
      ['b', 1.5],
      ['program slept', 1.75],
      ['c', 2],
      ['program slept again', 2],
    ]);
  });

  it('leaves what it has not waited for to the outer line', () => {
    const { clock, log, note } = setUpVirtual();
    clock.branch(0, () => {
      clock.agenda.add(1, () => note('in the branch'));
      clock.agenda.add(3, () => note('later'));
      clock.sleep(2);
      note('branch ends');
    });
    clock.sleep(4);
    deepStrictEqual(log, [
      ['in the branch', 1],
      ['branch ends', 2],
      ['later', 3],
    ]);
  });

  it('catches up with what fell due while the program worked', () => {
    const { real, clock, log, note } = setUpVirtual({ grain: 0.25 });
    clock.agenda.add(1, () => note('due'));
    clock.agenda.add(5, () => note('not yet'));
    clock.beginWork();
    real.now += 2;
    clock.catchUp();
    clock.endWork();
    deepStrictEqual([log, clock.agenda.next()], [[['due', 2]], 5]);
  });

  it('is over when its action throws', () => {
    const { clock, log, note } = setUpVirtual();
    try {
      clock.branch(2, () => {
        clock.sleep(1);
        throw new Error('no');
      });
    } catch (error) {
      note(String(error));
    }
    deepStrictEqual(log, [['Error: no', 0]]);
  });
});

describe('a branch of real time', () => {
  it('does not block, and what it does comes when so much time has passed', () => {
    const real = { now: 1000 };
    const log: unknown[] = [];
    const clock = new SystemClock({
      now: () => real.now,
      block: (seconds = 0) => {
        log.push(`blocked ${seconds}`);
        real.now += seconds;
      },
    });
    const note = (entry: string) => log.push([entry, clock.time()]);
    const end = clock.branch(0, () => {
      clock.sleep(2);
      // Half a second of real work.
      real.now += 0.5;
      atItsMoment(clock, () => note('output'));
      clock.idle(4);
    });
    note(`branch ended at ${end}`);
    clock.sleep(3);
    note('slept');
    real.now += 1;
    clock.agenda.add(4, () => note('due'));
    clock.catchUp();
    deepStrictEqual(log, [
      ['branch ended at 4', 0.5],
      'blocked 2',
      ['output', 2.5],
      'blocked 1',
      ['slept', 3.5],
      ['due', 4.5],
    ]);
  });
});
