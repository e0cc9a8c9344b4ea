import { firstEventAt, lastEventAt } from '../trace/moment-time';
import type { Position } from '../trace/schema';
import type { TraceStore } from '../trace/store';
import type { Timeline } from '../trace/timeline';
import type { Finding } from './finding';

/**
 * The events at which findings show, in the order of the findings: where the trace tells of a finding's
 * line at its time, and else the last event at that time. So it is for a run that hangs: before its last event,
 * not all of its tasks wait for ever.
 */
export function eventsOfFindings({ trace }: Timeline, findings: readonly Finding[]): number[] {
  return findings.map(({ code, time, position }) => {
    const isLast = code === 'stalled' || position === undefined;
    const told = isLast ? undefined : eventOf(trace, time, position);
    return told ?? Math.max(lastEventAt(trace, time), 0);
  });
}

/** The events at which findings show, ascending, each once: what a cursor can jump to. */
export function findingStops(timeline: Timeline, findings: readonly Finding[]): number[] {
  return [...new Set(eventsOfFindings(timeline, findings))].sort((one, other) => one - other);
}

/** The first event at `time` whose position is on the line. A `block` row comes after its time. */
function eventOf(trace: TraceStore, time: number, { file, line }: Position): number | undefined {
  for (let event = firstEventAt(trace, time); event < trace.length; event++) {
    const isLater = trace.time(event) > time;
    if (isLater && trace.kind(event) !== 'block' && trace.kind(event) !== 'loop.idle') break;
    const position = trace.positionOf(event);
    if (!isLater && position?.line === line && position.file === file) return event;
  }
  return undefined;
}
