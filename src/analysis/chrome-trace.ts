import { chromeTrace } from '../trace/export/chrome-trace';
import type { Timeline } from '../trace/timeline';
import { TaskNames } from './task-names';
import { waitText } from './wait-text';

/** A run as a Chrome trace with the words of our views, in pieces. `slowCallbackDuration`: seconds. */
export function chromeTraceOf(
  timeline: Timeline,
  {
    title,
    slowCallbackDuration,
  }: { readonly title: string; readonly slowCallbackDuration: number },
): Generator<string> {
  const names = new TaskNames(timeline);
  return chromeTrace(timeline, {
    title,
    slowCallbackDuration,
    taskName: (task) => names.of(task),
    waitReason: (event) => waitText(timeline, names, event),
  });
}
