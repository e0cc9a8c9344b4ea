import { lockName } from './primitive-words';
import type { TaskNames } from './task-names';
import type { WaitLink } from './wait-cycle';

/** Links of a circle that are told one by one. */
const MAX_TOLD = 4;

/** What a circle of tasks that wait for each other is, and what to do about it. */
export function cycleWords(
  names: TaskNames,
  cycle: readonly WaitLink[],
): { readonly message: string; readonly advice: string } {
  const [first] = cycle;
  if (cycle.length === 1 && first?.lock) {
    return {
      message: `${names.of(first.task)} waits for ${lockName(first.lock)}, which it holds itself.`,
      advice: 'A task cannot take a lock twice: do all that needs the lock where it is held.',
    };
  }
  const told = cycle.slice(0, MAX_TOLD).map(({ task, other, lock }) => {
    const who = names.of(task);
    if (lock === undefined) return `${who} waits for ${names.of(other)}`;
    return `${who} waits for ${lockName(lock)}, held by ${names.of(other)}`;
  });
  const left = cycle.length - told.length;
  const more = left > 0 ? `; and so on, ${left} more` : '';
  const isOverLocks = cycle.every(({ lock }) => lock !== undefined);
  return {
    message: `They wait for each other: ${told.join('; ')}${more}.`,
    advice: isOverLocks
      ? 'Take the locks in the same order everywhere, or one lock for both.'
      : 'Do not await a task while you hold a lock that it needs.',
  };
}
