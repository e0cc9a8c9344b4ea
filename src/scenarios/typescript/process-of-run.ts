import { constants } from 'node:os';

const SIGNALS: Readonly<Partial<Record<string, number>>> = constants.signals;

/** Exit code of a program that a signal ended, without the number of the signal: as in a shell. */
const KILLED = 128;

/**
 * Makes what would end the process, or leave its thread without a word, end the run instead: the
 * process belongs to other runs as well. `onEnd` must not return.
 */
export function keepProcess(onEnd: (exitCode: number) => never): void {
  process.exit = (code) => {
    if (code !== undefined && code !== null) process.exitCode = code;
    return onEnd(runExitListeners());
  };
  const end = (code: number): never => onEnd(code);
  Object.assign(process, {
    reallyExit: end,
    abort: () => end(KILLED + constants.signals.SIGABRT),
  });
  const { kill } = process;
  process.kill = (pid, signal = 'SIGTERM') => {
    // Zero and negative numbers mean the group of this process.
    if (pid > 0 && pid !== process.pid) return kill.call(process, pid, signal);
    const number = typeof signal === 'number' ? signal : SIGNALS[signal];
    if (number === undefined) return kill.call(process, process.pid, signal);
    if (number === 0 || emitSignal(number)) return true;
    return end(KILLED + number);
  };
}

/** Calls what the program wants to be called at its end, once, and gives its exit code. */
export function runExitListeners(): number {
  const listeners = process.listeners('exit');
  process.removeAllListeners('exit');
  for (const listener of listeners) listener.call(process, exitCode());
  return exitCode();
}

function exitCode(): number {
  return Number(process.exitCode ?? 0);
}

/** Calls those that listen for a signal; false if nobody does. */
function emitSignal(number: number): boolean {
  const name = Object.keys(SIGNALS).find((one) => SIGNALS[one] === number);
  const emitter: NodeJS.EventEmitter = process;
  return name !== undefined && name !== 'SIGKILL' && emitter.emit(name, name, number);
}
