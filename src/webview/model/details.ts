import type { Position } from '../../trace/schema';
import type { TaskRecord } from '../../trace/timeline';
import { exactSeconds, formatSeconds } from './format';
import { positionOf, positionOfLoop } from './positions';
import type { SpanState, TimelineModel } from './timeline-model';
import { loopLabels, place, spanLabels } from './wording';

/** What the card beside the pointer says, and the screen reader. */
export interface Details {
  readonly title: string;
  readonly state: SpanState | undefined;
  /** Full sentences or short facts, the most important first. */
  readonly lines: readonly string[];
  /** Why it happened, in full sentences. */
  readonly why?: readonly string[];
  /** Where a click leads. */
  readonly position: Position | undefined;
}

/** The display name, with asyncio's own name where it differs. */
export function fullName(model: TimelineModel, task: TaskRecord): string {
  const name = model.names.of(task.id);
  return task.name === '' || task.name === name ? name : `${name} (${task.name})`;
}

/** `0.000 s to 1.000 s, 1.000 s`; a moment has only one time. */
export function times(model: TimelineModel, from: number, to: number): string {
  const end = model.until(to);
  if (end === from) return `at ${exactSeconds(from)}, no time passed`;
  const open = to === Number.POSITIVE_INFINITY ? ' (goes on)' : '';
  return `${exactSeconds(from)} to ${exactSeconds(end)}${open}, ${exactSeconds(end - from)}`;
}

/** The same of a bar, which has some width in any case. */
function timesOfBar(model: TimelineModel, from: number, to: number): string {
  const text = times(model, from, to);
  return model.until(to) === from ? `${text} (drawn just wide enough to be seen)` : text;
}

/** A single interval of a task. */
export function intervalDetails(model: TimelineModel, task: TaskRecord, interval: number): Details {
  const { intervals } = model.timeline;
  const state = model.stateOf(interval);
  const position = positionOf(model, task, interval);
  const from = intervals.from(interval);
  const queued = intervals.queued(interval);
  const label = spanLabels(model, task, interval)[0] ?? '';
  const line = place(model, position);
  return {
    title: fullName(model, task),
    state,
    lines: [
      describeState(state, label),
      timesOfBar(model, from, intervals.to(interval)),
      queued > from ? queueTimes(from, queued) : '',
      line && !label.endsWith(line) ? inFunction(line, position) : '',
    ].filter((text) => text !== ''),
    why: model.explain({ kind: 'interval', interval }),
    position,
  };
}

/** A task that is due has its place in the queue only when the loop comes round to that. */
function queueTimes(due: number, queued: number): string {
  return `due since ${formatSeconds(due)}, put into the ready queue at ${formatSeconds(queued)}`;
}

/** A span of the loop lane. */
export function loopDetails(model: TimelineModel, index: number): Details {
  const span = model.timeline.loop.at(index)!;
  const state = model.stateOfLoop(span);
  const position = positionOfLoop(model, index);
  const name = loopLabels(model, index)[0]!;
  const idle = 'idle: no task is ready';
  const what = span.kind === 'task' ? `runs ${name}` : `runs a callback: ${name}`;
  return {
    title: 'loop',
    state,
    lines: [
      state === 'idle' ? idle : state === 'blocking' ? `held by ${name}` : what,
      timesOfBar(model, span.from, span.to),
      inFunction(place(model, position), position),
    ].filter((text) => text !== ''),
    why: model.explain({ kind: 'loop', span: index }),
    position,
  };
}

function describeState(state: SpanState, label: string): string {
  if (state === 'waiting') return `waiting: ${label}`;
  if (state === 'blocking') return `blocks the loop: ${label}`;
  return label || state;
}

function inFunction(line: string, position: Position | undefined): string {
  const name = position?.name ?? '';
  return line && name && name !== '<module>' ? `${line} in ${name}` : line;
}
