import { homedir } from 'node:os';
import { version } from '../../package.json';
import { createEngine } from '../engine/client/index';
import type { Run } from '../engine/client-api';
import { cacheFolder } from './cache-folder';
import { EXIT_FAILED, EXIT_USAGE } from './exit-codes';
import { openCommand } from './open-command';
import { type Command, parseCommand } from './options';
import { runCommand } from './run-command';
import type { Terminal } from './terminal';
import { HELP, UsageError } from './usage';

/** 128 + the number of the signal, as shells count. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGPIPE: 141 } as const;

/** The run that goes on, and the signal that asked it to end. */
class Interruption {
  #run: Run | undefined;
  #exitCode: number | undefined;

  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  readonly onRun = (run: Run): void => {
    this.#run = run;
    if (this.#exitCode !== undefined) run.stop();
  };

  /** The first signal stops the run, and the report is still printed; the second ends everything. */
  signal(name: keyof typeof EXIT_CODES): void {
    if (this.#exitCode !== undefined) process.exit(EXIT_CODES[name]);
    this.#exitCode = EXIT_CODES[name];
    this.#run?.stop();
  }
}

async function main(): Promise<number> {
  const interruption = new Interruption();
  process.on('SIGINT', () => interruption.signal('SIGINT'));
  process.on('SIGTERM', () => interruption.signal('SIGTERM'));
  stopWhenUnread(interruption);
  const command = parseCommand(process.argv.slice(2));
  const code = await run(command, interruption);
  return interruption.exitCode ?? code;
}

async function run(command: Command, interruption: Interruption): Promise<number> {
  if (command.name === 'open') {
    return openCommand(command.options, processTerminal(process.stdout));
  }
  const terminal = processTerminal(process.stderr);
  if (command.name !== 'run') {
    terminal.out(command.name === 'help' ? HELP : `loopscope ${version}\n`);
    return 0;
  }
  const makeEngine = () =>
    createEngine({
      bundleFolder: __dirname,
      cacheFolder: cacheFolder(process.env, process.platform, homedir()),
    });
  return runCommand(command.options, terminal, makeEngine, {
    version,
    now: () => new Date().toISOString(),
    onRun: interruption.onRun,
  });
}

let input: AsyncIterator<string> | undefined;

/** Standard input is left alone until a program wants it, so that it stays with the shell. */
async function readInput(): Promise<string | undefined> {
  input ??= process.stdin.setEncoding('utf8')[Symbol.asyncIterator]();
  const { value, done } = await input.next();
  return done ? undefined : value;
}

/** `report`: where the timeline is printed. */
function processTerminal(report: NodeJS.WriteStream): Terminal {
  return {
    cwd: process.cwd(),
    env: process.env,
    platform: process.platform,
    isTty: report.isTTY === true,
    columns: report.columns,
    read: readInput,
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
  };
}

/** A reader such as `head` may close its end; the run has no purpose then. */
function stopWhenUnread(interruption: Interruption): void {
  process.stdout.on('error', (error) => {
    if (!isBrokenPipe(error)) throw error;
    if (interruption.exitCode === undefined) interruption.signal('SIGPIPE');
  });
  process.stderr.on('error', (error) => {
    if (!isBrokenPipe(error)) throw error;
  });
}

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/** Ends the process once everything written has left it. */
function exit(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

main().then(exit, (error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`loopscope: ${error.message}\n`);
    exit(EXIT_USAGE);
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`loopscope: Internal error, please report it.\n${text}\n`);
  exit(EXIT_FAILED);
});
