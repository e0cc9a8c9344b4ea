import { LoopAbort } from '../../runtime';
import { ProgramEnded } from '../scenario';
import { exitStatus } from './exit-status';

/** What Python answers if an exception of the program waits there that must go on; see `loop.py`. */
export const PROPAGATE = -2;

/**
 * An exception of the program that must leave the core. It waits on the Python side, unless it came
 * outside of any callback, as `KeyboardInterrupt` may: then it is `error`.
 */
export class PythonRaised extends LoopAbort {
  override readonly name = 'PythonRaised';

  constructor(readonly error?: Error) {
    super('A Python exception leaves the core.');
  }
}

/** Calls Python, which answers with a number. Throws `LoopAbort` if an exception must go on. */
export function answerOf(call: () => number): number {
  let answer: number;
  try {
    answer = call();
  } catch (error) {
    if (error instanceof LoopAbort) throw error;
    if (error instanceof Error && error.name === 'PythonError') throw new PythonRaised(error);
    throw new ProgramEnded(exitStatus(error), error);
  }
  if (answer === PROPAGATE) throw new PythonRaised();
  return answer;
}

/** For what Python calls: `PROPAGATE` if an exception that waits on the Python side must go on there. */
export function orPropagate(call: () => number): number {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof PythonRaised)) throw error;
    if (error.error) throw error.error;
    return PROPAGATE;
  }
}
