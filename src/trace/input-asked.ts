import type { CursorMoment } from './cursor';
import type { TraceStore } from './store';

/**
 * The `input.asked` event of the call that waits for what somebody types at a moment, -1 if none does. `task`: only
 * a call in one of its steps counts.
 */
export function inputAskedAt(
  trace: TraceStore,
  { event }: Pick<CursorMoment, 'event'>,
  task?: number,
): number {
  if (event < 0 || trace.kind(event) !== 'input.asked') return -1;
  return task === undefined || trace.task(event) === task ? event : -1;
}
