import { Moments } from '../../src/trace/moment';
import type { Timeline } from '../../src/trace/timeline';

/** Where the ready queue that a trace shows is not as long as the loop itself counted, a sentence each. */
export function brokenQueues(timeline: Timeline): string[] {
  const { trace } = timeline;
  const moments = new Moments(timeline);
  const problems: string[] = [];
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) !== 'task.step' || trace.a(event) === 0) continue;
    const [counted, shown] = [trace.b(event), moments.at(event).ready.length];
    if (counted !== shown) problems.push(`Behind step ${event} are ${counted}, not ${shown}.`);
  }
  return problems;
}
