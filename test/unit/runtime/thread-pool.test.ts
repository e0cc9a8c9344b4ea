import { deepStrictEqual } from 'node:assert/strict';
import {
  ConcurrentFuture,
  findRunningWorker,
  joinThreads,
  SystemExit,
  setThreadHost,
  ThreadPoolExecutor,
} from '../../../src/runtime';
import { thrown } from './support';
import { threadProgram } from './thread-support';

/* The expected values were printed by the same programs in CPython, whose seconds were shorter. */
describe('ThreadPoolExecutor', () => {
  afterEach(() => setThreadHost());

  it('cancels a job that has not begun, which then never runs', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(1);
    const [a, b, c] = [1, 2, 3].map((n) => threads.submit(job, 'abc'[n - 1]!, 1));
    note(a!.running(), b!.running(), a!.cancel(), b!.cancel(), b!.cancelled());
    note(c!.result(), clock.time());
    note(thrown(() => b!.result()));
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      [true, false, false, true, true],
      ['a', 'ends', 1],
      ['c', 'begins', 1, 'w_0'],
      ['c', 'ends', 2],
      ['c', 2],
      ['CancelledError'],
    ]);
  });

  it('takes no jobs after its shutdown, which waits unless told otherwise', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(1);
    const a = threads.submit(job, 'a', 1);
    const b = threads.submit(job, 'b', 1);
    threads.shutdown({ wait: false, cancelFutures: true });
    note(clock.time(), a.done(), b.cancelled());
    threads.shutdown();
    note(clock.time(), a.done());
    note(thrown(() => threads.submit(job, 'c', 1)));
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      [0, false, true],
      ['a', 'ends', 1],
      [1, true],
      ['RuntimeError: cannot schedule new futures after shutdown'],
    ]);
  });

  it('gives results and exceptions, and a limit for waiting', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(2);
    const a = threads.submit(job, 'a', 2);
    note(
      thrown(() => a.result(1)),
      clock.time(),
    );
    note(a.result(), clock.time());
    const bad = threads.submit(() => {
      throw new Error('bad');
    });
    note(
      thrown(() => bad.result()),
      String(bad.exception()),
      clock.time(),
    );
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['TimeoutError', 1],
      ['a', 'ends', 2],
      ['a', 2],
      ['Error: bad', 'Error: bad', 2],
    ]);
  });

  it('maps calls over lists, and gives the results in the order of the calls', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(2);
    const results = threads.map(job, 'xyz', [2, 1, 1, 7]);
    note('mapped', clock.time());
    for (const result of results) note('got', result, clock.time());
    note(
      thrown(() => [...threads.map(job, 'uv', [1, 3], { timeout: 2 })]),
      clock.time(),
    );
    note(thrown(() => threads.map(job, 'u', { buffersize: 0 })));
    deepStrictEqual(log, [
      ['x', 'begins', 0, 'w_0'],
      ['y', 'begins', 0, 'w_1'],
      ['mapped', 0],
      ['y', 'ends', 1],
      ['z', 'begins', 1, 'w_1'],
      ['x', 'ends', 2],
      ['z', 'ends', 2],
      ['got', 'x', 2],
      ['got', 'y', 2],
      ['got', 'z', 2],
      ['u', 'begins', 2, 'w_0'],
      ['v', 'begins', 2, 'w_1'],
      ['u', 'ends', 3],
      ['TimeoutError', 4],
      ['ValueError: buffersize must be None or >= 1.'],
    ]);
  });

  it('hands in only so many calls ahead of the results as it is told', () => {
    const { log, note, job, pool } = threadProgram();
    const threads = pool(3);
    const results = threads.map((name: string) => job(name, 1), 'abc', { buffersize: 1 });
    note('mapped');
    note(results.next().value);
    note('asked once');
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['mapped'],
      ['b', 'begins', 0, 'w_1'],
      ['a', 'ends', 1],
      ['b', 'ends', 1],
      ['a'],
      ['asked once'],
    ]);
  });

  it('calls the callbacks of a future in its thread, which is busy meanwhile', () => {
    const { clock, notes, log, note, job, pool } = threadProgram();
    const threads = pool(1);
    const a = threads.submit(job, 'a', 1);
    a.addDoneCallback(() => {
      note('callback', clock.time(), findRunningWorker()?.name);
      clock.sleep(1);
    });
    a.addDoneCallback(() => {
      throw new Error('in a callback');
    });
    a.addDoneCallback(() => {
      throw new SystemExit(3);
    });
    const b = threads.submit(job, 'b', 1);
    note(a.result(), clock.time());
    note(b.result(), clock.time());
    a.addDoneCallback(() => note('late', findRunningWorker()?.name));
    deepStrictEqual(
      [log, notes.lines],
      [
        [
          ['a', 'begins', 0, 'w_0'],
          ['a', 'ends', 1],
          ['callback', 1, 'w_0'],
          ['a', 1],
          ['b', 'begins', 2, 'w_0'],
          ['b', 'ends', 3],
          ['b', 3],
          ['late', undefined],
        ],
        [
          'error: exception calling callback for <Future state=finished> | Error: in a callback',
          'error: Exception in worker | SystemExit: 3',
        ],
      ],
    );
  });

  it('lets a new thread begin before submit returns, and an idle one when the program holds', () => {
    const { clock, log, note, pool } = threadProgram();
    const threads = pool(1);
    const first = threads.submit(() => note('new'));
    note('after', first.done());
    const second = threads.submit(() => note('reused'));
    note('after', second.done());
    clock.sleep(0.5);
    note('slept', second.done());
    deepStrictEqual(log, [['new'], ['after', true], ['after', false], ['reused'], ['slept', true]]);
  });

  it('reuses idle threads, the one first that has been idle for longest, and makes no more than needed', () => {
    const { clock, log, note, pool } = threadProgram();
    const threads = pool(3);
    const name = (seconds: number) => {
      clock.sleep(seconds);
      return findRunningWorker()?.name;
    };
    note(...threads.map(name, [2, 1]));
    note(...threads.map(name, [1, 1, 1, 1]));
    deepStrictEqual(log, [
      ['w_0', 'w_1'],
      ['w_1', 'w_0', 'w_2', 'w_1'],
    ]);
  });

  it('initializes each thread before its first job', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const initializer = (n: number) => {
      note('init', n, clock.time());
      clock.sleep(1);
    };
    pool(1, { initializer, initargs: [5] })
      .submit(job, 'a', 1)
      .result();
    deepStrictEqual(log, [
      ['init', 5, 0],
      ['a', 'begins', 1, 'w_0'],
      ['a', 'ends', 2],
    ]);
  });

  it('is broken when an initializer fails', () => {
    const { clock, notes, log, note, job, pool } = threadProgram();
    const initializer = () => {
      clock.sleep(1);
      throw new Error('no');
    };
    const threads = pool(1, { initializer });
    const a = threads.submit(job, 'a', 1);
    note(a.done());
    note(
      thrown(() => a.result()),
      clock.time(),
    );
    note(thrown(() => threads.submit(job, 'b', 1)));
    threads.shutdown();
    const message =
      'BrokenThreadPool: A thread initializer failed, the thread pool is not usable anymore';
    deepStrictEqual(
      [log, notes.lines],
      [[[false], [message, 1], [message]], ['error: Exception in initializer: | Error: no']],
    );
  });

  it('shuts down when the body of with is over', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const result = pool(1).with((threads) => {
      threads.submit(job, 'a', 1);
      return 'body';
    });
    note(result, clock.time());
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 1],
      ['body', 1],
    ]);
  });

  it('has threads that may use pools of their own, and wait for them', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const outer = pool(1);
    const total = outer.submit(() => {
      clock.sleep(1);
      return pool(2, { threadNamePrefix: 'in' }).with((inner) => [...inner.map(job, 'ab', [1, 2])]);
    });
    clock.sleep(1.5);
    note('program', clock.time());
    note(total.result(), clock.time());
    deepStrictEqual(log, [
      ['a', 'begins', 1, 'in_0'],
      ['b', 'begins', 1, 'in_1'],
      ['program', 1.5],
      ['a', 'ends', 2],
      ['b', 'ends', 3],
      [['a', 'b'], 3],
    ]);
  });

  it('has jobs that may wait for jobs whose end is known, and cannot for others', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(2);
    const a = threads.submit(job, 'a', 2);
    const waits = threads.submit(() => [a.result(), clock.time()]);
    const unknown = new ConcurrentFuture();
    const never = threads.submit(() => unknown.result(5));
    note(waits.result(), clock.time());
    note(thrown(() => never.result()));
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 2],
      [['a', 2], 2],
      ['RuntimeError: A job runs as a whole, so it cannot wait for what happens outside of it.'],
    ]);
  });

  it('gives a job that comes from a job to a thread not before it was handed in', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(2);
    threads.submit(job, 'a', 2);
    threads.submit(() => {
      clock.sleep(3);
      threads.submit(job, 'late', 1);
    });
    threads.shutdown();
    note(clock.time());
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 2],
      ['late', 'begins', 3, 'w_0'],
      ['late', 'ends', 4],
      [4],
    ]);
  });

  it('lets all jobs end at the end of the program', () => {
    const { clock, log, note, job, pool } = threadProgram();
    const threads = pool(1);
    for (const name of 'ab') threads.submit(job, name, 1);
    joinThreads();
    note(clock.time());
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 1],
      ['b', 'begins', 1, 'w_0'],
      ['b', 'ends', 2],
      [2],
    ]);
  });

  it('names its threads after itself, and has eight of them', () => {
    const { clock } = threadProgram();
    const name = () => {
      clock.sleep(1);
      return findRunningWorker()?.name;
    };
    const pools = [new ThreadPoolExecutor(), new ThreadPoolExecutor(1)];
    const names = pools.map((threads) => new Set(threads.map(name, Array(20))));
    deepStrictEqual(
      names.map((set) => [...set]),
      [
        [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `ThreadPoolExecutor-0_${n}`),
        ['ThreadPoolExecutor-1_0'],
      ],
    );
  });

  it('checks its options', () => {
    deepStrictEqual(
      [
        thrown(() => new ThreadPoolExecutor(0)),
        // What untyped code may do.
        thrown(() => new ThreadPoolExecutor({ initializer: 3 as never })),
      ],
      [
        'ValueError: max_workers must be greater than 0',
        'TypeError: initializer must be a callable',
      ],
    );
  });
});
