import { momentOfEvent } from '../../src/trace/cursor';
import { Moments } from '../../src/trace/moment';
import type { TraceStore } from '../../src/trace/store';
import { Timeline } from '../../src/trace/timeline';
import { Random } from '../fuzz/random';
import { writeSteps } from './moment-traces';

/** What is asked about a moment: what the inspector begins with, or all there is to say. */
type Depth = 'at a glance' | 'in full';

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

/** How long it takes to know what happens at a moment of a long trace, at 1,000 random moments. */
export function benchMoments(): JumpTimes[] {
  return [
    ...jumps('1000 tasks × 100 sleeps', writeSteps(1000, 100)),
    ...jumps('20,000 tasks × 5 sleeps', writeSteps(20_000, 5)),
  ];
}

function jumps(title: string, trace: TraceStore): JumpTimes[] {
  const timeline = new Timeline(trace);
  const begun = performance.now();
  const moments = new Moments(timeline);
  const read = (performance.now() - begun) / 1000;
  const depths: Depth[] = ['at a glance', 'in full'];
  return depths.map((depth) => ({
    name: `${title}, ${depth}`,
    events: trace.length,
    read,
    ...jumpTimes(moments, depth),
  }));
}

function jumpTimes(moments: Moments, depth: Depth): Pick<JumpTimes, 'median' | 'worst'> {
  const random = new Random(1);
  const times = Array.from({ length: JUMPS }, () => {
    const event = random.below(moments.timeline.trace.length);
    return Math.min(...Array.from({ length: TRIES }, () => jump(moments, event, depth)));
  });
  times.sort((one, other) => one - other);
  return { median: times[JUMPS / 2]!, worst: times.at(-1)! };
}

function jump(moments: Moments, event: number, depth: Depth): number {
  const start = performance.now();
  if (depth === 'in full') moments.at(event);
  else moments.outline(momentOfEvent(moments.timeline.trace, event));
  return (performance.now() - start) / 1000;
}
