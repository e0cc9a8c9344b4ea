import type { RunLimits, RunOutcome } from '../../protocol/run';
import { ProgramEnded, type ScenarioResult } from '../../scenarios/scenario';
import type { StopReason } from '../control';
import { abortOf, crash, leftOf, stopOf } from './outcome-messages';

/** How a run ended, as its worker knows it. */
export type Ending = Omit<RunOutcome, 'realSeconds'>;

/** What a program that came to its end amounts to. `stopped`: why somebody had asked it to end. */
export function endingOf(
  result: ScenarioResult,
  limits: RunLimits,
  stopped: StopReason | undefined,
): Ending {
  const { exitCode, problem, notes, living } = result;
  const kept = living && { isPaused: living.isPaused };
  if (stopped !== undefined) {
    return { ...stopOf(stopped, limits), problem: undefined, notes, kept };
  }
  if (result.left !== undefined) {
    return { ...leftOf(result.left, limits), problem: undefined, notes, kept };
  }
  const message = problem?.message ?? '';
  return { end: exitCode === 0 ? 'finished' : 'failed', exitCode, message, problem, notes, kept };
}

/** What a program amounts to that was ended inside a call that it made. */
export function endingOfAbort(
  reason: Error,
  limits: RunLimits,
  stopped: StopReason | undefined,
): Ending {
  if (!(reason instanceof ProgramEnded)) return { ...abortOf(reason), problem: undefined };
  const { exitCode, problem } = reason;
  if (exitCode !== undefined) return endingOf({ exitCode, problem }, limits, stopped);
  return { ...crash(reason.reason), problem: undefined };
}
