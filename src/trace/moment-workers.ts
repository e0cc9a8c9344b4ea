import { firstIndex } from '../base/search';
import type { TraceStore } from './store';
import type { JobRecord, WorkerRecord } from './worker-lanes';

/** A thread or process at one moment. */
export interface WorkerMoment {
  readonly worker: WorkerRecord;
  /** What it does; undefined if it has nothing to do. */
  readonly job: JobRecord | undefined;
}

/** What threads and processes do at one moment. */
export interface WorkersMoment {
  /** In the order in which they appeared. */
  readonly workers: readonly WorkerMoment[];
  /** Jobs that wait for a worker, first in first. */
  readonly waitingJobs: readonly JobRecord[];
}

/** The threads, processes and jobs of a whole trace. */
interface Lanes {
  readonly workers: readonly WorkerRecord[];
  readonly jobs: readonly JobRecord[];
}

/**
 * What threads and processes do when `event` has happened, at `time` seconds. What the trace hears of
 * late counts from when it was.
 */
export function workersAt(
  trace: TraceStore,
  { workers, jobs }: Lanes,
  event: number,
  time: number,
): WorkersMoment {
  const hasHappened = (of: number, when: number | undefined): boolean => {
    if (of < 0 || when === undefined) return false;
    return of <= event || (!Number.isNaN(trace.value(of)) && when <= time);
  };
  const hasBegun = (job: JobRecord) => hasHappened(job.startedEvent, job.from);
  const isOver = (job: JobRecord) => hasHappened(job.endedEvent, job.to);
  const seen = workers.filter(({ createdEvent }) => createdEvent <= event);
  return {
    workers: seen.map((worker) => {
      const last = lastJob(worker, hasBegun);
      return { worker, job: last === undefined || isOver(last) ? undefined : last };
    }),
    waitingJobs: jobs.filter(
      (job) => job.submittedEvent <= event && !hasBegun(job) && !isOver(job),
    ),
  };
}

/** A worker begins its jobs one after the other, so the last that has begun is found by halving. */
function lastJob(
  { jobs }: WorkerRecord,
  hasBegun: (job: JobRecord) => boolean,
): JobRecord | undefined {
  return jobs[firstIndex(jobs.length, (index) => !hasBegun(jobs[index]!)) - 1];
}
