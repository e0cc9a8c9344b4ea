import {
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  Queue,
  sleep,
} from '../../src/runtime';

/** The four programs that every language runs; see `programs/workloads.py`. */
export const FOUR_PROGRAMS = ['switches', 'creation', 'timers', 'pingPong'] as const;

export type FourPrograms<T> = Readonly<Record<(typeof FOUR_PROGRAMS)[number], T>>;

/** The fastest of several turns, program by program. */
export function minimum(turns: readonly FourPrograms<number>[]): FourPrograms<number> {
  const fastest = (name: keyof FourPrograms<number>) =>
    Math.min(...turns.map((turn) => turn[name]));
  return {
    switches: fastest('switches'),
    creation: fastest('creation'),
    timers: fastest('timers'),
    pingPong: fastest('pingPong'),
  };
}

export interface CoreProgram {
  readonly title: string;
  /** What is counted at scale 1: steps, tasks, timers or items. */
  readonly count: number;
  /** The same program, `scale` times as large. */
  make(scale: number): Coroutine<void>;
}

export const CORE_PROGRAMS: FourPrograms<CoreProgram> = {
  switches: { title: '100 tasks × 1000 sleep(0)', count: 100_000, make: switches },
  creation: { title: 'gather of 10,000 new tasks', count: 10_000, make: creation },
  timers: { title: '10,000 timers', count: 10_000, make: timers },
  pingPong: { title: '20,000 × to and fro in queues', count: 40_000, make: pingPong },
};

/** What also has to grow in proportion. */
export const BACKLOG: CoreProgram = {
  title: '10,000 tasks at one queue',
  count: 10_000,
  make: backlog,
};

function* switches(scale: number): Coroutine<void> {
  yield* gather(...Array.from({ length: 100 * scale }, spin));
}

function* spin(): Coroutine<void> {
  for (let count = 0; count < 1000; count++) yield* sleep(0);
}

function* creation(scale: number): Coroutine<void> {
  yield* gather(...Array.from({ length: 10_000 * scale }, nothing));
}

function* nothing(): Coroutine<void> {}

function* timers(scale: number): Coroutine<void> {
  const count = 10_000 * scale;
  const loop = getRunningLoop();
  const done = loop.createFuture<void>();
  const ignore = () => {};
  // Every deadline differs, and they come in no order.
  for (let index = 0; index < count; index++) loop.callAt(1 + ((index * 7919) % count), ignore);
  loop.callAt(count + 1, () => done.setResult());
  yield* done;
}

function* pingPong(scale: number): Coroutine<void> {
  const rounds = 20_000 * scale;
  const there = new Queue<number>();
  const back = new Queue<number>();
  const answering = createTask(answer(rounds, there, back));
  for (let number = 0; number < rounds; number++) {
    yield* there.put(number);
    yield* back.get();
  }
  yield* answering;
}

function* answer(rounds: number, there: Queue<number>, back: Queue<number>): Coroutine<void> {
  for (let count = 0; count < rounds; count++) yield* back.put(yield* there.get());
}

function* backlog(scale: number): Coroutine<void> {
  const count = 10_000 * scale;
  const queue = new Queue<number>();
  const takers = Array.from({ length: count }, () => createTask(queue.get()));
  yield* sleep(0);
  for (let number = 0; number < count; number++) queue.putNowait(number);
  yield* gather(...takers);
}
