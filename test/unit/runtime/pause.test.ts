import { deepStrictEqual } from 'node:assert/strict';
import { setThreadHost } from '../../../src/runtime';
import { Pause } from '../../../src/runtime/pause';
import { threadProgram } from './thread-support';

const NEVER = Number.POSITIVE_INFINITY;

describe('Pause', () => {
  afterEach(() => setThreadHost());

  it('lets a job go on when the program has come as far, when its wait is over, or is late', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(1);
    let isThere = false;
    let calls = 0;
    const pausing = () => {
      note('call', ++calls, clock.time());
      // The branch is ahead of the program after the first call, so what it waits for is not asked yet.
      if (calls === 1) clock.sleep(1);
      if (calls <= 2) return new Pause(() => isThere, NEVER);
      return calls === 3 ? new Pause(() => false, 5) : 'result';
    };
    const paused = threads.submit(pausing);
    threads.submit(job, 'next', 1);
    clock.sleep(2);
    isThere = true;
    clock.sleep(0.5);
    note(paused.running(), clock.time());
    clock.sleep(4);
    note(paused.result());
    deepStrictEqual(log, [
      ['call', 1, 0],
      ['call', 2, 1],
      ['call', 3, 2],
      [true, 2.5],
      ['call', 4, 5],
      ['next', 'begins', 5, 'w_0'],
      ['next', 'ends', 6],
      ['result'],
    ]);
  });

  it('ends for all who waited in the order in which they paused, after those who wake by themselves', () => {
    const { clock, log, note, pool } = threadProgram();
    let free = 1;
    const use = (name: string) => {
      let isIn = false;
      return () => {
        if (!isIn && free === 0) return new Pause(() => free > 0, NEVER);
        if (!isIn) {
          free--;
          isIn = true;
          note(name, 'in', clock.time());
          clock.sleep(1);
          return new Pause(() => true, NEVER);
        }
        free++;
        note(name, 'out', clock.time());
        return undefined;
      };
    };
    const threads = pool(3);
    for (const name of 'abc') threads.submit(use(name));
    clock.agenda.add(1, () => note('wakes', clock.time()));
    threads.shutdown();
    deepStrictEqual(log, [
      ['a', 'in', 0],
      ['a', 'out', 1],
      ['wakes', 1],
      ['b', 'in', 1],
      ['b', 'out', 2],
      ['c', 'in', 2],
      ['c', 'out', 3],
    ]);
  });

  it('leaves nothing on the agenda if it ends before its time', () => {
    const { clock, pool } = threadProgram();
    let isThere = false;
    let calls = 0;
    pool(1).submit(() => (++calls === 1 ? new Pause(() => isThere, 60) : undefined));
    const before = clock.agenda.next();
    isThere = true;
    clock.sleep(1);
    deepStrictEqual([calls, before, clock.agenda.next()], [2, 60, NEVER]);
  });
});
