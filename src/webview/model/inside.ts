import { countUpTo } from '../../base/search';
import type { CursorMoment } from '../../trace/cursor';
import { count } from './format';
import type { Lane } from './lanes';
import type { Note } from './notes';
import { type StateAtCursor, taskState } from './task-states';
import type { TimelineModel } from './timeline-model';

/** In the order in which they are named: what calls for a look comes first. */
const STATES: readonly StateAtCursor[] = [
  ...(['failed', 'running', 'ready', 'waiting', 'cancelled', 'done', 'not created'] as const),
];

const OUTCOMES = ['failed', 'cancelled', 'done'] as const;

/** When the tasks of a list of lanes were created and ended: events, in order. */
interface Ends {
  readonly tasks: ReadonlySet<number>;
  readonly created: readonly number[];
  readonly ended: ReadonlyMap<StateAtCursor, readonly number[]>;
}

const known = new WeakMap<readonly Lane[], Ends>();

/**
 * What a collapsed lane hides, at the cursor: `3 tasks inside: 1 failed, 2 done`.
 *
 * A list of lanes is read once; after that, only the tasks that live are looked at.
 */
export function insideNote(
  model: TimelineModel,
  inside: readonly Lane[],
  cursor: CursorMoment | undefined,
): Note {
  const counts = statesInside(model, inside, cursor);
  const parts = STATES.flatMap((state) => {
    const number = counts.get(state) ?? 0;
    return number === 0 ? [] : [`${number.toLocaleString('en-US')} ${state}`];
  });
  const text = `${count(inside.length, 'task')} inside: ${parts.join(', ')}`;
  return { text, tone: counts.get('failed') ? 'bad' : 'calm' };
}

/** How many of the tasks are in which state at the cursor. */
function statesInside(
  model: TimelineModel,
  inside: readonly Lane[],
  cursor: CursorMoment | undefined,
): Map<StateAtCursor, number> {
  const counts = new Map<StateAtCursor, number>();
  const add = (state: StateAtCursor, number = 1) =>
    counts.set(state, (counts.get(state) ?? 0) + number);
  const living = model.livingAt(cursor);
  if (inside.length <= living.length) {
    for (const { task } of inside) add(taskState(model, task, cursor));
    return counts;
  }
  const { event } = cursor ?? model.lastMoment;
  const { tasks, created, ended } = endsOf(inside);
  add('not created', inside.length - countUpTo(created, event));
  for (const [outcome, events] of ended) add(outcome, countUpTo(events, event));
  for (const { task, state } of living) if (tasks.has(task)) add(state);
  return counts;
}

/** Rows are made anew when a run grows, so what is known of a list stays true. */
function endsOf(inside: readonly Lane[]): Ends {
  const last = known.get(inside);
  if (last) return last;
  const records = inside.map(({ task }) => task);
  const created = records.map(({ createdEvent }) => createdEvent).sort(ascending);
  const ended = new Map(
    OUTCOMES.map((outcome) => [
      outcome,
      records.flatMap((task) => (task.outcome === outcome ? task.endedEvent : [])).sort(ascending),
    ]),
  );
  const ends = { tasks: new Set(records.map(({ id }) => id)), created, ended };
  known.set(inside, ends);
  return ends;
}

function ascending(one: number, other: number): number {
  return one - other;
}
