import { DEFAULT_LIMITS } from '../protocol/run';

/** What `loopscope --help` prints. */
export const HELP = `Usage: loopscope run [options] FILE [arguments of the program]
       loopscope open [options] TRACE

The command run runs an asynchronous program and shows what its event loop did: each task
as a lane, and the lines that held the loop. The program's own output goes to standard output; the
timeline and the warnings go to standard error. The program can read standard input. The command
open shows the same of a saved trace, on standard output.

Options (before FILE; everything after FILE belongs to the program)
  --clock virtual|system   virtual skips idle waits (default), system takes real time
  --no-measure-work        on the virtual clock, computations cost no time
  --threshold SECONDS      a step that holds the loop this long is blocking (default 0.1)
  --env NAME=VALUE         give the program an environment variable (repeatable); it sees no others
  --packages DIR           let the program import packages from this folder (repeatable)
  --write                  keep what the program writes to its folders; otherwise nobody else sees it
  --fail-on blocking       exit with code 3 if something blocked the loop
  --trace OUT              save the trace to the file OUT, which open and VS Code can show
  --chrome-trace OUT       save the trace as JSON that Perfetto and chrome://tracing open
  --json                   print one JSON document instead of the program's output and the report
  --no-timeline            print only the warnings and the summary
  --primitives             show locks, queues and the like as lanes, too
  --no-color               do not use colours (also: the environment variable NO_COLOR)
  --limit-virtual-seconds N      stop at this time on the virtual clock (default ${DEFAULT_LIMITS.virtualSeconds})
  --limit-real-seconds N         stop after this real time (default ${DEFAULT_LIMITS.realSeconds})
  --limit-steps N                stop after this many callbacks (default ${DEFAULT_LIMITS.steps})
  --limit-events N               record no more events than this (default ${DEFAULT_LIMITS.events})
  --limit-output-characters N    stop after this much output (default ${DEFAULT_LIMITS.outputCharacters})
  --help, --version

With open: --threshold (default: as in the run), --fail-on, --chrome-trace, --json, --no-timeline, --primitives,
--no-color.

Exit codes: that of the program; 2 usage, 3 see --fail-on, 130 stopped with Ctrl+C.

Example: loopscope run --fail-on blocking demo.py
`;

/** The command line, or what it names, cannot be used; the message says what to do next. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
