import type { Outcome } from '../../trace/schema';

/** How something ended, as a verb: `failed`, `was done`. */
export function outcomeVerb(outcome: Outcome | undefined): string {
  return outcome === 'failed' ? 'failed' : `was ${outcome ?? 'over'}`;
}
