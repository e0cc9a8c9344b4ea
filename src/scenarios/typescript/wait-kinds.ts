import { type Future, Task } from '../../runtime';
import { WAIT_KINDS } from '../../trace/schema';

/** What a task waits for, in the words of the trace. */
export interface TracedWait {
  /** Index into `WAIT_KINDS`. */
  readonly kind: number;
  /** The task that it waits for, if it is one. */
  readonly target: Task | undefined;
  /** The object whose method waits, if it is known. */
  readonly owner: object | undefined;
  readonly detail: string;
  /** Seconds; NaN if the wait has no end of its own. */
  readonly deadline: number;
}

const NUMBERS = new Map<string, number>(WAIT_KINDS.map((kind, index) => [kind, index]));

/** What waiting for a future is called in the trace. */
export function tracedWait(future: Future): TracedWait {
  const { purpose } = future;
  if (purpose !== undefined) {
    const { kind, owner, detail = '', deadline = Number.NaN } = purpose;
    return { kind: numberOf(kind), target: undefined, owner, detail, deadline };
  }
  const target = future instanceof Task ? future : undefined;
  const kind = numberOf(target ? 'task' : 'future');
  return { kind, target, owner: undefined, detail: '', deadline: Number.NaN };
}

function numberOf(kind: string): number {
  return NUMBERS.get(kind) ?? NUMBERS.get('other')!;
}
