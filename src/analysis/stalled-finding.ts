import type { TaskRecord, Timeline } from '../trace/timeline';
import { deadlockOf, lastWait, lastWaits } from './deadlock';
import { type DelayedTask, type Finding, MAX_RELATED } from './finding';
import { formatSeconds, plural, roundSeconds } from './format-seconds';
import { asyncioNames } from './language';
import { TaskNames } from './task-names';
import { linkOf, type WaitLink } from './wait-cycle';
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
    .map((task) => ({ task, interval: lastWait(timeline, task) }))
    .filter(({ interval }) => interval >= 0);
  if (waiting.length === 0) return undefined;
  const waits = lastWaits(timeline);
  const related = waiting
    .slice(0, MAX_RELATED)
    .map(({ task, interval }) => describe(timeline, names, task, interval, waits));
  const count = waiting.length;
  const verb = count === 1 ? 'waits' : 'wait';
  const { cycle, words } = deadlockOf(timeline, names) ?? {};
  return {
    code: 'stalled',
    severity: 'warning',
    position:
      cycle === undefined
        ? related.find(({ position }) => position)?.position
        : timeline.trace.positionOf(waits.get(cycle[0]!.task)!),
    message: [
      `Nothing is left that could wake the program: ${plural(count, 'task')} ${verb} for ever.`,
      ...(words ? [words.message] : []),
    ].join(' '),
    advice: words?.advice ?? advice(timeline, waits),
    time: runEnd.time,
    count: 1,
    seconds: roundSeconds(related.reduce((longest, { seconds }) => Math.max(longest, seconds), 0)),
    delayed: related,
    delayedCount: count,
  };
}

function advice(timeline: Timeline, waits: ReadonlyMap<number, number>): string {
  const { setResult, isPython } = asyncioNames(timeline.trace);
  const links = [...waits.keys()].map((task) => linkOf(timeline, waits, task));
  if (links.some((link) => link?.lock && timeline.task(link.other)?.ended !== undefined)) {
    const body = isPython ? '`async with`' : 'the body of its `with`';
    return `A task is over and still holds a lock: take it with ${body}, which always releases it.`;
  }
  return `Look for what should wake them: a \`${setResult}\`, \`set\`, \`put\` or \`release\` that never runs.`;
}

function describe(
  timeline: Timeline,
  names: TaskNames,
  task: TaskRecord,
  interval: number,
  waits: ReadonlyMap<number, number>,
): DelayedTask {
  const { intervals, trace } = timeline;
  const event = intervals.event(interval);
  const from = intervals.from(interval);
  const name = names.of(task.id);
  const what = waitText(timeline, names, event);
  const held = heldBy(timeline, names, linkOf(timeline, waits, task.id));
  return {
    task: task.id,
    name,
    seconds: roundSeconds(timeline.end - from),
    position: trace.positionOf(event),
    message: `${name} has waited for ${what}${held} since ${formatSeconds(from)}.`,
  };
}

function heldBy(timeline: Timeline, names: TaskNames, link: WaitLink | undefined): string {
  if (link?.lock === undefined) return '';
  if (link.other === link.task) return ', held by itself,';
  const isOver = timeline.task(link.other)?.ended !== undefined;
  return `, held by ${names.of(link.other)}${isOver ? ', which is over' : ''},`;
}
