import { blockingFindings } from '../../analysis/blocking-findings';
import type { Finding } from '../../analysis/finding';
import { stalledFinding } from '../../analysis/stalled-finding';
import type { RunModel } from './run-model';

/**
 * Derives the findings of a finished run, in slices, so that the extension host can answer between
 * them.
 */
export async function analyse(model: RunModel): Promise<readonly Finding[]> {
  const { timeline, header } = model;
  await turn();
  const findings = blockingFindings(timeline, header.slowCallbackDuration);
  await turn();
  const stalled = stalledFinding(timeline);
  return stalled ? [...findings, stalled] : findings;
}

/** Lets everything run that already waits in the extension host. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
