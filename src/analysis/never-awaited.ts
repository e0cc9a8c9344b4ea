import type { Position } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { callName, isNameless } from './call-name';
import type { Finding } from './finding';
import { roundSeconds } from './format-seconds';
import { type AsyncioNames, asyncioNames } from './language';

/** Calls of one coroutine function at one place. */
interface Calls {
  readonly name: string;
  readonly position: Position;
  readonly time: number;
  count: number;
}

/**
 * Coroutines that were made and never awaited, one finding for each place.
 *
 * A run that somebody stopped, or that a limit stopped, may have been about to await them: it has none.
 *
 * Counterpart: the `RuntimeWarning` "coroutine … was never awaited".
 */
export function neverAwaitedFindings(timeline: Timeline): Finding[] {
  const end = timeline.runEnd?.end;
  if (end !== 'finished' && end !== 'failed' && end !== 'stalled') return [];
  const names = asyncioNames(timeline.trace);
  const calls = callsByPlace(timeline);
  leaveOutTasks(timeline, calls);
  leaveOutExplained(timeline, calls);
  return [...calls.values()]
    .filter(({ count }) => count > 0)
    .map(({ name, position, time, count }) => ({
      code: 'never-awaited',
      severity: 'warning',
      position,
      message: message(name, count),
      advice: advice(names, name, position, timeline.cells.length > 0),
      time: roundSeconds(time),
      count,
      seconds: 0,
      delayed: [],
      delayedCount: 0,
    }));
}

function callsByPlace({ trace }: Timeline): Map<string, Calls> {
  const calls = new Map<string, Calls>();
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) !== 'coroutine.never-awaited') continue;
    const position = trace.positionOf(event);
    if (!position) continue;
    const name = trace.text(trace.a(event));
    const key = keyOf(name, position);
    const known = calls.get(key);
    if (known) known.count++;
    else calls.set(key, { name, position, time: trace.time(event), count: 1 });
  }
  return calls;
}

/** Whoever made a task of a coroutine has done enough; that the task never began is told elsewhere. */
function leaveOutTasks({ tasks, intervals, trace }: Timeline, calls: Map<string, Calls>): void {
  if (calls.size === 0) return;
  for (const task of tasks) {
    if (task.intervals.some((interval) => intervals.state(interval) !== 'ready')) continue;
    const position = trace.positionOf(task.createdEvent);
    const made = position && calls.get(keyOf(task.coroutine, position));
    if (made) made.count--;
  }
}

/** The error of the line, which is told with what to write instead, kept the call from being awaited. */
function leaveOutExplained({ trace }: Timeline, calls: Map<string, Calls>): void {
  if (calls.size === 0) return;
  for (let event = 0; event < trace.length; event++) {
    const place = trace.kind(event) === 'idiom.found' ? trace.positionOf(event) : undefined;
    if (!place) continue;
    for (const [key, { position }] of calls) {
      if (position.line === place.line && position.file === place.file) calls.delete(key);
    }
  }
}

/** Lines only: the place of a task is the call around that of its coroutine. */
function keyOf(name: string, { file, line }: Position): string {
  return `${line} ${name} ${file}`;
}

function message(qualname: string, count: number): string {
  const name = callName(qualname);
  return count === 1
    ? `${name} was called but never awaited, so nothing of it ran.`
    : `${name} was called ${count} times without being awaited, so nothing of these calls ran.`;
}

function advice(
  names: AsyncioNames,
  qualname: string,
  { name }: Position,
  hasCells: boolean,
): string {
  const isAtTop = name === '<module>' && !hasCells;
  if (names.isPython && isAtTop) return 'Start it with `asyncio.run(…)`.';
  const next = nextStep(names, isNameless(qualname), isAtTop);
  return names.isPython ? next : `In plain JavaScript it would have begun at once. ${next}`;
}

function nextStep({ createTask }: AsyncioNames, nameless: boolean, isAtTop: boolean): string {
  if (nameless) {
    return `Put \`await\` before the call. If another function makes the call, as \`forEach\` does, give it one that uses \`${createTask}(…)\`.`;
  }
  if (isAtTop) return 'Put `await` before the call, or start it with `asyncio.run(…)`.';
  return `Put \`await\` before the call, or let it run meanwhile with \`${createTask}(…)\`.`;
}
