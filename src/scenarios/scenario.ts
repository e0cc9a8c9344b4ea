import { LoopAbort } from '../runtime';
import type { Clock } from '../runtime/clock';
import type { Network } from '../runtime/network';
import type { Recorder } from '../trace/recorder';

/** A scenario of any language and what it runs on. Durations are seconds. */
export interface Scenario {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Absolute paths of folders that it sees, beside its own and `cwd`. */
  readonly folders: readonly string[];
  /** What it writes to these folders is kept. */
  readonly writeFiles: boolean;
  /** Absolute paths of folders with packages. */
  readonly packages: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly unsaved: Readonly<Record<string, string>>;
  /** The last line on which a cell may begin that is run, after which more may be; undefined: all are run. */
  readonly untilLine: number | undefined;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly record: boolean;
  /** Record the stacks of waiting tasks and the values of their variables. */
  readonly recordLocals: boolean;
  readonly slowCallbackDuration: number;
  /** Real seconds of work from which a step is worth a look at its lines. */
  readonly longStep: number;
  readonly limits: {
    readonly seconds: number;
    readonly steps: number;
    readonly characters: number;
  };
  /** Holds the thread for at most some seconds of the clock and returns how many passed. */
  readonly block: (seconds: number) => number;
  /** Holds the thread in real time, which the clock takes part in, until something has happened outside. */
  readonly blockOutside: (seconds: number | undefined) => void;
  /** As `blockOutside`, for what somebody types; what comes at once, from a pipe, takes no time. */
  readonly waitForInput: () => void;
  /** Asks for standard input; answers come as the network's do, without bytes at the end. */
  readonly keyboard: (onInput: (data: Uint8Array) => void) => { ask(): void };
  /** Makes the sockets of a loop. */
  readonly network: () => Network;
  /** How a scenario waits for what Node itself does. */
  readonly outside: {
    /**
     * Lets real time pass, `seconds` at the most, which the clock takes part in. True if Node has
     * nothing more to do; if it had nothing from the beginning, no time has passed.
     */
    wait(seconds: number): Promise<boolean>;
    /** Ends `wait` now. */
    wake(): void;
  };
  /** The scenario cannot or may not go on. Must not return. */
  readonly onAbort: (reason: LoopAbort | OutputLimitReached) => never;
  /** Called when a handle begins and when it ends. */
  readonly onHandle: () => void;
  /** The program is about to begin. */
  readonly onStarted: (host: ScenarioHost) => void;
  /** Called in each iteration of the loop, between its handles. */
  readonly onIteration: (host: ScenarioHost) => void;
  /** Called for each sample and for each piece of output. */
  readonly onProgress: () => void;
}

/** The side of a language that the engine talks to while a scenario runs. */
export interface ScenarioHost {
  /**
   * Somebody sent the program a signal, such as that of Ctrl+C. Returns true if it is handled already;
   * else the interpreter does that by itself.
   */
  handleSignals(): boolean;
  /** The step that runs may never end: records what is known of it. */
  recordRunningStep?(): void;
}

/** A cell to be run after others, with what holds for it. */
export interface NextCell extends Pick<Scenario, 'unsaved' | 'limits'> {
  /** The last line on which it may begin. */
  readonly untilLine: number;
}

/** A program that has run some of its cells, and still lives. */
export interface LivingProgram {
  /** Something would run by itself. */
  readonly isPaused: boolean;
  run(next: NextCell): ScenarioResult;
}

/** How a program ended by itself. */
export interface ScenarioResult {
  readonly exitCode: number;
  /** What ended it, if it failed at one place. Lines and columns count from 1. */
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
  /** What else the user should know, as full sentences. */
  readonly notes?: readonly string[];
  /** Why the cell was left before it was over. */
  readonly left?: WhyCellLeft | undefined;
  /** Missing if the program is over. */
  readonly living?: LivingProgram;
}

/** Nothing is left that could wake a cell, or it has reached a limit: callbacks, or seconds of the clock. */
export type WhyCellLeft = 'stalled' | 'steps' | 'seconds';

/** Takes what a program writes, in texts that may end anywhere in a line. */
export type OutputSink = (stream: 1 | 2, text: string) => void;

/** The program wrote more than it may. */
export class OutputLimitReached extends Error {
  constructor(readonly value: number) {
    super(`The program wrote ${value} characters, which is the limit.`);
  }
}

/** The program ended at once, without a way back: it asked for that, or its interpreter failed. */
export class ProgramEnded extends LoopAbort {
  override readonly name = 'ProgramEnded';

  constructor(
    /** What the program ended with; undefined if its interpreter failed. */
    readonly exitCode: number | undefined,
    readonly reason?: unknown,
    readonly problem?: ScenarioResult['problem'],
  ) {
    super('The program ended at once.');
  }
}
