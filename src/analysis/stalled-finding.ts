import type { TaskRecord, Timeline } from '../trace/timeline';
import { type DelayedTask, type Finding, MAX_RELATED } from './finding';
import { formatSeconds, plural, roundSeconds } from './format-seconds';
import { asyncioNames } from './language';
import { TaskNames } from './task-names';
import { waitText } from './wait-text';

/**
 * Why a run stalled: which tasks still wait for what, and where. Undefined if it did not.
 *
 * Counterpart: none, asyncio waits for ever.
 */
export function stalledFinding(timeline: Timeline): Finding | undefined {
  const { runEnd } = timeline;
  if (runEnd?.end !== 'stalled') return undefined;
  const names = new TaskNames(timeline);
  const waiting = timeline.tasks
    .map((task) => ({ task, interval: waitingInterval(timeline, task) }))
    .filter(({ interval }) => interval >= 0);
  if (waiting.length === 0) return undefined;
  const related = waiting
    .slice(0, MAX_RELATED)
    .map(({ task, interval }) => describe(timeline, names, task, interval));
  const count = waiting.length;
  const verb = count === 1 ? 'waits' : 'wait';
  const { setResult } = asyncioNames(timeline.trace);
  return {
    code: 'stalled',
    severity: 'warning',
    position: related.find(({ position }) => position)?.position,
    message: `Nothing is left that could wake the program: ${plural(count, 'task')} ${verb} for ever.`,
    advice: `Look for what should wake them: a \`${setResult}\`, \`set\`, \`put\` or \`release\` that never runs.`,
    time: runEnd.time,
    count: 1,
    seconds: roundSeconds(related.reduce((longest, { seconds }) => Math.max(longest, seconds), 0)),
    delayed: related,
    delayedCount: count,
  };
}

/** The interval in which a live task waits, or -1. */
function waitingInterval({ intervals }: Timeline, task: TaskRecord): number {
  const last = task.intervals.at(-1);
  if (task.ended !== undefined || last === undefined) return -1;
  return intervals.state(last) === 'waiting' ? last : -1;
}

function describe(
  timeline: Timeline,
  names: TaskNames,
  task: TaskRecord,
  interval: number,
): DelayedTask {
  const { intervals, trace } = timeline;
  const event = intervals.event(interval);
  const from = intervals.from(interval);
  const name = names.of(task.id);
  const what = waitText(timeline, names, event);
  return {
    task: task.id,
    name,
    seconds: roundSeconds(timeline.end - from),
    position: trace.positionOf(event),
    message: `${name} has waited for ${what} since ${formatSeconds(from)}.`,
  };
}
