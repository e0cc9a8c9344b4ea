import type { Clock } from './clock';
import type { InstrumentSet } from './instrument';
import { CONSOLE_LOG, type LogSink } from './log';
import { findRunningLoop } from './running-loop';
import { VirtualClock } from './virtual-clock';
import { findWorkerHost } from './worker';
import { restartWorkerNumbers } from './worker-numbers';

/** Where threads and processes live; a loop is one. */
export interface ThreadHost {
  readonly clock: Clock;
  readonly hooks: InstrumentSet | undefined;
  readonly log: LogSink;
}

let host: ThreadHost | undefined;
let bareHost: ThreadHost | undefined;

/**
 * For the host of a run: where threads live, whether or not a loop runs; their names begin anew.
 * Undefined brings the default back, which is the running loop.
 */
export function setThreadHost(newHost?: ThreadHost): void {
  host = newHost;
  restartWorkerNumbers();
}

/** Where what is started now lives; `fallback` if nothing that runs says it. */
export function findThreadHost(fallback?: ThreadHost): ThreadHost {
  return host ?? findWorkerHost() ?? findRunningLoop() ?? fallback ?? makeBareHost();
}

/** Lets everything end that threads still do, as the interpreter does before it ends. */
export function joinThreads(): void {
  const { clock } = findThreadHost();
  clock.beginPatients();
  for (let next = clock.agenda.next(); next !== Number.POSITIVE_INFINITY; ) {
    clock.sleepUntil(next);
    next = clock.agenda.next();
  }
}

/** Without a host and a loop there is virtual time on which work costs nothing. */
function makeBareHost(): ThreadHost {
  bareHost ??= {
    clock: new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY }),
    hooks: undefined,
    log: CONSOLE_LOG,
  };
  return bareHost;
}
