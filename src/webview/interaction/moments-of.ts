import { type CursorMoment, momentAtTime, momentOfEvent } from '../../trace/cursor';
import { writtenAt } from '../../trace/moment-time';
import type { Hit } from '../layout/hit-test';
import { LOOP_LANE, type SceneMark } from '../layout/scene';
import { runStart } from '../model/notes';
import { primitiveOf } from '../model/primitives';
import { workerOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import { jobTimes } from '../model/workers';
import type { Scale } from '../scale/scale';
import type { Stretch } from '../scale/stretch';
import type { Selection } from '../view-state';
import { mainIndex } from './hit-details';

/** An interval narrower than this has no moments inside it that a pointer could mean. */
const NARROW_PX = 3;

/** The moment at which an interval begins; undefined if a lane as a whole is selected. */
export function momentOfSelection(
  model: TimelineModel,
  { lane, index }: Selection,
): CursorMoment | undefined {
  if (index === undefined) return undefined;
  const { loop, intervals } = model.timeline;
  if (lane === LOOP_LANE) {
    const span = loop.at(index);
    return span && beginning(model, span.event, span.from);
  }
  const job = workerOf(model, lane)?.jobs[index];
  if (job) return beginning(model, job.startedEvent, jobTimes(model, job).from);
  const state = primitiveOf(model, lane)?.events[index];
  if (state !== undefined) return momentOfEvent(model.trace, state);
  const interval = model.timeline.task(lane)?.intervals[index];
  if (interval === undefined) return undefined;
  return beginning(model, intervals.event(interval), intervals.from(interval));
}

/** From the beginning to the end of the selected interval; undefined if a lane as a whole is selected. */
export function stretchOfSelection(
  model: TimelineModel,
  selection: Selection,
): Stretch | undefined {
  const from = momentOfSelection(model, selection);
  return from && { from, to: endOfSelection(model, selection) };
}

function endOfSelection(model: TimelineModel, { lane, index = 0 }: Selection): CursorMoment {
  const { loop, intervals } = model.timeline;
  const end = (event: number, to: number) => {
    return event < 0 ? model.lastMoment : beginning(model, event, model.until(to));
  };
  if (lane === LOOP_LANE) return end(loop.at(index)!.endEvent, loop.at(index)!.to);
  const job = workerOf(model, lane)?.jobs[index];
  if (job) return end(job.endedEvent, jobTimes(model, job).to);
  const primitive = primitiveOf(model, lane);
  if (primitive) {
    const next = primitive.events[index + 1];
    return next === undefined ? model.lastMoment : momentOfEvent(model.trace, next);
  }
  const interval = model.timeline.task(lane)?.intervals[index] ?? 0;
  return end(intervals.endEvent(interval), intervals.to(interval));
}

/** What begins without an event of its own, such as idle time, begins after all events at its time. */
function beginning({ trace }: TimelineModel, event: number, from: number): CursorMoment {
  const isThen = event >= 0 && event < trace.length && writtenAt(trace, event) === from;
  return isThen ? momentOfEvent(trace, event) : momentAtTime(trace, from);
}

/**
 * The moment that a click means; undefined if it means none. On a wide interval that is the time under the
 * pointer, as on free space; on a narrow one, a mark or output it is the event.
 */
export function momentOfHit(
  model: TimelineModel,
  hit: Hit,
  scale: Scale,
): CursorMoment | undefined {
  switch (hit.kind) {
    case 'span':
      return momentOfSpan(model, hit, scale);
    case 'mark':
      return momentOfMark(model, hit.lane.key, hit.mark);
    case 'output':
      return momentOfEvent(model.trace, model.outputs.lines[hit.mark.first]!.event);
    case 'cell':
      return momentOfEvent(model.trace, model.timeline.cells[hit.first]!.event);
    case 'arrow':
      return momentOfEvent(model.trace, hit.arrow.arrow[hit.end].event);
    case 'axis':
    case 'lane':
    case 'output lane':
      return momentInRun(model, hit.moment);
    default:
      return undefined;
  }
}

/** The moment itself if it is in the run, or else the first or last of the run. */
export function momentInRun(model: TimelineModel, moment: CursorMoment): CursorMoment {
  const time = Math.max(runStart(model), Math.min(model.timeline.end, moment.time));
  return time === moment.time ? moment : momentAtTime(model.trace, time);
}

function momentOfSpan(
  model: TimelineModel,
  { lane, span, moment }: Hit & { kind: 'span' },
  scale: Scale,
): CursorMoment | undefined {
  const isNarrow = (span.end - span.start) * scale.pxPerUnit < NARROW_PX;
  if (!isNarrow) return momentInRun(model, moment);
  return momentOfSelection(model, { lane: lane.key, index: mainIndex(model, lane, span) });
}

function momentOfMark(model: TimelineModel, lane: number, mark: SceneMark): CursorMoment {
  const { trace } = model;
  if (mark.limit !== undefined) return momentInRun(model, momentAtTime(trace, mark.time));
  const task = model.timeline.task(lane);
  const event =
    mark.kind === 'cancelling'
      ? task?.cancelRequests.find((request) => trace.time(request) === mark.time)
      : task?.endedEvent;
  const isKnown = event !== undefined && event >= 0;
  return isKnown ? momentOfEvent(trace, event) : momentAtTime(trace, mark.time);
}
