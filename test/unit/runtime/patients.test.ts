import { deepStrictEqual } from 'node:assert/strict';
import { Patients } from '../../../src/runtime/patients';
import { VirtualClock } from '../../../src/runtime/virtual-clock';

/** A clock, and what the threads of a little program do; each asks for one word, and may give one. */
function program() {
  const clock = new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY });
  const there = new Set<string>();
  const log: Array<[string, number]> = [];
  const start = (asks: string, gives = '') =>
    clock.patients.add({
      wouldWait: () => !there.has(asks),
      begin: () => {
        log.push([asks, clock.time()]);
        there.add(gives);
      },
    });
  return { clock, there, log, start };
}

describe('Patients', () => {
  it('begin when time is to pass, after what is due, and not when the program only catches up', () => {
    const { clock, log, start } = program();
    start('tea');
    clock.agenda.add(0, () => log.push(['due', clock.time()]));
    clock.catchUp();
    clock.sleep(0);
    log.push(['given', clock.time()]);
    clock.agenda.add(0, () => log.push(['due, too', clock.time()]));
    clock.agenda.add(1, () => log.push(['later', clock.time()]));
    clock.sleepUntil(2);
    deepStrictEqual(log, [
      ['due', 0],
      ['given', 0],
      ['due, too', 0],
      ['tea', 0],
      ['later', 1],
    ]);
  });

  it('let those go first that find something', () => {
    const { clock, there, log, start } = program();
    start('cake', 'crumbs');
    start('water', 'tea');
    start('tea');
    there.add('water');
    clock.beginPatients();
    deepStrictEqual(
      log.map(([word]) => word),
      ['water', 'tea', 'cake'],
    );
  });

  it('do not begin because a branch waits', () => {
    const { clock, log, start } = program();
    start('tea');
    clock.branch(0, () => clock.sleep(5));
    log.push(['after the branch', clock.time()]);
    clock.beginPatients();
    deepStrictEqual(log, [
      ['after the branch', 0],
      ['tea', 0],
    ]);
  });

  it('are tired of a program that goes on a hundred times, counted anew after a wait', () => {
    const { clock, start } = program();
    const { patients } = clock;
    start('tea');
    const tired = () => Array.from({ length: 101 }, () => patients.areTired()).indexOf(true);
    const first = tired();
    clock.beginPatients();
    start('cake');
    deepStrictEqual([first, tired(), new Patients().areTired()], [100, 100, false]);
  });
});
