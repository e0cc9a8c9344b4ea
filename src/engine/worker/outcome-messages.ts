import type { RunLimits } from '../../protocol/run';
import { LimitReached, LoopStalled } from '../../runtime';
import { OutputLimitReached, type WhyCellLeft } from '../../scenarios/scenario';
import type { RunEnd } from '../../trace/schema';
import type { StopReason } from '../control';

/** The exit code of a program that Ctrl+C ended. */
const INTERRUPTED = 130;

/** Why a run that did not end by itself ended, as a sentence with the next step. */
export interface Abort {
  readonly end: RunEnd;
  readonly exitCode: number;
  readonly message: string;
}

/** The name of the setting behind a limit, for messages. */
function setting(limit: EndingLimit): string {
  return `loopscope.limits.${limit}`;
}

/** The sentence for what the scenario itself ran into. */
export function abortOf(reason: Error): Abort {
  if (reason instanceof LoopStalled) {
    return {
      end: 'stalled',
      exitCode: 1,
      message:
        'The program hangs: every task waits, and nothing is left that could wake one. Look in the timeline what each task waits for.',
    };
  }
  if (reason instanceof OutputLimitReached) return limitAbort('outputCharacters', reason.value);
  if (reason instanceof LimitReached) {
    return limitAbort(reason.limit === 'steps' ? 'steps' : 'virtualSeconds', reason.value);
  }
  return crash(reason);
}

/** The sentence for a cell that was left before it was over. */
export function leftOf(why: WhyCellLeft, limits: RunLimits): Abort {
  if (why === 'stalled') return abortOf(new LoopStalled());
  const limit = why === 'steps' ? 'steps' : 'virtualSeconds';
  return limitAbort(limit, limits[limit]);
}

/** The sentence for an interpreter that failed. */
export function crash(error: unknown): Abort {
  return {
    end: 'crashed',
    exitCode: 1,
    message: `The interpreter failed and was ended (${describe(error)}). Run the scenario again; if it fails again, look for unbounded memory or recursion in it.`,
  };
}

/** An error in one short line: Pyodide's own carry megabytes of source text. */
export function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split('\n', 1)[0]!.slice(0, 300);
}

/** The sentence for a run that somebody else ended. */
export function stopOf(reason: StopReason, limits: RunLimits): Abort {
  if (reason === 'real time') return limitAbort('realSeconds', limits.realSeconds);
  return { end: 'stopped', exitCode: INTERRUPTED, message: 'The run was stopped.' };
}

/** A trace that is full does not end its run. */
type EndingLimit = Exclude<keyof RunLimits, 'events'>;

const LIMIT_WORDS: Record<EndingLimit, (value: number) => string> = {
  virtualSeconds: (value) => `reached ${value} s on the virtual clock`,
  realSeconds: (value) => `ran for ${value} s of real time`,
  steps: (value) => `ran ${value} callbacks`,
  outputCharacters: (value) => `wrote ${value} characters`,
};

function limitAbort(limit: EndingLimit, value: number): Abort {
  return {
    end: 'limit',
    exitCode: 1,
    message: `The program ${LIMIT_WORDS[limit](value)} and was stopped there. Look for a loop that never ends; if the program needs more, raise the setting ${setting(limit)}.`,
  };
}
