import type { RunEnd } from '../trace/schema';

export type ClockKind = 'virtual' | 'system';

/** Where a run must stop by itself. */
export interface RunLimits {
  /** Seconds on the virtual clock. */
  readonly virtualSeconds: number;
  /** Seconds of real time, whatever the clock. */
  readonly realSeconds: number;
  /** Callbacks run by the loop. */
  readonly steps: number;
  /** Events kept in the trace; the run goes on, and the trace says how many were left out. */
  readonly events: number;
  /** Characters written to stdout and stderr. */
  readonly outputCharacters: number;
}

export const DEFAULT_LIMITS: RunLimits = {
  virtualSeconds: 3600,
  realSeconds: 120,
  steps: 1_000_000,
  events: 2_000_000,
  outputCharacters: 2_000_000,
};

/** Some of the cells of a Python scenario. */
export interface CellsToRun {
  /** The last line on which a cell may begin that is run. */
  readonly untilLine: number;
  /**
   * Runs only the last of these cells, in the interpreter that was kept for the file. Only the texts, the
   * limits and this are taken from the request; everything else stays what it was.
   */
  readonly goesOn: boolean;
}

/** Everything that the engine must know to run a scenario. */
export interface RunRequest {
  /** Absolute path of the scenario file. */
  readonly file: string;
  /** `sys.argv[1:]`. */
  readonly args: readonly string[];
  /** Working directory of the scenario; absolute. */
  readonly cwd: string;
  /** Folders that the scenario sees beside its own and its working directory; absolute. */
  readonly folders: readonly string[];
  /** What a Python scenario writes to these folders is kept; otherwise nobody else ever sees it. */
  readonly writeFiles: boolean;
  /** Folders in which a Python scenario finds packages beside those of Python itself; absolute. */
  readonly packages: readonly string[];
  /** Environment variables of a Python scenario, beside the interpreter's own few. */
  readonly env: Readonly<Record<string, string>>;
  /** Texts of files that are open with unsaved changes, by absolute path; they are run instead of what is on disk. */
  readonly unsaved: Readonly<Record<string, string>>;
  /**
   * Of a Python scenario in cells: those that are run, after which the interpreter is kept for more.
   * Undefined: all are run, and the program ends.
   */
  readonly cells: CellsToRun | undefined;
  readonly clock: ClockKind;
  /**
   * On the virtual clock, work that takes a while costs the time that it took. False makes all work
   * free, so that a run is the same every time, whatever the machine.
   */
  readonly measureWork: boolean;
  /** Seconds from which a step or callback counts as blocking; also `loop.slow_callback_duration`. */
  readonly slowCallbackDuration: number;
  readonly limits: RunLimits;
  /** False runs without a trace of tasks; output and the end of the run are still recorded. */
  readonly record: boolean;
  /** Also records the stacks of waiting tasks and the values of their variables. */
  readonly recordLocals: boolean;
}

/** How a run ended, in a form that can be shown. */
export interface RunOutcome {
  readonly end: RunEnd;
  /** The program's own exit code. */
  readonly exitCode: number;
  /** A full sentence, empty if the program finished without a problem. Says the next step where there is one. */
  readonly message: string;
  /** Where in a file the problem is, if it has one place (a syntax error, an uncaught exception). */
  readonly problem: RunProblem | undefined;
  /** What else the user should know, as full sentences with the next step. */
  readonly notes?: readonly string[];
  /** The interpreter is kept, so that more cells can be run in it. */
  readonly kept?: KeptState;
  /** Real seconds from the request to the end. */
  readonly realSeconds: number;
}

/** What is left in an interpreter that is kept. */
export interface KeptState {
  /** Something would run by itself, and goes on with the next cell. */
  readonly isPaused: boolean;
}

/** An error of the program with its place in the user's files; lines and columns count from 1. */
export interface RunProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Such as `SyntaxError: '(' was never closed`. */
  readonly message: string;
}

/** A request with the defaults of a run on the virtual clock. */
export function runRequest(
  file: string,
  cwd: string,
  options: Partial<Omit<RunRequest, 'file' | 'cwd'>> = {},
): RunRequest {
  return {
    file,
    cwd,
    args: [],
    folders: [],
    writeFiles: false,
    packages: [],
    env: {},
    unsaved: {},
    cells: undefined,
    clock: 'virtual',
    measureWork: true,
    slowCallbackDuration: 0.1,
    limits: DEFAULT_LIMITS,
    record: true,
    recordLocals: true,
    ...options,
  };
}
