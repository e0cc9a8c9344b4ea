import type { RunRequest } from '../protocol/run';

/** The most seconds of work that cost nothing on the virtual clock. */
const MAX_WORK_GRAIN = 0.05;

/**
 * Seconds of work in one piece that cost nothing on the virtual clock: work that is far from blocking
 * does not show, and neither do the hiccups of a machine.
 */
export function workGrain({ measureWork, slowCallbackDuration, clock }: RunRequest): number {
  if (clock === 'virtual' && !measureWork) return Number.POSITIVE_INFINITY;
  return Math.min(MAX_WORK_GRAIN, slowCallbackDuration / 2);
}
