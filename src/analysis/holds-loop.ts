import { firstIndex } from '../base/search';
import type { Timeline } from '../trace/timeline';

/** Whether a `block` event came in a step or callback, so that the call held a loop and not just the program. */
export function holdsLoop({ trace, loop }: Timeline, block: number): boolean {
  if (trace.task(block) !== 0) return true;
  const last = loop.at(firstIndex(loop.length, (span) => loop.event(span) >= block) - 1);
  return last?.kind === 'callback' && (last.endEvent < 0 || last.endEvent > block);
}
