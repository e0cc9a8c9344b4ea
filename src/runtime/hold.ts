import { RuntimeError, TimeoutError } from './errors';
import type { ThreadHost } from './thread-host';

/** What the program is held for. */
export interface Holding {
  isOver(): boolean;
  /** When it is over for whoever is in a branch, in seconds, if that is known. */
  readonly foreseen?: number | undefined;
  /** Seconds; the default is no limit. */
  readonly timeout?: number | null | undefined;
  /** The call that waits, in words. */
  readonly call: string;
}

/**
 * Holds the program, as waiting for another thread does, until it is over. Throws `TimeoutError`, or
 * `RuntimeError` if nothing that is known can end the wait.
 */
export function hold(host: ThreadHost, holding: Holding): void {
  const { clock } = host;
  clock.catchUp();
  if (holding.isOver()) return;
  clock.beginPatients();
  const from = clock.time();
  const isInBranch = clock.agenda !== clock.mainAgenda;
  try {
    pass(host, holding, isInBranch);
  } finally {
    const to = clock.time();
    if (!isInBranch && to > from) host.hooks?.blocked(from, to, holding.call);
  }
}

function pass({ clock }: ThreadHost, holding: Holding, isInBranch: boolean): void {
  const timeout = holding.timeout ?? undefined;
  // Outside of branches the end that is foreseen stands on the agenda.
  const foreseen = (isInBranch ? holding.foreseen : undefined) ?? Number.POSITIVE_INFINITY;
  const end = timeout === undefined ? Number.POSITIVE_INFINITY : clock.time() + timeout;
  while (!holding.isOver() && foreseen > clock.time()) {
    const next = Math.min(clock.agenda.next(), foreseen);
    if (next === Number.POSITIVE_INFINITY && (isInBranch || timeout === undefined)) {
      throw new RuntimeError(reasonWhyNot(isInBranch));
    }
    clock.sleepUntil(Math.min(next, end));
    if (next > end) throw new TimeoutError();
  }
}

function reasonWhyNot(isInBranch: boolean): string {
  return isInBranch
    ? 'A job runs as a whole, so it cannot wait for what happens outside of it.'
    : 'The result is not there yet, and waiting would block the loop.';
}
