import type { Timeline } from '../trace/timeline';
import type { RunOutcome } from './run';

/** How the run of a saved trace ended, as far as the file tells. `notes`: those of its `meta`. */
export function savedOutcome({ runEnd }: Timeline, notes: readonly string[]): RunOutcome {
  const rest = { problem: undefined, realSeconds: 0, notes };
  if (runEnd)
    return { end: runEnd.end, exitCode: runEnd.exitCode, message: runEnd.message, ...rest };
  const message = 'The trace was saved before the run was over.';
  return { end: 'stopped', exitCode: 0, message, ...rest };
}
