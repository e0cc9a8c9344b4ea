import type { EventKind } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import type { Cursor } from './steps';

/** Kinds of events whose position is a line that runs then. */
const RUNS_LINE: ReadonlySet<EventKind> = new Set([
  'task.step',
  'task.suspended',
  'task.created',
  'task.ended',
  'task.cancelling',
  'callback.ready',
  'timer.set',
  'block',
  'sample',
  'job.submitted',
]);

/**
 * The first event after the cursor at which a line of a file runs: *run to here*. A trace does not tell
 * of every line; if it never tells of this one, the next line below counts that it tells of.
 *
 * `line` counts from 1. Undefined if the line does not run after the cursor.
 */
export function nextRunOfLine(
  timeline: Timeline,
  file: string,
  line: number,
  cursor: Cursor,
): Cursor | undefined {
  const { trace } = timeline;
  const told = linesTold(timeline, file);
  const wanted = told.find((one) => one >= line);
  if (wanted === undefined) return undefined;
  const isThere = trace.positions.map((one) => one.file === file && one.line === wanted);
  for (let event = Math.max(cursor + 1, 0); event < trace.length; event++) {
    if (isThere[trace.position(event)] && RUNS_LINE.has(trace.kind(event))) return event;
  }
  return undefined;
}

/** The lines of a file that the trace tells of at any time, ascending. */
function linesTold({ trace }: Timeline, file: string): number[] {
  const lines = new Set<number>();
  for (let event = 0; event < trace.length; event++) {
    const number = trace.position(event);
    if (number === 0 || !RUNS_LINE.has(trace.kind(event))) continue;
    const position = trace.positions[number]!;
    if (position.file === file) lines.add(position.line);
  }
  return [...lines].sort((one, other) => one - other);
}
