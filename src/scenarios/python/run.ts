import { dirname } from 'node:path';
import { type LoopAbort, VirtualClock } from '../../runtime';
import type { Clock } from '../../runtime/clock';
import { Recorder } from '../../trace/recorder';
import { realSeconds, useClock } from './clock-source';
import { PythonHost } from './host';
import type { Interpreter } from './interpreter';
import { redirectOutput } from './output';
import { guestPath, hostPath, visibleFolders } from './paths';
import { mountReadOnly } from './read-only-files';

/** A Python scenario and what it runs on. Durations are seconds. */
export interface PythonScenario {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly unsaved: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly record: boolean;
  readonly slowCallbackDuration: number;
  readonly limits: {
    readonly seconds: number;
    readonly steps: number;
    readonly characters: number;
  };
  /** Holds the thread for at most some seconds of the clock and returns how many passed. */
  readonly block: (seconds: number) => number;
  /** The scenario cannot or may not go on. Must not return. */
  readonly onAbort: (reason: LoopAbort | OutputLimitReached) => never;
  /** Called when a handle begins and when it ends. */
  readonly onHandle: () => void;
  /** Called in each iteration of the loop, between its handles. */
  readonly onIteration: (host: PythonHost) => void;
  /** Called for each sample and for each piece of output. */
  readonly onProgress: () => void;
}

/** The program wrote more than it may. */
export class OutputLimitReached extends Error {
  constructor(readonly value: number) {
    super(`The program wrote ${value} characters, which is the limit.`);
  }
}

/** How a program ended by itself. */
export interface PythonResult {
  readonly exitCode: number;
  readonly problem:
    | {
        readonly file: string;
        readonly line: number;
        readonly column: number;
        readonly endLine: number;
        readonly endColumn: number;
        readonly message: string;
      }
    | undefined;
}

/**
 * Runs a small program of our own, so that the interpreter's machine code exists before a scenario is
 * timed: WebAssembly is compiled function by function when it is first called.
 */
export function rehearse(interpreter: Interpreter): void {
  const clock = new VirtualClock({ now: realSeconds, grain: Number.POSITIVE_INFINITY });
  const host = new PythonHost({
    clock,
    recorder: new Recorder(() => {}),
    record: true,
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
  const program = attach(interpreter, host, clock);
  program.rehearse();
}

/** The functions of `program.py`. */
interface PythonProgram {
  install(): void;
  rehearse(): void;
  run(request: string): string;
}

function attach(interpreter: Interpreter, host: PythonHost, clock: Clock): PythonProgram {
  useClock(clock);
  interpreter.pyimport('_loopscope.bridge').attach(host);
  const program: PythonProgram = interpreter.pyimport('_loopscope.program');
  program.install();
  return program;
}

/** Runs a scenario as `python file.py` does, in an interpreter that has run nothing before. */
export function runPython(interpreter: Interpreter, scenario: PythonScenario): PythonResult {
  const { clock, recorder, limits, onAbort } = scenario;
  const host: PythonHost = new PythonHost({
    ...scenario,
    limits: { seconds: limits.seconds, steps: limits.steps },
    hostPath,
    onIteration: () => scenario.onIteration(host),
  });
  redirectOutput(
    interpreter,
    (stream, text) => {
      host.run.output(stream, text);
      scenario.onProgress();
    },
    limits.characters,
    () => onAbort(new OutputLimitReached(limits.characters)),
  );
  for (const folder of visibleFolders(scenario.file, scenario.cwd)) {
    mountReadOnly(interpreter, folder, guestPath(folder));
  }
  enterFolder(interpreter, guestPath(scenario.cwd));
  const program = attach(interpreter, host, clock);
  const answer: PythonAnswer = JSON.parse(program.run(JSON.stringify(requestOf(scenario))));
  recorder.flush();
  return resultOf(answer);
}

interface PythonAnswer {
  readonly exitCode: number;
  readonly problem: NonNullable<PythonResult['problem']> | null;
}

function resultOf({ exitCode, problem }: PythonAnswer): PythonResult {
  return {
    exitCode,
    problem: problem === null ? undefined : { ...problem, file: hostPath(problem.file) },
  };
}

function requestOf({ file, args, unsaved }: PythonScenario) {
  return {
    file: guestPath(file),
    folder: guestPath(dirname(file)),
    args,
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
