import { isOfAsyncio } from '../../analysis/explain/callback-words';
import type { Narrator } from '../../analysis/explain/narrator';
import { linked, type Passage, say } from '../../analysis/explain/passage';
import { firstIndex } from '../../base/search';
import type { MomentOutline, TimerMoment } from '../../trace/moment';
import type { TaskMoment } from '../../trace/moment-tasks';
import type { WorkersMoment } from '../../trace/moment-workers';
import { waitKind } from '../../trace/timeline';
import { formatSeconds } from './format';
import { ownedText, timersDue } from './inspector-now';
import {
  type InspectorRow,
  type InspectorSection,
  type LimitOf,
  sectionOf,
} from './inspector-section';
import type { OutputLine } from './output-lines';
import type { TimelineModel } from './timeline-model';
import { waitReason } from './wording';

/** What is to come and what waits, what threads do, and what has been printed. */
export function comingSections(
  model: TimelineModel,
  moment: MomentOutline,
  limit: LimitOf,
): InspectorSection[] {
  const { narrator: n } = model;
  const timers = sectionOf(
    { id: 'timers', title: 'Timers to come', empty: 'none' },
    timersAfter(moment),
    limit,
    (timer) => timerRow(n, timer, moment.time),
  );
  const waiting = sectionOf(
    { id: 'waiting', title: 'Waiting', empty: 'nobody' },
    moment.tasks.in('waiting'),
    limit,
    (task) => waitingRow(model, task),
  );
  return [timers, waiting, ...workerSections(n, moment, limit), output(model, moment, limit)];
}

/** Timers that are not due yet. */
function timersAfter({ timers, time }: MomentOutline) {
  const due = timersDue({ timers, time });
  return {
    length: timers.length - due,
    slice: (first: number, last: number) => timers.slice(due + first, due + last),
  };
}

function timerRow(
  n: Narrator,
  { task, name, deadline, position }: TimerMoment,
  time: number,
): InspectorRow {
  const what =
    name === 'sleep is over' && task !== 0
      ? say`${n.name(task)}'s sleep`
      : ownedText(n, task, name);
  const by = task !== 0 && !isOfAsyncio(name) ? say`, set by ${n.name(task)}` : '';
  const line = position ? say` ${n.line(position)}` : '';
  return {
    text: say`${n.time(deadline)} ${what}${by}${line}`,
    note: say`in ${formatSeconds(deadline - time)}`,
    style: 'dim',
  };
}

function waitingRow(model: TimelineModel, moment: TaskMoment): InspectorRow {
  const { narrator: n } = model;
  const line = moment.position ? say` ${n.line(moment.position)}` : '';
  const cancelling = moment.cancelling ? ', asked to cancel' : '';
  return {
    text: say`${n.name(moment.task)} for ${waitTarget(model, moment.event)}${line}`,
    note: say`since ${n.time(moment.since)}${cancelling}`,
    style: 'dim',
  };
}

/** What a `task.suspended` event says the task waits for: `task func1`, with the task as a link. */
export function waitTarget(model: TimelineModel, event: number): Passage {
  const { narrator: n, trace } = model;
  const on = trace.b(event);
  const kind = waitKind(trace, event);
  if (kind === 'task' && model.timeline.task(on)) return say`task ${n.name(on)}`;
  if (kind === 'sleep') return sleepText(n, trace.text(trace.c(event)), trace.value(event));
  return say`${waitReason(model, event)}`;
}

function sleepText(n: Narrator, detail: string, deadline: number): Passage {
  const length = detail === '' ? '' : ` of ${detail}`;
  const until = Number.isNaN(deadline) ? '' : say`, until ${n.time(deadline)}`;
  return say`its sleep${length}${until}`;
}

function workerSections(
  n: Narrator,
  { workers, waitingJobs }: WorkersMoment,
  limit: LimitOf,
): InspectorSection[] {
  if (workers.length === 0 && waitingJobs.length === 0) return [];
  const rows: InspectorRow[] = [
    ...workers.map(({ worker, job }): InspectorRow => {
      if (!job) return { text: say`${worker.name}`, note: say`idle`, style: 'dim' };
      const since = say`since ${n.time(job.from ?? job.submitted)}`;
      return { text: say`${worker.name} runs \`${job.call}\``, note: since, style: 'dim' };
    }),
    ...waitingJobs.map(({ call, submitted }): InspectorRow => {
      const note = say`waits for a free worker since ${n.time(submitted)}`;
      return { text: say`\`${call}\``, note, style: 'late' };
    }),
  ];
  const title = 'Threads and processes';
  return [sectionOf({ id: 'workers', title, empty: '' }, rows, limit, (row) => row)];
}

function output(
  { outputs: { lines } }: TimelineModel,
  { event }: MomentOutline,
  limit: LimitOf,
): InspectorSection {
  const total = firstIndex(lines.length, (index) => lines[index]!.event > event);
  const shown = lines.slice(Math.max(0, total - limit('output')), total);
  const rows = shown.map(outputRow);
  return { id: 'output', title: 'Output so far', rows, total, isTail: true, empty: 'none' };
}

function outputRow({ text, time, event, isError }: OutputLine): InspectorRow {
  const line = linked(text === '' ? ' ' : text, { kind: 'moment', time, event });
  return { text: line, style: isError ? 'error' : 'output' };
}
