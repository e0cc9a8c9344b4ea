import type { CursorMoment } from '../../trace/cursor';
import type { PrimitiveRecord } from '../../trace/primitive-lanes';
import type { TaskRecord } from '../../trace/timeline';
import type { WorkerRecord } from '../../trace/worker-lanes';
import { taskFiles } from './task-files';
import { taskState } from './task-states';
import type { TimelineModel } from './timeline-model';

/** Which lanes the user wants to see; the loop is always seen. */
export interface LaneFilter {
  /** Words that must all occur in the name or say how the task ended, whatever their case. */
  readonly text: string;
  readonly state: StateFilter;
  /** A file in which the task was seen; empty: any. */
  readonly file: string;
}

/** `waiting`, `ready` and `running` are meant at the cursor, the others in the whole run. */
export type StateFilter =
  | 'any'
  | 'waiting'
  | 'ready'
  | 'running'
  | 'blocking'
  | 'late'
  | 'failed'
  | 'cancelled'
  | 'done'
  | 'unfinished';

export const NO_FILTER: LaneFilter = { text: '', state: 'any', file: '' };

/** The states to choose from, in groups, with their words. */
export const STATE_FILTERS: readonly {
  readonly group: string;
  readonly states: readonly { readonly state: StateFilter; readonly text: string }[];
}[] = [
  {
    group: 'At the cursor',
    states: [
      { state: 'waiting', text: 'waiting' },
      { state: 'ready', text: 'ready' },
      { state: 'running', text: 'running' },
    ],
  },
  {
    group: 'In the whole run',
    states: [
      { state: 'blocking', text: 'blocked the loop' },
      { state: 'late', text: 'ran late' },
      { state: 'failed', text: 'failed' },
      { state: 'cancelled', text: 'cancelled' },
      { state: 'done', text: 'done' },
      { state: 'unfinished', text: 'not done' },
    ],
  },
];

const AT_CURSOR: ReadonlySet<StateFilter> = new Set(['waiting', 'ready', 'running']);

/** Whether what the filter leaves depends on the cursor. */
export function followsCursor({ state }: LaneFilter): boolean {
  return AT_CURSOR.has(state);
}

export function isFiltering({ text, state, file }: LaneFilter): boolean {
  return text.trim() !== '' || state !== 'any' || file !== '';
}

/** Tells for each task whether it passes the filter. */
export function taskFilter(
  model: TimelineModel,
  { text, state, file }: LaneFilter,
  cursor: CursorMoment | undefined,
): (task: TaskRecord) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isInState = stateTest(model, state, cursor);
  const files = file === '' ? undefined : taskFiles(model);
  return (task) => {
    if (!isInState(task) || files?.has(task.id, file) === false) return false;
    const name = `${model.names.of(task.id)} ${task.name} ${task.coroutine}`.toLowerCase();
    return words.every((word) => word === task.outcome || name.includes(word));
  };
}

/** Whether a thread or process passes the filter: it has no state and no file of its own. */
export function passesWorker({ text, state, file }: LaneFilter, worker: WorkerRecord): boolean {
  if (state !== 'any' || file !== '') return false;
  const hasWords = wordsIn(text);
  return hasWords(worker.name) || worker.jobs.some((job) => hasWords(job.call));
}

/** Whether a lock, queue or the like passes: it has no state of a task and no file of its own. */
export function passesPrimitive(
  { text, state, file }: LaneFilter,
  { title, kind }: PrimitiveRecord,
): boolean {
  return state === 'any' && file === '' && wordsIn(text)(`${kind} ${title}`);
}

function wordsIn(text: string): (name: string) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (name) => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
}

function stateTest(
  model: TimelineModel,
  state: StateFilter,
  cursor: CursorMoment | undefined,
): (task: TaskRecord) => boolean {
  const { statistics } = model;
  switch (state) {
    case 'any':
      return () => true;
    case 'blocking':
      return isIn(statistics.blocking.map(({ task }) => task));
    case 'late':
      return ({ id }) => statistics.late.has(id);
    case 'unfinished':
      return (task) => task.ended === undefined;
    case 'done':
    case 'failed':
    case 'cancelled':
      return (task) => task.outcome === state;
    default:
      return (task) => taskState(model, task, cursor) === state;
  }
}

function isIn(tasks: readonly number[]): (task: TaskRecord) => boolean {
  const set = new Set(tasks);
  return ({ id }) => set.has(id);
}
