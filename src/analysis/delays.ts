import { whereItWaited } from '../trace/position-at';
import { readyCause, type Timeline } from '../trace/timeline';
import { BusyLines } from './busy-lines';
import { BusyTime, type Segment } from './busy-time';
import { type DelayedTask, MAX_RELATED } from './finding';
import { formatSeconds, roundSeconds } from './format-seconds';
import type { TaskNames } from './task-names';

/** Shorter delays (seconds) would be written as 0.000 s. */
const MIN_DELAY = 0.0005;
/** A delay is put down to one line if all else took less than this part of it. */
const NEARLY_ALL = 0.95;

/** What one task lost to one line. */
interface Delay {
  readonly task: number;
  seconds: number;
  count: number;
  /** The longest single delay in seconds, and the ready interval in which it happened. */
  longest: number;
  interval: number;
}

/** The tasks that one line delayed. */
export interface LineDelays {
  readonly delayed: readonly DelayedTask[];
  readonly count: number;
}

/**
 * Who was delayed by which line: the part of each task's ready time during which the line held the
 * loop. A task is never ready while it runs, so it cannot count its own steps.
 *
 * `lines` holds the segments of each line, in order of time.
 */
export function delaysByLine(
  timeline: Timeline,
  names: TaskNames,
  lines: readonly (readonly Segment[])[],
): LineDelays[] {
  const busy = new BusyLines(lines);
  const found = lines.map(() => new Map<number, Delay>());
  const { intervals, end } = timeline;
  for (let index = 0; index < intervals.length; index++) {
    if (intervals.state(index) !== 'ready') continue;
    const from = intervals.from(index);
    const to = Math.min(intervals.to(index), end);
    busy.within(from, to, (line, seconds) => {
      if (seconds >= MIN_DELAY) add(found[line]!, intervals.task(index), seconds, index);
    });
  }
  return found.map((delays) => ({
    delayed: longestFirst(delays)
      .slice(0, MAX_RELATED)
      .map((delay) => describe(timeline, names, delay)),
    count: delays.size,
  }));
}

function add(delays: Map<number, Delay>, task: number, seconds: number, interval: number): void {
  const delay = delays.get(task);
  if (!delay) {
    delays.set(task, { task, seconds, count: 1, longest: seconds, interval });
    return;
  }
  delay.seconds += seconds;
  delay.count++;
  if (seconds <= delay.longest) return;
  delay.longest = seconds;
  delay.interval = interval;
}

function longestFirst(delays: ReadonlyMap<number, Delay>): Delay[] {
  return [...delays.values()].sort(
    (one, other) => other.seconds - one.seconds || one.task - other.task,
  );
}

function describe(timeline: Timeline, names: TaskNames, delay: Delay): DelayedTask {
  const name = names.of(delay.task);
  return {
    task: delay.task,
    name,
    seconds: roundSeconds(delay.seconds),
    position: whereItWaited(timeline, delay.interval),
    message: delay.count === 1 ? once(timeline, name, delay) : often(name, delay),
  };
}

function once(timeline: Timeline, name: string, delay: Delay): string {
  const { intervals, end } = timeline;
  const from = intervals.from(delay.interval);
  const total = Math.min(intervals.to(delay.interval), end) - from;
  const due = `${name} ${dueOrReady(timeline, delay.interval)} at ${formatSeconds(from)}`;
  if (intervals.to(delay.interval) > end) {
    return `${due} and had not run by ${formatSeconds(end)}.`;
  }
  if (delay.seconds >= total * NEARLY_ALL) {
    return `${due} and ran ${formatSeconds(delay.seconds)} late.`;
  }
  const part = formatSeconds(delay.seconds);
  return `${due} and ran ${formatSeconds(total)} late, ${part} of it because of this line.`;
}

function often(name: string, { count, seconds, longest }: Delay): string {
  const total = formatSeconds(seconds);
  return `${name} ran late ${count} times, ${total} in all (longest ${formatSeconds(longest)}).`;
}

/** A task whose timer ran off was due; one that was created or woken was ready. */
function dueOrReady(timeline: Timeline, interval: number): string {
  const cause = readyCause(timeline.trace, timeline.intervals.event(interval));
  return cause === 'timer' ? 'was due' : 'was ready';
}

/** The longest time that one task was ready while blocking steps held the loop. */
export interface WorstDelay {
  readonly task: number;
  readonly name: string;
  /** Seconds. */
  readonly seconds: number;
  /** False if its turn had not come when the trace ended. */
  readonly hasRun: boolean;
}

/** Returns undefined if nobody was late. `segments` are those of all blocking steps, in order. */
export function worstDelay(
  timeline: Timeline,
  names: TaskNames,
  segments: readonly Segment[],
): WorstDelay | undefined {
  const busy = new BusyTime(segments);
  const { intervals, end } = timeline;
  let worst = -1;
  let longest = MIN_DELAY;
  for (let index = 0; index < intervals.length && segments.length > 0; index++) {
    if (intervals.state(index) !== 'ready') continue;
    const seconds = busy.within(intervals.from(index), Math.min(intervals.to(index), end));
    if (seconds <= longest + 1e-9) continue;
    longest = seconds;
    worst = index;
  }
  if (worst < 0) return undefined;
  const task = intervals.task(worst);
  const hasRun = intervals.to(worst) <= end;
  return { task, name: names.of(task), seconds: roundSeconds(longest), hasRun };
}
