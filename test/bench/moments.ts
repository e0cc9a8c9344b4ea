import { Moments } from '../../src/trace/moment';
import type { TraceStore } from '../../src/trace/store';
import { Timeline } from '../../src/trace/timeline';
import { Random } from '../fuzz/random';
import { writeSteps } from './moment-traces';

export interface JumpTimes {
  readonly name: string;
  readonly events: number;
  /** Real seconds to read the whole trace. */
  readonly read: number;
  /** Real seconds of one jump. */
  readonly median: number;
  readonly worst: number;
}

const JUMPS = 1000;
/** The fastest try counts: the others may have been interrupted by what else the machine does. */
const TRIES = 3;

/** How long it takes to know everything about a moment of a long trace, at 1,000 random moments. */
export function benchMoments(): JumpTimes[] {
  return [
    jumps('1000 tasks × 100 sleeps', writeSteps(1000, 100)),
    jumps('20,000 tasks × 5 sleeps', writeSteps(20_000, 5)),
  ];
}

function jumps(name: string, trace: TraceStore): JumpTimes {
  const timeline = new Timeline(trace);
  const begun = performance.now();
  const moments = new Moments(timeline);
  const read = (performance.now() - begun) / 1000;
  const random = new Random(1);
  const times = Array.from({ length: JUMPS }, () => {
    const event = random.below(trace.length);
    return Math.min(...Array.from({ length: TRIES }, () => jump(moments, event)));
  });
  times.sort((one, other) => one - other);
  const [median, worst] = [times[JUMPS / 2]!, times.at(-1)!];
  return { name, events: trace.length, read, median, worst };
}

function jump(moments: Moments, event: number): number {
  const start = performance.now();
  moments.at(event);
  return (performance.now() - start) / 1000;
}
