import type { Position } from '../trace/schema';
import type { LoopSpan, Timeline } from '../trace/timeline';
import { type CallbackPositions, holdsOfStep } from './blocking-lines';
import { blockingAdvice } from './blocking-message';
import { asyncioNames } from './language';

/** What to do about one line that held the loop. */
export interface LineAdvice {
  readonly position: Position | undefined;
  /** A full sentence, as in `Finding.advice`. */
  readonly advice: string;
}

const UNKNOWN: CallbackPositions = new Map();

/**
 * What to do about the lines that held the loop in one span of `timeline.loop`, the longest hold first;
 * nothing if it took no time. `slowCallbackDuration`: seconds from which a step counts as blocking.
 */
export function blockingFixes(
  timeline: Timeline,
  span: LoopSpan,
  eventAfter: number,
  slowCallbackDuration: number,
): LineAdvice[] {
  const { kind, task, event, from } = span;
  const to = Math.min(span.to, timeline.end);
  if (kind === 'idle' || to <= from) return [];
  const step = { kind, task, event, eventAfter, from, to };
  const names = asyncioNames(timeline.trace);
  return holdsOfStep(timeline, step, slowCallbackDuration, UNKNOWN)
    .sort((one, other) => other.seconds - one.seconds)
    .map((hold) => ({
      position: hold.position,
      advice: blockingAdvice({ holds: [hold], seconds: hold.seconds }, names),
    }));
}
