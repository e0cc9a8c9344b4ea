import type { JobRecord } from '../../trace/worker-lanes';
import type { Explanation } from './explanation';
import { type Narrator, SHORTEST } from './narrator';
import { NOTHING, type Passage, say } from './passage';
import { quoted } from './step-words';

/** Who handed a job in, why it had to wait for a worker, and how it ended. */
export function explainJob(n: Narrator, job: JobRecord): Explanation {
  const call = quoted(job.call);
  const sentences = [handedIn(n, job), ...outcome(n, job)];
  if (job.from === undefined || !job.worker) {
    const isOver = job.to !== undefined || n.timeline.runEnd !== undefined;
    const end = isOver ? 'never began' : 'has not begun';
    return { headline: say`${call} ${end}`, sentences };
  }
  const where = say`the ${job.worker.kind} ${job.worker.name}`;
  const to = job.to ?? Number.POSITIVE_INFINITY;
  return { headline: say`${call} ran in ${where} ${n.span(job.from, to)}`, sentences };
}

function handedIn(n: Narrator, job: JobRecord): Passage {
  const line = n.inBrackets(n.trace.positionOf(job.submittedEvent));
  const at = n.time(job.submitted);
  const who = job.task === 0 ? say`The program` : n.name(job.task);
  return say`${who} handed it in at ${at}${line}${waited(n, job)}.`;
}

/** A job waits if all workers are busy; the one that takes it tells with what. */
function waited(n: Narrator, job: JobRecord): Passage {
  const { from, worker } = job;
  if (from === undefined || !worker || from - job.submitted < SHORTEST) return NOTHING;
  const before = worker.jobs[worker.jobs.indexOf(job) - 1];
  if (before?.to === undefined || before.to < job.submitted) {
    return say`, and it began at ${n.time(from)}`;
  }
  return say`, but it had to wait until ${worker.name} was through with ${quoted(before.call)} at ${n.time(before.to)}`;
}

function outcome(n: Narrator, job: JobRecord): Passage[] {
  if (job.from === undefined && job.outcome === undefined) return [];
  if (job.to === undefined) {
    const at = n.time(n.timeline.runEnd?.time ?? n.timeline.end);
    return [
      n.timeline.runEnd
        ? say`It was not over when the run ended at ${at}.`
        : say`It is not over at ${at}.`,
    ];
  }
  const error = job.endedEvent < 0 ? '' : n.trace.text(n.trace.c(job.endedEvent));
  const at = n.time(job.to);
  if (job.outcome === 'failed')
    return [say`It failed at ${at}${error ? ` with ${quoted(error)}` : ''}.`];
  if (job.outcome === 'cancelled') return [say`It was cancelled at ${at}.`];
  return [say`The result was there at ${at}.`];
}
