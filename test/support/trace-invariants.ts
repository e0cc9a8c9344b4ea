import type { EventKind } from '../../src/trace/schema';
import type { LoopSpan, TaskRecord, Timeline } from '../../src/trace/timeline';

/** Kinds whose time is the beginning of what they report when it is over. */
const BACKDATED: readonly EventKind[] = ['block', 'loop.idle'];

/** What is wrong with a finished trace, a sentence each; empty if it is sound. */
export function brokenInvariants(timeline: Timeline): string[] {
  return [
    ...brokenTimes(timeline),
    ...brokenIds(timeline),
    ...brokenSpans(timeline),
    ...timeline.tasks.flatMap((task) => brokenTask(timeline, task)),
  ];
}

function brokenTimes({ trace }: Timeline): string[] {
  const problems: string[] = [];
  let last = 0;
  for (let event = 0; event < trace.length; event++) {
    const time = trace.time(event);
    if (BACKDATED.includes(trace.kind(event))) {
      if (time > trace.value(event)) problems.push(`Event ${event} ends before it begins.`);
      continue;
    }
    if (time < last) problems.push(`Event ${event} is at ${time}, after one at ${last}.`);
    last = time;
  }
  return problems;
}

function brokenIds(timeline: Timeline): string[] {
  const { trace } = timeline;
  const problems: string[] = [];
  const known = new Set([0]);
  for (let event = 0; event < trace.length; event++) {
    const kind = trace.kind(event);
    const task = trace.task(event);
    if (kind === 'task.created') known.add(task);
    if (!known.has(task)) problems.push(`Event ${event} (${kind}) is of the unknown task ${task}.`);
    const other = otherTask(timeline, event);
    if (!known.has(other)) problems.push(`Event ${event} (${kind}) names the task ${other}.`);
    if (trace.position(event) >= trace.positions.length) {
      problems.push(`Event ${event} (${kind}) has an unknown position.`);
    }
  }
  return problems;
}

/** The second task that an event names, 0 if none. */
function otherTask({ trace }: Timeline, event: number): number {
  switch (trace.kind(event)) {
    case 'task.created':
    case 'task.cancelling':
      return trace.a(event);
    case 'task.ready':
      return trace.b(event);
    case 'task.suspended':
      return trace.b(event);
    case 'callback.ready':
      return trace.c(event);
    default:
      return 0;
  }
}

/** The loop does one thing at a time, except that a step may hold an eager step. */
function brokenSpans({ loop }: Timeline): string[] {
  return loop.slice().flatMap(({ from, to }, index) => {
    const before: LoopSpan | undefined = loop.at(index - 1);
    const problems: string[] = [];
    if (!(to >= from && to < Number.POSITIVE_INFINITY)) {
      problems.push(`Loop span ${index} is from ${from} to ${to}.`);
    }
    if (before && before.to > from)
      problems.push(`Loop span ${index} begins before the last ends.`);
    return problems;
  });
}

function brokenTask(timeline: Timeline, task: TaskRecord): string[] {
  const { intervals, runEnd } = timeline;
  const problems: string[] = [];
  const spans = task.intervals.map((index) => intervals.at(index));
  const say = (text: string) => problems.push(`${task.name}: ${text}`);
  if (spans.length === 0) say('it has no intervals');
  for (const [index, { from, to, state, event }] of spans.entries()) {
    if (to < from) say(`interval ${index} ends before it begins`);
    const next = spans[index + 1];
    if (next && next.from !== to)
      say(`interval ${index} ends at ${to}, the next is at ${next.from}`);
    if (next?.state === state) say(`intervals ${index} and ${index + 1} are both ${state}`);
    if (state === 'running' && !isInLoop(timeline, event, from, to)) {
      say(`interval ${index} is not in the lane of the loop`);
    }
  }
  const end = spans.at(-1)?.to;
  if (task.ended === undefined && runEnd?.end === 'finished') say('it has no end');
  if (task.ended !== undefined && end !== task.ended) say(`it ended at ${task.ended}, not ${end}`);
  return problems;
}

/** A running interval is one span of the loop, or a row of them if eager steps interrupted it. */
function isInLoop({ loop }: Timeline, event: number, from: number, to: number): boolean {
  const first = loop.slice().find((span) => span.event === event);
  const last = loop.slice().findLast((span) => span.task === first?.task && span.from <= to);
  return first?.kind === 'task' && first.from === from && last?.to === to;
}
