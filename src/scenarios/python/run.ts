import { dirname } from 'node:path';
import { VirtualClock } from '../../runtime';
import type { Clock } from '../../runtime/clock';
import { Recorder } from '../../trace/recorder';
import { realSeconds, useClock } from '../clock-source';
import {
  type NextCell,
  OutputLimitReached,
  type Scenario,
  type ScenarioResult,
  type WhyCellLeft,
} from '../scenario';
import { DirectCalls } from './direct-calls';
import { exitStatus } from './exit-status';
import { PythonHost } from './host';
import type { Interpreter } from './interpreter';
import { type RedirectedOutput, redirectOutput } from './output';
import { guestPath, hostPath } from './paths';
import { PrintingPlace } from './printing-place';
import { ProgramFiles } from './program-files';
import type { SignalGate } from './signal-gate';
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
    signals: { isShut: false, interruptLater: () => {} },
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
  run_cell(request: string): string;
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

/**
 * Runs a scenario as `python file.py` does, in an interpreter that has run nothing before. If only some cells
 * were asked for, the program lives on, and a signal only interrupts what runs on its loop: in our own code
 * around it, it would take the interpreter with it.
 */
export function runPython(
  interpreter: Interpreter,
  scenario: Scenario,
  signals: SignalGate,
): ScenarioResult {
  const { clock, onAbort } = scenario;
  signals.isShut = scenario.untilLine !== undefined;
  const calls = new DirectCalls(interpreter);
  const host: PythonHost = new PythonHost({
    ...scenario,
    calls,
    signals,
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
    inputAsked: host.inputAsked,
    held: host.held,
  });
  const place = new PrintingPlace(interpreter);
  const output = redirectOutput(
    interpreter,
    (stream, text) => host.output(stream, text, place.take()),
    scenario.limits.characters,
    (limit) => onAbort(new OutputLimitReached(limit)),
  );
  const files = showFiles(interpreter, scenario);
  const program = attach(interpreter, host, calls, clock);
  interpreter.pyimport('_loopscope.network').attach(sockets);
  scenario.onStarted(host);
  return new RunningProgram(program, host, output, files, scenario).start();
}

function showFiles(interpreter: Interpreter, scenario: Scenario): ProgramFiles {
  const { file, cwd, folders, packages, writeFiles } = scenario;
  const files = new ProgramFiles(interpreter);
  files.show([dirname(file), cwd, ...folders], writeFiles, packages);
  enterFolder(interpreter, guestPath(cwd));
  return files;
}

/** A program from its start on, with as many cells as are run one after another. */
class RunningProgram {
  constructor(
    private readonly program: PythonProgram,
    private readonly host: PythonHost,
    private readonly output: RedirectedOutput,
    private readonly files: ProgramFiles,
    private readonly scenario: Scenario,
  ) {}

  start(): ScenarioResult {
    return this.#run(() => this.program.run(JSON.stringify(requestOf(this.scenario))));
  }

  #runCell({ untilLine, unsaved, limits }: NextCell): ScenarioResult {
    this.host.renewLimits(limits);
    this.output.renewLimit(limits.characters);
    const request = JSON.stringify({ untilLine, unsaved: guestTexts(unsaved) });
    return this.#run(() => this.program.run_cell(request));
  }

  #run(run: () => string): ScenarioResult {
    try {
      return this.#resultOf(JSON.parse(run()));
    } catch (error) {
      const exitCode = exitStatus(error);
      if (exitCode === undefined) throw error;
      // `os._exit` ends the interpreter without a word; what was recorded before is still here.
      return { exitCode, problem: undefined, notes: this.files.notes() };
    } finally {
      this.scenario.recorder.flush();
    }
  }

  #resultOf({ exitCode, problem, advice, left, living }: PythonAnswer): ScenarioResult {
    return {
      exitCode,
      problem: problem === null ? undefined : { ...problem, file: hostPath(problem.file) },
      notes: [...(advice === null ? [] : [advice]), ...this.files.notes()],
      left: left ?? undefined,
      living: living === null ? undefined : { ...living, run: (next) => this.#runCell(next) },
    };
  }
}

interface PythonAnswer {
  readonly exitCode: number;
  readonly problem: NonNullable<ScenarioResult['problem']> | null;
  /** What to do about the error that ended the program. */
  readonly advice: string | null;
  readonly left: WhyCellLeft | null;
  /** Nothing if the program is over. */
  readonly living: { readonly isPaused: boolean } | null;
}

function requestOf({ file, args, unsaved, untilLine, env, packages }: Scenario) {
  return {
    file: guestPath(file),
    folder: guestPath(dirname(file)),
    args,
    env,
    packages: packages.map(guestPath),
    untilLine: untilLine ?? null,
    unsaved: guestTexts(unsaved),
  };
}

function guestTexts(texts: Scenario['unsaved']): Scenario['unsaved'] {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [guestPath(path), text]));
}

function enterFolder(interpreter: Interpreter, folder: string): void {
  try {
    interpreter.FS.chdir(folder);
  } catch {
    // The working directory cannot be shown (it is the root of the machine, say): the interpreter
    // stays in its own home.
  }
}
