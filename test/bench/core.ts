import { type Coroutine, EventLoop, type Instrument, sleep, VirtualClock } from '../../src/runtime';

export interface BenchResult {
  name: string;
  seconds: number;
  /** Steps, handles or timers, as the name says. */
  count: number;
}

const TASKS = 100;
const SLEEPS = 1000;
const HANDLES = 1_000_000;
const TIMERS = 10_000;
/** The first runs warm up the compiler; the fastest run is the result. */
const RUNS = 5;

/** Measures the runtime core alone, without Python and without recording. */
export function benchCore(): BenchResult[] {
  const spin = { tasks: TASKS, sleeps: SLEEPS };
  return [
    best('core: 100 tasks × 1000 sleep(0)', TASKS * SLEEPS, () => runSleeps(spin, [])),
    best('core: 100 tasks × 1000 sleep(0), with an instrument', TASKS * SLEEPS, () =>
      runSleeps(spin, [new CountingInstrument()]),
    ),
    best('core: callbacks that schedule the next', HANDLES, runHandles),
    best('core: 10,000 timers', TIMERS, runTimers),
  ];
}

function best(name: string, count: number, run: () => void): BenchResult {
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < RUNS; round++) {
    const start = performance.now();
    run();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { name, seconds, count };
}

function makeLoop(instruments: Instrument[]): EventLoop {
  // Measures work as a real run does.
  return new EventLoop({ clock: new VirtualClock({ now: realSeconds }), instruments });
}

function realSeconds(): number {
  return performance.now() / 1000;
}

function runSleeps(spin: { tasks: number; sleeps: number }, instruments: Instrument[]): void {
  const loop = makeLoop(instruments);
  loop.runUntilComplete(spinAll(loop, spin));
}

function* spinAll(loop: EventLoop, spin: { tasks: number; sleeps: number }): Coroutine<void> {
  const tasks = Array.from({ length: spin.tasks }, () => loop.createTask(spinOne(spin.sleeps)));
  for (const task of tasks) yield* task;
}

function* spinOne(sleeps: number): Coroutine<void> {
  for (let count = 0; count < sleeps; count++) yield* sleep(0);
}

/** Counts the events that a recorder would write down. */
class CountingInstrument implements Instrument {
  events = 0;

  readonly handleScheduled = () => this.count();
  readonly beforeHandle = () => this.count();
  readonly afterHandle = () => this.count();
  readonly beforeTaskStep = () => this.count();
  readonly afterTaskStep = () => this.count();

  private count(): void {
    this.events++;
  }
}

function runHandles(): void {
  const loop = makeLoop([]);
  let left = HANDLES;
  const next = () => {
    if (--left > 0) loop.callSoon(next);
    else loop.stop();
  };
  loop.callSoon(next);
  loop.runForever();
}

function runTimers(): void {
  const loop = makeLoop([]);
  const nothing = () => {};
  // Every deadline differs, and they come in no order.
  for (let index = 0; index < TIMERS; index++) loop.callAt((index * 7919) % TIMERS, nothing);
  loop.callAt(TIMERS, () => loop.stop());
  loop.runForever();
}
