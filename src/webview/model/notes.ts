import type { TaskRecord } from '../../trace/timeline';
import { formatSeconds } from './format';
import { positionOf } from './positions';
import { firstIndex } from './search';
import type { TimelineModel } from './timeline-model';
import { place, waitReason } from './wording';

/** How loud a note is. */
export type Tone = 'calm' | 'late' | 'bad';

export interface Note {
  readonly text: string;
  readonly tone: Tone;
}

/** The second line in the head of a task's lane: its state at the cursor, or at the end of the run. */
export function taskNote(model: TimelineModel, task: TaskRecord, cursor: number | undefined): Note {
  const { timeline } = model;
  const time = cursor ?? timeline.end;
  if (time < task.created) return { text: 'not created yet', tone: 'calm' };
  if (task.ended !== undefined && (cursor === undefined || time >= task.ended)) {
    return endNote(model, task, task.ended);
  }
  const isOver = cursor === undefined && !model.isLive;
  if (timeline.dropped > 0 && !model.isLive && time >= lastKnown(model, task)) {
    return { text: `not recorded after ${formatSeconds(lastKnown(model, task))}`, tone: 'bad' };
  }
  const interval = intervalIndex(model, task, time);
  if (interval === undefined) return { text: '', tone: 'calm' };
  const line = place(model, positionOf(model, task, interval));
  const cancelling = task.cancelRequests.some((event) => model.trace.time(event) <= time);
  const marks = [isOver ? 'not done' : '', line, cancelling ? 'cancelling' : ''];
  const parts = [liveState(model, interval, time), ...marks];
  const state = model.stateOf(interval);
  const tone = isOver || state === 'blocking' ? 'bad' : state === 'ready' ? 'late' : 'calm';
  return { text: parts.filter((part) => part !== '').join(' · '), tone };
}

/** Seconds; the last moment at which the trace says what the task did. */
export function lastKnown(model: TimelineModel, task: TaskRecord): number {
  const last = task.intervals.at(-1);
  return last === undefined ? task.created : model.until(model.timeline.intervals.to(last));
}

/** `done at 2.000 s`, or `failed at 2.000 s: ValueError`. */
function endNote(model: TimelineModel, task: TaskRecord, ended: number): Note {
  const at = `${task.outcome} at ${formatSeconds(ended)}`;
  const exception = model.trace.text(model.trace.b(task.endedEvent));
  if (task.outcome !== 'failed') return { text: at, tone: 'calm' };
  return { text: exception ? `${at}: ${exception}` : at, tone: 'bad' };
}

function liveState(model: TimelineModel, interval: number, time: number): string {
  const { intervals } = model.timeline;
  const state = intervals.state(interval);
  if (state === 'waiting') return `waiting: ${waitReason(model, intervals.event(interval))}`;
  if (state === 'running') return model.stateOf(interval) === 'blocking' ? 'blocking' : 'running';
  const late = time - intervals.from(interval);
  return late > 0 ? `ready, ${formatSeconds(late)} late` : 'ready';
}

/** The index in the table of the last interval that began at or before `time`. */
export function intervalIndex(
  model: TimelineModel,
  task: TaskRecord,
  time: number,
): number | undefined {
  const own = task.intervals;
  const { intervals } = model.timeline;
  return own[firstIndex(own.length, (index) => intervals.from(own[index]!) > time) - 1];
}

/** The second line in the head of the loop's lane. */
export function loopNote(model: TimelineModel, cursor: number | undefined): Note {
  const { timeline, statistics } = model;
  if (cursor === undefined) {
    const total = formatSeconds(timeline.end - runStart(model));
    return { text: `busy ${formatSeconds(statistics.busySeconds)} of ${total}`, tone: 'calm' };
  }
  const span = timeline.loopAt(cursor);
  if (!span || span.to <= cursor || span.kind === 'idle') return { text: 'idle', tone: 'calm' };
  const state = model.stateOfLoop(span);
  return {
    text: state === 'blocking' ? `held by ${model.loopName(span)}` : `runs ${model.loopName(span)}`,
    tone: state === 'blocking' ? 'bad' : 'calm',
  };
}

/** Seconds; when the trace begins. */
export function runStart(model: TimelineModel): number {
  return model.trace.length === 0 ? 0 : model.trace.time(0);
}
