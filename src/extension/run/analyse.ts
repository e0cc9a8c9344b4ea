import type { Finding } from '../../analysis/finding';
import { ANALYSES } from '../../analysis/findings';
import type { RunModel } from './run-model';

/**
 * Derives the findings of a finished run, in slices, so that the extension host can answer between
 * them.
 */
export async function analyse(model: RunModel): Promise<readonly Finding[]> {
  const { timeline, header } = model;
  const findings: Finding[] = [];
  for (const analysis of ANALYSES) {
    await turn();
    findings.push(...analysis(timeline, header.slowCallbackDuration));
  }
  return findings;
}

/** Lets everything run that already waits in the extension host. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
