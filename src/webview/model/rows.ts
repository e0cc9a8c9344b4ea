import type { CursorMoment } from '../../trace/cursor';
import type { PrimitiveRecord } from '../../trace/primitive-lanes';
import type { TaskRecord } from '../../trace/timeline';
import type { WorkerRecord } from '../../trace/worker-lanes';
import {
  followsCursor,
  isFiltering,
  type LaneFilter,
  passesPrimitive,
  passesWorker,
  taskFilter,
} from './filter';
import { type Folds, foldTest } from './folds';
import { type Lane, orderLanes } from './lanes';
import { primitiveKey } from './primitives';
import type { TimelineModel } from './timeline-model';

/** One lane below the loop's. */
export type Row = TaskRow | WorkerRow | PrimitiveRow;

export interface TaskRow {
  readonly kind: 'task';
  /** The task. */
  readonly key: number;
  readonly lane: Lane;
  /** Undefined: nothing is nested below it, or a filter is on, which nothing can be hidden from. */
  readonly fold: 'collapsed' | 'expanded' | undefined;
  /** The lanes that are hidden in it. */
  readonly inside: readonly Lane[];
}

export interface WorkerRow {
  readonly kind: 'worker';
  /** See `workerKey`. */
  readonly key: number;
  readonly worker: WorkerRecord;
}

export interface PrimitiveRow {
  readonly kind: 'primitive';
  /** See `primitiveKey`. */
  readonly key: number;
  readonly primitive: PrimitiveRecord;
}

/** The part of the view that decides which lanes are seen. */
export interface RowsView {
  readonly filter: LaneFilter;
  readonly folds: Folds;
  readonly cursor: CursorMoment | undefined;
  /** Whether locks, queues and the like have lanes. */
  readonly showsPrimitives?: boolean;
}

/** The key of a worker's lane: tasks count up from 1, workers down from -1. */
export function workerKey(worker: WorkerRecord): number {
  return -worker.id;
}

/** The worker whose lane has this key. */
export function workerOf(model: TimelineModel, key: number): WorkerRecord | undefined {
  return key < 0 ? model.timeline.workers.find((worker) => worker.id === -key) : undefined;
}

interface Known extends RowsView {
  readonly version: number;
  readonly rows: readonly Row[];
}

const known = new WeakMap<TimelineModel, Known>();

/** The lanes that are seen, from top to bottom: of tasks, of threads and processes, of primitives. */
export function rowsOf(model: TimelineModel, view: RowsView): readonly Row[] {
  const { filter, folds, cursor, showsPrimitives = false } = view;
  const moment = followsCursor(filter) ? cursor : undefined;
  const key = { version: model.version, filter, folds, cursor: moment, showsPrimitives };
  const last = known.get(model);
  if (last && isSame(last, key)) return last.rows;
  const lanes = isFiltering(filter) ? filtered(model, key) : folded(model, folds);
  const rows = showsPrimitives ? [...lanes, ...primitiveRows(model, filter)] : lanes;
  known.set(model, { ...key, rows });
  return rows;
}

/** How many lanes there are without a filter, collapsed or not, without the loop's. */
export function laneCount({ timeline }: TimelineModel, showsPrimitives: boolean): number {
  const { tasks, workers, primitives } = timeline;
  return tasks.length + workers.length + (showsPrimitives ? primitives.length : 0);
}

function isSame(one: Omit<Known, 'rows'>, other: Omit<Known, 'rows'>): boolean {
  return (
    one.version === other.version &&
    one.filter === other.filter &&
    one.folds === other.folds &&
    one.cursor === other.cursor &&
    one.showsPrimitives === other.showsPrimitives
  );
}

function folded(model: TimelineModel, folds: Folds): Row[] {
  const { lanes } = model;
  const isCollapsed = foldTest(folds);
  const rows: Row[] = [];
  for (let index = 0; index < lanes.length; ) {
    const lane = lanes[index++]!;
    const key = lane.task.id;
    const first = index;
    const hasNested = (lanes[first]?.depth ?? 0) > lane.depth;
    const hides = hasNested && isCollapsed(key);
    while (hides && (lanes[index]?.depth ?? 0) > lane.depth) index++;
    const fold = hasNested ? (hides ? 'collapsed' : 'expanded') : undefined;
    const inside = hides ? lanes.slice(first, index) : [];
    rows.push({ kind: 'task', key, lane, fold, inside });
  }
  return [...rows, ...model.timeline.workers.map(workerRow)];
}

/** Each task that passes, below the nearest of its creators that does. */
function filtered(model: TimelineModel, { filter, cursor }: RowsView): Row[] {
  const { workers } = model.timeline;
  const shown = candidates(model, filter, cursor).filter(taskFilter(model, filter, cursor));
  const lanes = orderLanes(shown, creatorAmong(model, shown));
  return [
    ...lanes.map(
      (lane): Row => ({ kind: 'task', key: lane.task.id, lane, fold: undefined, inside: [] }),
    ),
    ...workers.filter((worker) => passesWorker(filter, worker)).map(workerRow),
  ];
}

/** The tasks that may pass: what has a state at the cursor lives then. */
function candidates(
  model: TimelineModel,
  filter: LaneFilter,
  cursor: CursorMoment | undefined,
): readonly TaskRecord[] {
  const { timeline } = model;
  if (!followsCursor(filter)) return timeline.tasks;
  return model.livingAt(cursor).flatMap(({ task }) => timeline.task(task) ?? []);
}

/** Finds the nearest creator that is shown, 0 if there is none. Iterative: chains may be thousands deep. */
function creatorAmong(
  { timeline }: TimelineModel,
  shown: readonly TaskRecord[],
): (task: TaskRecord) => number {
  const isShown = new Set(shown.map(({ id }) => id));
  const nearest = new Map<number, number>();
  return ({ creator }) => {
    const climbed: number[] = [];
    let above = creator;
    while (above !== 0 && !isShown.has(above) && !nearest.has(above)) {
      climbed.push(above);
      above = timeline.task(above)?.creator ?? 0;
    }
    const found = nearest.get(above) ?? above;
    for (const task of climbed) nearest.set(task, found);
    return found;
  };
}

function workerRow(worker: WorkerRecord): Row {
  return { kind: 'worker', key: workerKey(worker), worker };
}

function primitiveRows({ timeline }: TimelineModel, filter: LaneFilter): Row[] {
  return timeline.primitives
    .filter((primitive) => !isFiltering(filter) || passesPrimitive(filter, primitive))
    .map((primitive) => ({ kind: 'primitive', key: primitiveKey(primitive), primitive }));
}
