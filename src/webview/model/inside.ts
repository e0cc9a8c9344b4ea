import type { CursorMoment } from '../../trace/cursor';
import { count } from './format';
import type { Lane } from './lanes';
import type { Note } from './notes';
import { type TaskState, taskState } from './task-states';
import type { TimelineModel } from './timeline-model';

/** In the order in which they are named: what calls for a look comes first. */
const STATES: readonly TaskState[] = [
  ...(['failed', 'running', 'ready', 'waiting', 'cancelled', 'done', 'not created'] as const),
];

/** What a collapsed lane hides, at the cursor: `3 tasks inside: 1 failed, 2 done`. */
export function insideNote(
  model: TimelineModel,
  inside: readonly Lane[],
  cursor: CursorMoment | undefined,
): Note {
  const counts = new Map<TaskState, number>();
  for (const { task } of inside) {
    const state = taskState(model, task, cursor);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const parts = STATES.flatMap((state) => {
    const number = counts.get(state);
    return number === undefined ? [] : [`${number.toLocaleString('en-US')} ${state}`];
  });
  const text = `${count(inside.length, 'task')} inside: ${parts.join(', ')}`;
  return { text, tone: counts.has('failed') ? 'bad' : 'calm' };
}

/** The steps of hidden tasks, in the order in which they began; a step within another is left out. */
export function stepsInside(
  { timeline: { intervals } }: TimelineModel,
  inside: readonly Lane[],
): Uint32Array {
  const steps: number[] = [];
  for (const { task } of inside) {
    for (const interval of task.intervals) {
      if (intervals.state(interval) === 'running') steps.push(interval);
    }
  }
  let end = Number.NEGATIVE_INFINITY;
  return Uint32Array.from(steps)
    .sort()
    .filter((step) => {
      const to = intervals.to(step);
      if (to <= end && intervals.from(step) < end) return false;
      end = Math.max(end, to);
      return true;
    });
}
