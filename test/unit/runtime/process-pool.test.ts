import { deepStrictEqual } from 'node:assert/strict';
import {
  findRunningWorker,
  ProcessPoolExecutor,
  setThreadHost,
  type Task,
} from '../../../src/runtime';
import { outcome, thrown } from './support';
import { threadProgram } from './thread-support';

describe('ProcessPoolExecutor', () => {
  afterEach(() => setThreadHost());

  it('copies arguments and results', () => {
    const { log, note } = threadProgram();
    const processes = new ProcessPoolExecutor(1);
    const data = { list: [1, new Map([['k', new Set([new Date(0)])]])], self: {} };
    data.self = data;
    const future = processes.submit((received: typeof data) => {
      received.list.push(2);
      return { received, same: received.self === received };
    }, data);
    const { received, same } = future.result();
    note(data.list.length, received.list.length, same, received.list[1]);
    deepStrictEqual(log, [[2, 3, true, new Map([['k', new Set([new Date(0)])]])]]);
  });

  it('says what cannot reach a process, and gives the exceptions of jobs', () => {
    const { log, note } = threadProgram();
    const processes = new ProcessPoolExecutor(1);
    class Account {}
    const errors = [
      processes.submit(
        (_: unknown) => 1,
        () => {},
      ),
      processes.submit(() => ({ deep: [new Account()] })),
      processes.submit(() => [Symbol('s')]),
      processes.submit(() => {
        throw new RangeError('in the job');
      }),
    ];
    for (const future of errors) note(thrown(() => future.result()));
    deepStrictEqual(log, [
      ["PicklingError: Can't pickle <function anonymous>: only plain data reaches a process"],
      ["PicklingError: Can't pickle an instance of Account: only plain data reaches a process"],
      ["PicklingError: Can't pickle Symbol(s): only plain data reaches a process"],
      ['RangeError: in the job'],
    ]);
  });

  it('runs four at a time, and takes calls in chunks if it is told', () => {
    const { clock, log, note } = threadProgram();
    const work = (n: number) => {
      clock.sleep(1);
      return `${n} ${findRunningWorker()?.name}`;
    };
    const one = new ProcessPoolExecutor();
    note(...one.map(work, [1, 2, 3, 4, 5]), clock.time());
    const chunked = new ProcessPoolExecutor({ maxWorkers: 2 });
    note(...chunked.map(work, [1, 2, 3, 4, 5], { chunksize: 2 }), clock.time());
    note(thrown(() => chunked.map(work, [], { chunksize: 0 })));
    deepStrictEqual(log, [
      [...[1, 2, 3, 4].map((n) => `${n} SpawnProcess-${n}`), '5 SpawnProcess-1', 2],
      [
        '1 SpawnProcess-5',
        '2 SpawnProcess-5',
        '3 SpawnProcess-6',
        '4 SpawnProcess-6',
        '5 SpawnProcess-5',
        5,
      ],
      ['ValueError: chunksize must be >= 1.'],
    ]);
  });

  it('gives the loop waits that say that they are for a process', () => {
    const { clock, log, note, run } = threadProgram();
    run(function* (loop) {
      const processes = new ProcessPoolExecutor(1);
      const nap = (seconds: number) => clock.sleep(seconds);
      const waitingFor = (task: Task) => [
        task.getWaitingOn()?.purpose?.kind,
        task.getWaitingOn()?.purpose?.detail,
      ];
      const inProcess = loop.createTask(outcome(loop.runInExecutor(processes, nap, 1)));
      const inThread = loop.createTask(outcome(loop.runInExecutor(undefined, nap, 1)));
      loop.callLater(0.5, () => note(waitingFor(inProcess), waitingFor(inThread)));
      note(yield* inProcess, yield* inThread, clock.time());
    });
    deepStrictEqual(log, [
      [
        ['process', 'nap(1)'],
        ['thread', 'nap(1)'],
      ],
      ['result undefined', 'result undefined', 1],
    ]);
  });

  it('is broken when an initializer fails', () => {
    const { log, note } = threadProgram();
    const initializer = () => {
      throw new Error('no');
    };
    const future = new ProcessPoolExecutor({ initializer }).submit(() => 1);
    note(thrown(() => future.result()));
    deepStrictEqual(log, [
      [
        'BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.',
      ],
    ]);
  });
});
