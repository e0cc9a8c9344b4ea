import { EventLoop, type Instrument, VirtualClock } from '../../src/runtime';
import { TaskInstrument } from '../../src/scenarios/typescript/task-instrument';
import { Recorder } from '../../src/trace/recorder';
import { RunRecorder } from '../../src/trace/run-recorder';
import {
  BACKLOG,
  CORE_PROGRAMS,
  type CoreProgram,
  FOUR_PROGRAMS,
  type FourPrograms,
} from './core-programs';

/** The first runs warm up the compiler; the fastest run is the result. */
const RUNS = 7;
const LARGE = 10;

/** Seconds that the core takes for each program, without Python and compiled code. */
export function coreSeconds(record: boolean): FourPrograms<number> {
  const entries = FOUR_PROGRAMS.map((name) => [name, best(CORE_PROGRAMS[name], record, 1)]);
  return Object.fromEntries(entries) as FourPrograms<number>;
}

export interface Growth {
  readonly title: string;
  /** How many times as long a program takes that is ten times as large. */
  readonly factor: number;
}

/**
 * Shows that nothing takes time that grows faster than the program: ten times the size should take
 * about ten times as long. Up to three times as much comes from collecting garbage among many objects
 * that live, which levels off; what is quadratic would take a hundred times as long.
 */
export function coreGrowth(): Growth[] {
  return [...Object.values(CORE_PROGRAMS), BACKLOG].map((program) => {
    const [small, large] = [best(program, false, 1), best(program, false, LARGE)];
    return { title: program.title, factor: large / small };
  });
}

function best(program: CoreProgram, record: boolean, scale: number): number {
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < RUNS; round++) {
    const loop = makeLoop(record);
    const start = realSeconds();
    loop.runUntilComplete(program.make(scale));
    seconds = Math.min(seconds, realSeconds() - start);
    loop.close();
    // Without its instrument a loop is fast, but that is not what was to be measured.
    if (instrumentError !== undefined) throw instrumentError;
  }
  return seconds;
}

let instrumentError: unknown;

function noteInstrumentError(error: unknown): void {
  instrumentError = error;
}

function makeLoop(record: boolean): EventLoop {
  // Measures work as a real run does.
  const clock = new VirtualClock({ now: realSeconds });
  const instruments = record ? [makeInstrument(clock)] : [];
  return new EventLoop({ clock, instruments, onInstrumentError: noteInstrumentError });
}

/** Records as a scenario does, except that the core alone knows no lines of a source. */
function makeInstrument(clock: VirtualClock): Instrument {
  const recorder = new Recorder(() => {});
  const time = () => clock.time();
  return new TaskInstrument(new RunRecorder(recorder, time), {
    currentPosition: () => 0,
    positionOf: () => 0,
    text: (text) => recorder.text(text),
    time,
    onHandle: () => {},
    takeSamples: () => {},
  });
}

function realSeconds(): number {
  return performance.now() / 1000;
}
