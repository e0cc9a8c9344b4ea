import type { Timeline } from '../../trace/timeline';
import type { Cause, Causes, Point } from './causes';
import { neighbour } from './neighbour';
import { requestsIn } from './requests';

/** One end of an arrow. */
export interface ArrowEnd {
  /** 0: the lane of the loop. */
  readonly task: number;
  /** Seconds. */
  readonly time: number;
  readonly event: number;
}

/** An arrow between two lanes: who made what happen to whom. */
export interface Arrow {
  readonly kind: Cause['kind'];
  readonly from: ArrowEnd;
  readonly to: ArrowEnd;
}

/** The arrows of one interval of a task. */
export interface Arrows {
  /** What made it begin, and requests to cancel that came in it. A wait has also what ended it. */
  readonly to: readonly Arrow[];
  /** What its step made happen. */
  readonly from: readonly Arrow[];
}

/**
 * The arrows that lead to an interval of a task and from it, in O(log n).
 *
 * `interval` is an index of `timeline.intervals`.
 */
export function arrowsOf(timeline: Timeline, causes: Causes, interval: number): Arrows {
  const { intervals } = timeline;
  const event = intervals.event(interval);
  const to = [causeOfBeginning(timeline, causes, interval)];
  for (const request of requestsIn(timeline, interval)) to.push(causes.of(request));
  if (intervals.state(interval) === 'waiting') {
    const next = neighbour(timeline, interval, 1);
    if (next >= 0) to.push(causes.of(intervals.event(next)));
  }
  const from = intervals.state(interval) === 'running' ? causes.from(event) : [];
  // A request that ends a wait at once is told twice, and drawn once.
  const seen = from.filter(({ kind, to: { event } }) => !(kind === 'cancelled' && isReady(event)));
  const arrow = (cause: Cause) => toArrow(timeline, cause);
  return { to: betweenLanes(withoutTwins(to)).map(arrow), from: betweenLanes(seen).map(arrow) };

  function isReady(event: number): boolean {
    return timeline.trace.kind(event) === 'task.ready';
  }
}

/** What a step or callback that began with `event` made happen. */
export function arrowsFrom(timeline: Timeline, causes: Causes, event: number): readonly Arrow[] {
  return betweenLanes([...causes.from(event)]).map((cause) => toArrow(timeline, cause));
}

/** A running interval began because the one before did; the first of a task because it was created. */
function causeOfBeginning(timeline: Timeline, causes: Causes, interval: number): Cause | undefined {
  const { intervals, trace } = timeline;
  if (intervals.state(interval) === 'waiting') return undefined;
  const before = intervals.state(interval) === 'running' ? neighbour(timeline, interval, -1) : -1;
  const first = before < 0 ? interval : before;
  const known = causes.of(intervals.event(first));
  if (known || trace.kind(intervals.event(first)) === 'task.suspended') return known;
  const task = timeline.task(intervals.task(interval));
  return task && task.intervals[0] === first ? causes.of(task.createdEvent) : undefined;
}

/** What a task does to itself needs no arrow. */
function betweenLanes(causes: readonly Cause[]): Cause[] {
  return causes.filter(({ from, to }) => from.task !== to.task);
}

/** One of two arrows that a request and its effect would give. */
function withoutTwins(causes: readonly (Cause | undefined)[]): Cause[] {
  const known = causes.filter((cause) => cause !== undefined);
  return known.filter(
    (cause, index) =>
      known.findIndex((other) => other.kind === cause.kind && other.within === cause.within) ===
      index,
  );
}

function toArrow(timeline: Timeline, { kind, from, to }: Cause): Arrow {
  const end = ({ task, event }: Point): ArrowEnd => {
    return { task, time: timeline.trace.time(event), event };
  };
  return { kind, from: end(from), to: end(to) };
}
