import { ownPurpose } from '../../analysis/own-tasks';
import { firstIndex } from '../../base/search';
import type { CursorMoment } from '../../trace/cursor';
import { inputAskedAt } from '../../trace/input-asked';
import { intervalAt, isCancelling } from '../../trace/moment-tasks';
import { lastEventAt } from '../../trace/moment-time';
import { positionAt } from '../../trace/position-at';
import type { LoopSpan, TaskRecord } from '../../trace/timeline';
import { formatSeconds } from './format';
import type { TimelineModel } from './timeline-model';
import { place, waitReason } from './wording';

/** How loud a note is. */
export type Tone = 'calm' | 'late' | 'bad';

export interface Note {
  readonly text: string;
  readonly tone: Tone;
}

/** Of what runs and goes on when the user has typed. */
export const ASKING = 'waits for your input, holds the loop';

/** What of the first part of a note can stand for all of it, the longest first. */
const ENOUGH = [
  /^waiting: (.+)$/,
  /^(waiting): /,
  /^(ready), /,
  /^(waits for your input), /,
  /^waits for (your input), /,
  /^(busy .+) of /,
  /^(failed at [^:]+): /,
  /^(done|failed|cancelled) at /,
];

/** Texts that say less than a note, but what matters most, for heads without room for it; the longest first. */
export function shorterNotes(text: string): string[] {
  const parts = text.split(' · ');
  const [first = ''] = parts;
  const fewer = parts.slice(1).map((_, index) => parts.slice(0, -1 - index).join(' · '));
  return [...fewer, ...ENOUGH.flatMap((enough) => enough.exec(first)?.[1] ?? [])];
}

/** The second line in the head of a task's lane: its state at the cursor, or at the end of the run. */
export function taskNote(
  model: TimelineModel,
  task: TaskRecord,
  cursor: CursorMoment | undefined,
): Note {
  const { timeline } = model;
  const { event, time } = cursor ?? model.lastMoment;
  if (task.createdEvent > event) return { text: 'not created yet', tone: 'calm' };
  if (task.ended !== undefined && task.endedEvent <= event) return endNote(model, task, task.ended);
  const isOver = cursor === undefined && !model.isLive;
  if (timeline.dropped > 0 && !model.isLive && isAfterAllKnown(model, task, { event, time })) {
    return { text: `not recorded after ${formatSeconds(lastKnown(model, task))}`, tone: 'bad' };
  }
  const interval = task.intervals[intervalAt(timeline, task, event, time)];
  if (interval === undefined) return { text: 'created', tone: 'calm' };
  const line = place(model, positionAt(timeline, task, interval, { event, time }));
  const cancelling = isCancelling(task, event);
  const marks = [
    isOver ? (model.isKept ? 'goes on' : 'not done') : '',
    line,
    cancelling ? 'cancelling' : '',
  ];
  const isAsking = inputAskedAt(model.trace, { event }, task.id) >= 0;
  const parts = [isAsking ? ASKING : liveState(model, interval, time), ...marks];
  const state = isAsking ? 'ready' : model.stateOf(interval);
  const isLost = isOver && !model.isKept;
  const tone = isLost || state === 'blocking' ? 'bad' : state === 'ready' ? 'late' : 'calm';
  return { text: parts.filter((part) => part !== '').join(' · '), tone };
}

/** The same in the head of its lane, which says too if asyncio made the task for itself. */
export function laneNote(
  model: TimelineModel,
  task: TaskRecord,
  cursor: CursorMoment | undefined,
): Note {
  const note = taskNote(model, task, cursor);
  return ownPurpose(task) ? { ...note, text: `asyncio's own · ${note.text}` } : note;
}

/** Whether a full trace does not say any more what the task does. */
function isAfterAllKnown(model: TimelineModel, task: TaskRecord, cursor: CursorMoment): boolean {
  const known = lastKnown(model, task);
  return cursor.time >= known && cursor.event >= lastEventAt(model.trace, known);
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

/** The second line in the head of the loop's lane. */
export function loopNote(model: TimelineModel, cursor: CursorMoment | undefined): Note {
  const { timeline, statistics } = model;
  if (cursor === undefined) {
    const total = formatSeconds(timeline.end - runStart(model));
    return { text: `busy ${formatSeconds(statistics.busySeconds)} of ${total}`, tone: 'calm' };
  }
  const { loop } = timeline;
  const busy = loop.at(loop.busyAt(cursor.event));
  const next = firstIndex(loop.length, (index) => loop.event(index) > cursor.event);
  if (!busy)
    return {
      text: isIdle(loop.at(next - 1), loop.at(next)) ? 'idle' : 'between two steps',
      tone: 'calm',
    };
  if (inputAskedAt(model.trace, cursor) >= 0)
    return { text: 'held: waits for your input', tone: 'late' };
  const state = model.stateOfLoop(busy);
  return {
    text: state === 'blocking' ? `held by ${model.loopName(busy)}` : `runs ${model.loopName(busy)}`,
    tone: state === 'blocking' ? 'bad' : 'calm',
  };
}

/** Whether the loop has nothing to do between two spans: it begins, ends, or waits next. */
function isIdle(before: LoopSpan | undefined, next: LoopSpan | undefined): boolean {
  return before === undefined || next === undefined || next.kind === 'idle';
}

/** Seconds; when the trace begins. */
export function runStart(model: TimelineModel): number {
  return model.trace.length === 0 ? 0 : model.trace.time(0);
}
