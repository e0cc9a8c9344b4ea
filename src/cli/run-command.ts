import { basename, resolve } from 'node:path';
import { chromeTraceOf } from '../analysis/chrome-trace';
import { findingsOf, isBlocking } from '../analysis/findings';
import { messageOfEnd } from '../analysis/message-of-end';
import type { Engine, Run } from '../engine/client-api';
import { type RunOutcome, type RunRequest, runRequest } from '../protocol/run';
import { encodeTrace, type TraceFileMeta } from '../trace/file';
import type { TraceChunk } from '../trace/schema';
import { TraceStore } from '../trace/store';
import { Timeline } from '../trace/timeline';
import { checkFolder, checkScenario, checkTarget } from './check-files';
import { EXIT_BLOCKING, EXIT_FAILED } from './exit-codes';
import { jsonReport } from './json-report';
import type { RunOptions } from './options';
import { printJson, reportText } from './print-report';
import { saveBytes, savePieces } from './save-files';
import type { Terminal } from './terminal';
import { UsageError } from './usage';

/** Changes with every release; goes into trace files. */
export interface RunContext {
  readonly version: string;
  /** The current time, ISO 8601. */
  now(): string;
  /** Called when the run has been started, for Ctrl+C. */
  onRun?(run: Run): void;
}

/**
 * `loopscope run`: runs the scenario, passes its output on, and reports. Returns the exit code.
 *
 * Throws `UsageError` before anything is started if the files cannot be used.
 */
export async function runCommand(
  options: RunOptions,
  terminal: Terminal,
  makeEngine: () => Engine,
  context: RunContext,
): Promise<number> {
  const request = toRequest(options, terminal.cwd);
  await checkScenario(request.file, options.file);
  for (const target of [options.trace, options.chromeTrace]) {
    if (target !== undefined) await checkTarget(resolve(terminal.cwd, target), target);
  }
  checkTwoTargets(options, terminal.cwd);
  for (const folder of options.packages) {
    await checkFolder(resolve(terminal.cwd, folder), folder);
  }
  const engine = makeEngine();
  const recorded = context.now();
  try {
    const store = new TraceStore();
    const output = new OutputForwarder(store, options.json ? undefined : terminal);
    const run: Run = engine.run(
      request,
      (chunk) => output.append(chunk),
      () => void answer(run, terminal),
    );
    context.onRun?.(run);
    const ended = await run.outcome;
    const timeline = new Timeline(store);
    const outcome = { ...ended, message: messageOfEnd(timeline, ended.message) };
    const findings = findingsOf(timeline, options.threshold);
    if (options.json) printJson(terminal, jsonReport(request, timeline, outcome, findings));
    else {
      const { midLine, printedError } = output;
      const report = reportText(options, { timeline, outcome, findings, printedError }, terminal);
      terminal.error(`${midLine ? '\n' : ''}\n${report}`);
    }
    const made = { recorded, version: context.version };
    const saved = await saveFiles(options, request, { timeline, outcome }, terminal, made);
    const code = exitCode(outcome, options.failOnBlocking && findings.some(isBlocking));
    return code === 0 && !saved ? EXIT_FAILED : code;
  } finally {
    engine.dispose();
  }
}

/** Throws `UsageError` if one file would replace the other. */
function checkTwoTargets({ trace, chromeTrace }: RunOptions, cwd: string): void {
  if (trace === undefined || chromeTrace === undefined) return;
  if (resolve(cwd, trace) !== resolve(cwd, chromeTrace)) return;
  throw new UsageError(
    `The options --trace and --chrome-trace need two files, not ${trace} twice.`,
  );
}

/** Gives the program what comes next on standard input. */
async function answer(run: Run, terminal: Terminal): Promise<void> {
  run.type(await terminal.read());
}

/** Passes on what the program prints as it comes. */
class OutputForwarder {
  readonly #store: TraceStore;
  readonly #terminal: Terminal | undefined;
  printedError = false;
  /** The last text did not end its line. */
  midLine = false;

  constructor(store: TraceStore, terminal: Terminal | undefined) {
    this.#store = store;
    this.#terminal = terminal;
  }

  append(chunk: TraceChunk): void {
    const store = this.#store;
    store.append(chunk);
    for (let event = chunk.first; event < store.length; event++) {
      if (store.kind(event) !== 'output') continue;
      const text = store.text(store.b(event));
      if (text === '') continue;
      const isError = store.a(event) === 2;
      this.midLine = !text.endsWith('\n');
      if (isError) this.printedError = true;
      if (isError) this.#terminal?.error(text);
      else this.#terminal?.out(text);
    }
  }
}

function toRequest(options: RunOptions, cwd: string): RunRequest {
  return runRequest(resolve(cwd, options.file), cwd, {
    args: options.args,
    env: options.env,
    packages: options.packages.map((folder) => resolve(cwd, folder)),
    writeFiles: options.write,
    clock: options.clock,
    measureWork: options.measureWork,
    slowCallbackDuration: options.threshold,
    limits: options.limits,
  });
}

/** Returns false if a file could not be written; the user has been told. */
async function saveFiles(
  { trace, chromeTrace }: RunOptions,
  request: RunRequest,
  { timeline, outcome }: { readonly timeline: Timeline; readonly outcome: RunOutcome },
  terminal: Terminal,
  made: Pick<TraceFileMeta, 'recorded' | 'version'>,
): Promise<boolean> {
  const { file, clock, slowCallbackDuration } = request;
  const title = basename(file);
  let saved = true;
  if (trace !== undefined) {
    const notes = outcome.notes ?? [];
    const meta = { title, file, clock, slowCallbackDuration, ...made, notes };
    const bytes = encodeTrace(timeline.trace, meta);
    saved = await saveBytes(resolve(terminal.cwd, trace), 'The trace', bytes, terminal);
  }
  if (chromeTrace === undefined) return saved;
  const path = resolve(terminal.cwd, chromeTrace);
  const pieces = chromeTraceOf(timeline, { title, slowCallbackDuration });
  return (await savePieces(path, 'The Chrome trace', pieces, terminal)) && saved;
}

/** The program's own exit code; a run that did not come to its end never counts as a success. */
function exitCode({ end, exitCode: own }: RunOutcome, blocked: boolean): number {
  if (end !== 'finished') return own || EXIT_FAILED;
  return own === 0 && blocked ? EXIT_BLOCKING : own;
}
