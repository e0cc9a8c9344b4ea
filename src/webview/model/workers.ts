import type { CursorMoment } from '../../trace/cursor';
import { workersAt } from '../../trace/moment-workers';
import type { JobRecord, WorkerRecord } from '../../trace/worker-lanes';
import { type Details, times } from './details';
import { count, formatSeconds } from './format';
import type { Note } from './notes';
import type { TimelineModel } from './timeline-model';
import { place } from './wording';

/** Seconds; when a job began, and when it ended or how far the trace knows it. */
export function jobTimes(model: TimelineModel, job: JobRecord): { from: number; to: number } {
  const from = job.from ?? job.submitted;
  return { from, to: Math.max(from, model.until(job.to ?? Number.POSITIVE_INFINITY)) };
}

/** The second line in the head of a worker's lane: what it does at the cursor, or did in all. */
export function workerNote(
  model: TimelineModel,
  worker: WorkerRecord,
  cursor: CursorMoment | undefined,
): Note {
  return { text: `${worker.kind}: ${workerState(model, worker, cursor)}`, tone: 'calm' };
}

function workerState(
  model: TimelineModel,
  worker: WorkerRecord,
  cursor: CursorMoment | undefined,
): string {
  if (cursor !== undefined) {
    const lanes = { workers: [worker], jobs: [] };
    const [now] = workersAt(model.trace, lanes, cursor.event, cursor.time).workers;
    if (!now) return 'not started yet';
    return now.job ? `runs ${now.job.call}` : 'idle';
  }
  return `${count(worker.jobs.length, 'job')}, ${formatSeconds(busySeconds(model, worker))}`;
}

const sums = new WeakMap<WorkerRecord, { readonly version: number; readonly seconds: number }>();

/** How long the worker had jobs; they are summed once for each version of the model. */
function busySeconds(model: TimelineModel, worker: WorkerRecord): number {
  const { version } = model;
  const last = sums.get(worker);
  if (last?.version === version) return last.seconds;
  const seconds = worker.jobs.reduce((sum, job) => {
    const { from, to } = jobTimes(model, job);
    return sum + to - from;
  }, 0);
  sums.set(worker, { version, seconds });
  return seconds;
}

/** A worker as a whole. */
export function workerDetails(
  model: TimelineModel,
  worker: WorkerRecord,
  cursor: CursorMoment | undefined,
): Details {
  return {
    title: worker.name,
    state: undefined,
    lines: [
      workerNote(model, worker, cursor).text,
      `started at ${formatSeconds(worker.created)}`,
      `Its jobs run beside the loop.`,
    ],
    position: undefined,
  };
}

/** One job of a worker. */
export function jobDetails(model: TimelineModel, worker: WorkerRecord, job: JobRecord): Details {
  const { from } = jobTimes(model, job);
  const position = model.trace.positionOf(job.submittedEvent);
  const exception = job.outcome === 'failed' ? model.trace.text(model.trace.c(job.endedEvent)) : '';
  const line = place(model, position);
  const by = job.task ? ` by ${model.names.of(job.task)}` : '';
  const waited = from - job.submitted;
  return {
    title: worker.name,
    state: 'job',
    lines: [
      `runs ${job.call}`,
      times(model, from, job.to ?? Number.POSITIVE_INFINITY),
      job.outcome && job.outcome !== 'done'
        ? [job.outcome, exception].filter(Boolean).join(': ')
        : '',
      `handed in at ${formatSeconds(job.submitted)}${by}${line ? `, ${line}` : ''}`,
      waited > 0 ? `waited ${formatSeconds(waited)} for a free ${worker.kind}` : '',
    ].filter((text) => text !== ''),
    position,
  };
}

/** Several jobs that are too short to tell apart at this zoom; indexes are those of `worker.jobs`, inclusive. */
export function jobCrowdDetails(
  model: TimelineModel,
  worker: WorkerRecord,
  first: number,
  last: number,
): Details {
  const jobs = worker.jobs.slice(first, last + 1);
  const [begin, end] = [jobTimes(model, jobs[0]!), jobTimes(model, jobs.at(-1)!)];
  return {
    title: worker.name,
    state: 'job',
    lines: [
      count(jobs.length, 'job'),
      times(model, begin.from, end.to),
      'Zoom in to tell them apart.',
    ],
    position: undefined,
  };
}

/** Texts for a job, the longest first; the first that fits is drawn. */
export function jobLabels({ call, outcome }: JobRecord): string[] {
  return outcome && outcome !== 'done' ? [`${call}, ${outcome}`, call] : [call];
}
