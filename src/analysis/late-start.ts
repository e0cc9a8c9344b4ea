import type { Position } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { callName } from './call-name';
import type { Finding } from './finding';
import { formatSeconds, roundSeconds } from './format-seconds';
import { asyncioNames } from './language';

/** Seconds; what is shown as no time at all is nothing to speak of. */
const LEAST_LATENESS = 0.001;

interface LateStart {
  readonly name: string;
  readonly position: Position;
  readonly awaitedAt: Position | undefined;
  readonly called: number;
  readonly began: number;
}

/**
 * Calls of coroutine functions that began some time after the call, when they were awaited; one finding
 * for each place. It is no mistake, but in plain JavaScript they would have begun at the call.
 */
export function lateStartFindings(timeline: Timeline): Finding[] {
  const places = new Map<string, LateStart[]>();
  for (const start of lateStarts(timeline)) {
    const { name, position } = start;
    const key = `${position.line}:${position.column} ${name} ${position.file}`;
    const known = places.get(key);
    if (known) known.push(start);
    else places.set(key, [start]);
  }
  const { createTask } = asyncioNames(timeline.trace);
  return [...places.values()].map((starts) => ({
    code: 'late-start',
    severity: 'information',
    position: starts[0]!.position,
    message: message(starts),
    advice: `In plain JavaScript it would have begun at the call. To let it run meanwhile, use \`${createTask}(…)\`.`,
    time: roundSeconds(starts[0]!.called),
    count: starts.length,
    seconds: roundSeconds(longest(starts)),
    delayed: [],
    delayedCount: 0,
  }));
}

function lateStarts({ trace }: Timeline): LateStart[] {
  const starts: LateStart[] = [];
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) !== 'coroutine.started-late') continue;
    const [called, began] = [trace.value(event), trace.time(event)];
    const position = trace.positionOf(event);
    if (!position || roundSeconds(began - called) < LEAST_LATENESS) continue;
    const name = trace.text(trace.a(event));
    const awaitedAt = trace.knownPosition(trace.b(event));
    starts.push({ name, position, awaitedAt, called, began });
  }
  return starts;
}

function longest(starts: readonly LateStart[]): number {
  return starts.reduce((most, { called, began }) => Math.max(most, began - called), 0);
}

function message(starts: readonly LateStart[]): string {
  const { name, called, began, awaitedAt } = starts[0]!;
  if (starts.length > 1) {
    const most = formatSeconds(longest(starts));
    return `${callName(name)} was called here ${starts.length} times and began only when it was awaited, up to ${most} later.`;
  }
  const awaiter = awaitedAt ? `line ${awaitedAt.line} awaited it` : 'it was awaited';
  return `${callName(name)} was called at ${formatSeconds(called)} but began only at ${formatSeconds(began)}, when ${awaiter}.`;
}
