import type { PrimitiveRecord } from '../../trace/primitive-lanes';
import type { WorkerRecord } from '../../trace/worker-lanes';
import type { SpanState, TimelineModel } from '../model/timeline-model';
import { jobTimes } from '../model/workers';
import type { Scale } from '../scale/scale';
import type { PlacedSource } from './spans';

/** Consecutive spans of one lane as the trace tells of them; they are ordered and do not overlap. */
export interface SpanTable {
  readonly length: number;
  /** Seconds. */
  from(index: number): number;
  /** The event with which the span begins. */
  fromEvent(index: number): number;
  /** Seconds, finite. */
  to(index: number): number;
  /** The event with which the span ends, -1 while it goes on. */
  toEvent(index: number): number;
  state(index: number): SpanState;
  /** Whether a run that is over ended before the span, which would have gone on. */
  goesOn?(index: number): boolean;
}

/** The intervals of a task, by their indexes in the table of all intervals. */
export function intervalTable(model: TimelineModel, own: ArrayLike<number>): SpanTable {
  const { intervals } = model.timeline;
  return {
    length: own.length,
    from: (index) => intervals.from(own[index]!),
    fromEvent: (index) => intervals.event(own[index]!),
    to: (index) => model.until(intervals.to(own[index]!)),
    toEvent: (index) => intervals.endEvent(own[index]!),
    state: (index) => model.stateOf(own[index]!),
    goesOn: (index) =>
      intervals.endEvent(own[index]!) < 0 && intervals.state(own[index]!) === 'waiting',
  };
}

/** The jobs of a worker. */
export function jobTable(model: TimelineModel, { jobs }: WorkerRecord): SpanTable {
  return {
    length: jobs.length,
    from: (index) => jobTimes(model, jobs[index]!).from,
    fromEvent: (index) => jobs[index]!.startedEvent,
    to: (index) => jobTimes(model, jobs[index]!).to,
    toEvent: (index) => jobs[index]!.endedEvent,
    state: () => 'job',
  };
}

/** The states of a primitive. */
export function primitiveTable(
  { timeline, trace }: TimelineModel,
  { events }: PrimitiveRecord,
): SpanTable {
  return {
    length: events.length,
    from: (index) => trace.time(events[index]!),
    fromEvent: (index) => events[index]!,
    to: (index) => (index + 1 < events.length ? trace.time(events[index + 1]!) : timeline.end),
    toEvent: (index) => events[index + 1] ?? -1,
    state: () => 'job',
    goesOn: (index) => index === events.length - 1,
  };
}

/** All spans of the loop. */
export function loopTable(model: TimelineModel): SpanTable {
  const { loop } = model.timeline;
  return {
    length: loop.length,
    from: (index) => loop.from(index),
    fromEvent: (index) => loop.event(index),
    to: (index) => model.until(loop.to(index)),
    toEvent: (index) => loop.endEvent(index),
    state: (index) =>
      model.stateOfLoop({ kind: loop.kind(index), from: loop.from(index), to: loop.to(index) }),
  };
}

/** Whether a span goes on. */
export function isOpen(table: SpanTable, index: number): boolean {
  return table.toEvent(index) < 0;
}

/** How many pixels of a span stand for what comes after the end of the run. */
export function tailOf(table: SpanTable, index: number, scale: Scale): number {
  return scale.tail > 0 && table.goesOn?.(index) ? scale.tail : 0;
}

/** The spans of a table on a scale. */
export function onScale(table: SpanTable, scale: Scale): PlacedSource {
  return {
    length: table.length,
    from: (index) => scale.positionOf(table.from(index), table.fromEvent(index)),
    to: (index) => scale.positionOf(table.to(index), table.toEvent(index)),
    left: (index) => scale.xOf(table.from(index), table.fromEvent(index)),
    right: (index) =>
      scale.xOf(table.to(index), table.toEvent(index)) + tailOf(table, index, scale),
    state: table.state,
  };
}
