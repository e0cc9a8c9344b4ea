import type { EventKind } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { beginsFunction, enclosingFunction, nextWrittenLine } from './enclosing-function';
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
  'output',
  'job.submitted',
]);

/** A line of a file that took part in a run. */
export interface LineOfSource {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The lines of the file, as they were run. */
  readonly source: readonly string[];
}

/**
 * The first event after the cursor at which a line of a file runs: *run to here*. A trace does not tell
 * of every line; for another, where its function comes past the next line above that the trace tells of.
 *
 * Undefined if the line does not run after the cursor, or if nothing in its function is told above it.
 */
export function nextRunOfLine(
  timeline: Timeline,
  place: LineOfSource,
  cursor: Cursor,
): Cursor | undefined {
  const told = linesTold(timeline, place.file);
  const line = told.has(place.line) ? place.line : nextWrittenLine(place.source, place.line);
  if (told.has(line)) return firstRun(timeline, place.file, line, cursor);
  const above = toldAbove({ ...place, line }, told);
  return above === undefined ? undefined : firstPass(timeline, place.file, above, cursor);
}

/** The lines of a file that the trace tells of at any time, with the function of each. */
function linesTold({ trace }: Timeline, file: string): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  for (let event = 0; event < trace.length; event++) {
    const number = trace.position(event);
    if (number === 0 || !RUNS_LINE.has(trace.kind(event))) continue;
    const position = trace.positions[number]!;
    if (position.file === file) lines.set(position.line, position.name);
  }
  return lines;
}

/** The told line above that is in the same function; the line at which a function begins is told for its body. */
function toldAbove(
  { line, source }: LineOfSource,
  told: ReadonlyMap<number, string>,
): number | undefined {
  const wanted = enclosingFunction(source, line);
  const functionOf = (one: number) =>
    told.get(one) !== '<module>' && beginsFunction(source[one - 1] ?? '')
      ? one
      : enclosingFunction(source, one);
  const above = [...told.keys()].filter((one) => one < line && functionOf(one) === wanted);
  return above.length === 0 ? undefined : Math.max(...above);
}

function firstRun(
  timeline: Timeline,
  file: string,
  line: number,
  cursor: Cursor,
): Cursor | undefined {
  return eventsAt(timeline, file, line).find((event) => event > cursor);
}

/** The first event after the cursor with which a line is left behind: the step after its `await`, the end of its call. */
function firstPass(
  timeline: Timeline,
  file: string,
  line: number,
  cursor: Cursor,
): Cursor | undefined {
  const events = eventsAt(timeline, file, line);
  const waits = events.filter((event) => timeline.trace.kind(event) === 'task.suspended');
  if (waits.length > 0) return firstStepAfter(timeline, new Set(waits), cursor);
  return events.map((event) => endOf(timeline, event)).find((event) => event > cursor);
}

/** The first event after the cursor at which a task goes on after one of some waits. */
function firstStepAfter(
  { trace }: Timeline,
  waits: ReadonlySet<number>,
  cursor: Cursor,
): Cursor | undefined {
  const waiting = new Set<number>();
  for (let event = 0; event < trace.length; event++) {
    const goesOn = trace.kind(event) === 'task.step' && waiting.delete(trace.task(event));
    if (goesOn && event > cursor) return event;
    if (waits.has(event)) waiting.add(trace.task(event));
  }
  return undefined;
}

/** The event itself; for a call that held the thread, the first when it is over. */
function endOf({ trace }: Timeline, event: number): number {
  if (trace.kind(event) !== 'block') return event;
  const over = trace.value(event);
  let end = event + 1;
  while (end < trace.length - 1 && trace.time(end) < over) end++;
  return end;
}

/** The events at which a line runs, ascending. */
function eventsAt({ trace }: Timeline, file: string, line: number): number[] {
  const isThere = trace.positions.map((one) => one.file === file && one.line === line);
  const events: number[] = [];
  for (let event = 0; event < trace.length; event++) {
    if (isThere[trace.position(event)] && RUNS_LINE.has(trace.kind(event))) events.push(event);
  }
  return events;
}
