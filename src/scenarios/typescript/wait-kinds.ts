import { type Future, Task } from '../../runtime';
import { WAIT_KINDS } from '../../trace/schema';

/** What a task waits for, in the words of the trace. */
export interface TracedWait {
  /** Index into `WAIT_KINDS`. */
  readonly kind: number;
  /** The task that it waits for, if it is one. */
  readonly target: Task | undefined;
  readonly detail: string;
  /** Seconds; NaN if the wait has no end of its own. */
  readonly deadline: number;
}

const NUMBERS = new Map<string, number>(WAIT_KINDS.map((kind, index) => [kind, index]));

/** What waiting for a future is called in the trace. */
export function tracedWait(future: Future): TracedWait {
  const { purpose } = future;
  if (purpose !== undefined) {
    const { kind, detail = '', deadline = Number.NaN } = purpose;
    return { kind: numberOf(kind), target: undefined, detail, deadline };
  }
  const target = future instanceof Task ? future : undefined;
  return { kind: numberOf(target ? 'task' : 'future'), target, detail: '', deadline: Number.NaN };
}

function numberOf(kind: string): number {
  return NUMBERS.get(kind) ?? NUMBERS.get('other')!;
}
