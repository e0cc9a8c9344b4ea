import { dirname } from 'node:path';
import { VirtualClock } from '../../runtime';
import type { Clock } from '../../runtime/clock';
import { Recorder } from '../../trace/recorder';
import { realSeconds, useClock } from '../clock-source';
import { OutputLimitReached, type Scenario, type ScenarioResult } from '../scenario';
import { DirectCalls } from './direct-calls';
import { exitStatus } from './exit-status';
import { PythonHost } from './host';
import type { Interpreter } from './interpreter';
import { redirectOutput } from './output';
import { guestPath, hostPath } from './paths';
import { PrintingPlace } from './printing-place';
import { ProgramFiles } from './program-files';
import { SocketTable } from './socket-table';

/**
 * Runs a small program of our own, so that the interpreter's machine code exists before a scenario is
 * timed: WebAssembly is compiled function by function when it is first called.
 */
export function rehearse(interpreter: Interpreter): void {
  const clock = new VirtualClock({ now: realSeconds, grain: Number.POSITIVE_INFINITY });
  const calls = new DirectCalls(interpreter);
  const host = new PythonHost({
    calls,
    clock,
    recorder: new Recorder(() => {}),
    record: true,
    recordLocals: true,
    limits: {},
    slowCallbackDuration: 0.1,
    hostPath,
    block: (seconds) => {
      clock.sleep(seconds);
      return seconds;
    },
    onAbort: (reason) => {
      throw reason;
    },
    onHandle: () => {},
    onIteration: () => {},
    onProgress: () => {},
  });
  const program = attach(interpreter, host, calls, clock);
  program.rehearse();
}

/** The functions of `program.py`. */
interface PythonProgram {
  install(): void;
  rehearse(): void;
  run(request: string): string;
}

function attach(
  interpreter: Interpreter,
  host: PythonHost,
  calls: DirectCalls,
  clock: Clock,
): PythonProgram {
  useClock(clock);
  interpreter.pyimport('_loopscope.bridge').attach(host, calls);
  const program: PythonProgram = interpreter.pyimport('_loopscope.program');
  program.install();
  return program;
}

/** Runs a scenario as `python file.py` does, in an interpreter that has run nothing before. */
export function runPython(interpreter: Interpreter, scenario: Scenario): ScenarioResult {
  const { clock, recorder, limits, onAbort } = scenario;
  const calls = new DirectCalls(interpreter);
  const host: PythonHost = new PythonHost({
    ...scenario,
    calls,
    limits: { seconds: limits.seconds, steps: limits.steps },
    hostPath,
    onIteration: () => {
      scenario.onIteration(host);
      sockets.poll();
    },
  });
  const sockets = new SocketTable({
    clock,
    network: scenario.network,
    waitOutside: (seconds) => host.threads.pausing(() => scenario.blockOutside(seconds)),
    waitForInput: () => host.threads.pausing(() => scenario.waitForInput()),
    keyboard: scenario.keyboard,
    held: host.held,
  });
  const place = new PrintingPlace(interpreter);
  redirectOutput(
    interpreter,
    (stream, text) => host.output(stream, text, place.take()),
    limits.characters,
    () => onAbort(new OutputLimitReached(limits.characters)),
  );
  const files = new ProgramFiles(interpreter);
  const { file, cwd, folders, packages, writeFiles } = scenario;
  files.show([dirname(file), cwd, ...folders], writeFiles, packages);
  enterFolder(interpreter, guestPath(scenario.cwd));
  const program = attach(interpreter, host, calls, clock);
  interpreter.pyimport('_loopscope.network').attach(sockets);
  scenario.onStarted(host);
  try {
    const answer: PythonAnswer = JSON.parse(program.run(JSON.stringify(requestOf(scenario))));
    return resultOf(answer, files.notes());
  } catch (error) {
    const exitCode = exitStatus(error);
    if (exitCode === undefined) throw error;
    // `os._exit` ends the interpreter without a word; what was recorded before is still here.
    return { exitCode, problem: undefined, notes: files.notes() };
  } finally {
    recorder.flush();
  }
}

interface PythonAnswer {
  readonly exitCode: number;
  readonly problem: NonNullable<ScenarioResult['problem']> | null;
  /** What to do about the error that ended the program. */
  readonly advice: string | null;
}

function resultOf({ exitCode, problem, advice }: PythonAnswer, notes: string[]): ScenarioResult {
  return {
    exitCode,
    problem: problem === null ? undefined : { ...problem, file: hostPath(problem.file) },
    notes: [...(advice === null ? [] : [advice]), ...notes],
  };
}

function requestOf({ file, args, unsaved, untilLine, env, packages }: Scenario) {
  return {
    file: guestPath(file),
    folder: guestPath(dirname(file)),
    args,
    env,
    packages: packages.map(guestPath),
    untilLine: untilLine ?? null,
    unsaved: Object.fromEntries(
      Object.entries(unsaved).map(([path, text]) => [guestPath(path), text]),
    ),
  };
}

function enterFolder(interpreter: Interpreter, folder: string): void {
  try {
    interpreter.FS.chdir(folder);
  } catch {
    // The working directory cannot be shown (it is the root of the machine, say): the interpreter
    // stays in its own home.
  }
}
