import type { WorkerRecord } from '../../trace/worker-lanes';
import type { Lane } from './lanes';
import type { TimelineModel } from './timeline-model';

/** One lane below the loop's, with what decides whether it is seen. */
export type Row = TaskRow | WorkerRow;

export interface TaskRow {
  readonly kind: 'task';
  /** The task. */
  readonly key: number;
  readonly lane: Lane;
}

export interface WorkerRow {
  readonly kind: 'worker';
  /** See `workerKey`. */
  readonly key: number;
  readonly worker: WorkerRecord;
}

/** The key of a worker's lane: tasks count up from 1, workers down from -1. */
export function workerKey(worker: WorkerRecord): number {
  return -worker.id;
}

/** The worker whose lane has this key. */
export function workerOf(model: TimelineModel, key: number): WorkerRecord | undefined {
  return key < 0 ? model.timeline.workers.find((worker) => worker.id === -key) : undefined;
}

interface Known {
  readonly version: number;
  readonly rows: readonly Row[];
}

const known = new WeakMap<TimelineModel, Known>();

/** All lanes from top to bottom: the tasks', then those of threads and processes. */
export function rowsOf(model: TimelineModel): readonly Row[] {
  const last = known.get(model);
  if (last?.version === model.version) return last.rows;
  const rows: Row[] = model.lanes.map((lane) => ({ kind: 'task', key: lane.task.id, lane }));
  for (const worker of model.timeline.workers) {
    rows.push({ kind: 'worker', key: workerKey(worker), worker });
  }
  known.set(model, { version: model.version, rows });
  return rows;
}
