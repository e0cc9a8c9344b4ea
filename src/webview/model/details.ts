import type { Position } from '../../trace/schema';
import type { TaskRecord } from '../../trace/timeline';
import { count, formatSeconds } from './format';
import { positionOf, positionOfLoop } from './positions';
import type { SpanState, TimelineModel } from './timeline-model';
import { loopLabels, place, spanLabels } from './wording';

/** What the card beside the pointer says, and the screen reader. */
export interface Details {
  readonly title: string;
  readonly state: SpanState | undefined;
  /** Full sentences or short facts, the most important first. */
  readonly lines: readonly string[];
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
  if (end === from) return `at ${formatSeconds(from)}, no time passed`;
  const open = to === Number.POSITIVE_INFINITY ? ' (goes on)' : '';
  return `${formatSeconds(from)} to ${formatSeconds(end)}${open}, ${formatSeconds(end - from)}`;
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
      times(model, from, intervals.to(interval)),
      queued > from ? `in the ready queue since ${formatSeconds(queued)}` : '',
      line && !label.endsWith(line) ? inFunction(line, position) : '',
    ].filter((text) => text !== ''),
    position,
  };
}

/** A span of the loop lane. */
export function loopDetails(model: TimelineModel, index: number): Details {
  const span = model.timeline.loop[index]!;
  const state = model.stateOfLoop(span);
  const position = positionOfLoop(model, index);
  const name = loopLabels(model, index)[0]!;
  const idle = 'idle: no task is ready';
  const what = span.kind === 'task' ? `runs ${name}` : `runs the callback ${name}`;
  return {
    title: 'loop',
    state,
    lines: [
      state === 'idle' ? idle : state === 'blocking' ? `held by ${name}` : what,
      times(model, span.from, span.to),
      inFunction(place(model, position), position),
    ].filter((text) => text !== ''),
    position,
  };
}

/** Many spans that are too short to tell apart at this zoom; indexes are those of `task.intervals`. */
export function manyDetails(
  model: TimelineModel,
  task: TaskRecord,
  first: number,
  last: number,
): Details {
  const { intervals } = model.timeline;
  let steps = 0;
  let busy = 0;
  for (let index = first; index <= last; index++) {
    const interval = task.intervals[index]!;
    if (intervals.state(interval) !== 'running') continue;
    steps++;
    busy += model.until(intervals.to(interval)) - intervals.from(interval);
  }
  const from = intervals.from(task.intervals[first]!);
  return {
    title: fullName(model, task),
    state: 'running',
    lines: [
      `${count(steps, 'step')}, running ${formatSeconds(busy)} in all`,
      times(model, from, intervals.to(task.intervals[last]!)),
      steps > 1 ? 'Zoom in to tell them apart.' : '',
    ].filter((text) => text !== ''),
    position: positionOf(model, task, task.intervals[last]!),
  };
}

/** Many spans of the loop lane. */
export function manyLoopDetails(model: TimelineModel, first: number, last: number): Details {
  const spans = model.timeline.loop.slice(first, last + 1).filter((span) => span.kind !== 'idle');
  const busy = spans.reduce((sum, span) => sum + model.until(span.to) - span.from, 0);
  const { loop } = model.timeline;
  return {
    title: 'loop',
    state: 'running',
    lines: [
      `${count(spans.length, 'step')}, busy ${formatSeconds(busy)} in all`,
      times(model, loop[first]!.from, loop[last]!.to),
      'Zoom in to tell them apart.',
    ],
    position: positionOfLoop(model, last),
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
