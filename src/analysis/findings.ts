import type { Timeline } from '../trace/timeline';
import { blockingFindings } from './blocking-findings';
import { cutOffFindings } from './cut-off';
import type { Finding } from './finding';
import { lateStartFindings } from './late-start';
import { neverAwaitedFindings } from './never-awaited';
import { neverRetrievedFindings } from './never-retrieved';
import { oldIdiomFindings } from './old-idioms';
import { stalledFinding } from './stalled-finding';
import { thrownAwayFindings } from './thrown-away';

/** Finds one kind of problem. `slowCallbackDuration`: seconds from which a step counts as blocking. */
export type Analysis = (timeline: Timeline, slowCallbackDuration: number) => Finding[];

/** All analyses of a finished run, in the order in which their findings are shown. */
export const ANALYSES: readonly Analysis[] = [
  oldIdiomFindings,
  blockingFindings,
  neverAwaitedFindings,
  lateStartFindings,
  neverRetrievedFindings,
  cutOffFindings,
  thrownAwayFindings,
  (timeline) => {
    const stalled = stalledFinding(timeline);
    return stalled ? [stalled] : [];
  },
];

/** Everything that is to be said about a finished run. */
export function findingsOf(timeline: Timeline, slowCallbackDuration: number): Finding[] {
  return ANALYSES.flatMap((analysis) => analysis(timeline, slowCallbackDuration));
}

/** The finding is about a line that held the loop. */
export function isBlocking({ code }: Finding): boolean {
  return code.startsWith('blocking-');
}
