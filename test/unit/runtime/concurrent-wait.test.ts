import { deepStrictEqual } from 'node:assert/strict';
import {
  ALL_COMPLETED,
  type ConcurrentFuture,
  concurrentAsCompleted,
  concurrentWait,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  setThreadHost,
} from '../../../src/runtime';
import { thrown } from './support';
import { threadProgram } from './thread-support';

/** Three jobs: `a` takes 3 s, `b` fails after 2 s, `c` takes 1 s. */
function threeJobs() {
  const program = threadProgram();
  const { clock, pool } = program;
  const names = new Map<ConcurrentFuture, string>();
  const threads = pool(3);
  for (const [name, seconds] of [
    ['a', 3],
    ['b', 2],
    ['c', 1],
  ] as const) {
    const future = threads.submit(() => {
      clock.sleep(seconds);
      if (name === 'b') throw new Error('b');
    });
    names.set(future, name);
  }
  const text = (futures: Iterable<ConcurrentFuture>) =>
    [...futures].map((future) => names.get(future)).join('');
  return { ...program, futures: [...names.keys()], text };
}

/* The expected values were printed by the same programs in CPython, whose seconds were shorter. */
describe('waiting for threads', () => {
  afterEach(() => setThreadHost());

  it('ends with the first one, the first that fails, the last, or the timeout', () => {
    const ends = [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, undefined] as const;
    const log = ends.map((returnWhen) => {
      const { clock, futures, text } = threeJobs();
      const options = returnWhen ? { returnWhen } : { timeout: 2.5 };
      const [done, notDone] = concurrentWait(futures, options);
      return [text(done), text(notDone), clock.time()];
    });
    deepStrictEqual(log, [
      ['c', 'ab', 1],
      ['bc', 'a', 2],
      ['abc', '', 3],
      ['bc', 'a', 2.5],
    ]);
  });

  it('does not wait for what is over or for nothing, and wants to know when to end', () => {
    const { futures, text } = threeJobs();
    const [none] = concurrentWait([], { returnWhen: FIRST_COMPLETED });
    // What untyped code may do.
    const error = thrown(() => concurrentWait(futures, { returnWhen: 'soon' as never }));
    deepStrictEqual([text(none), error], ['', "ValueError: Invalid return condition: 'soon'"]);
  });

  it('gives the futures as they are done', () => {
    const { clock, log, note, futures, text } = threeJobs();
    for (const future of concurrentAsCompleted([...futures, futures[0]!])) {
      note(text([future]), clock.time());
    }
    for (const future of concurrentAsCompleted(futures)) note(text([future]), clock.time());
    deepStrictEqual(log, [
      ['c', 1],
      ['b', 2],
      ['a', 3],
      ['a', 3],
      ['b', 3],
      ['c', 3],
    ]);
  });

  it('says how many are not done in time', () => {
    const { clock, futures } = threeJobs();
    const error = thrown(() => [...concurrentAsCompleted(futures, { timeout: 1.5 })]);
    deepStrictEqual([error, clock.time()], ['TimeoutError: 2 (of 3) futures unfinished', 1.5]);
  });
});
