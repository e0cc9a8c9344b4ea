import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Finding } from '../analysis/finding';
import { findingsOf, isBlocking } from '../analysis/findings';
import { summary } from '../analysis/summary';
import { textTimeline } from '../analysis/text-timeline';
import type { Engine, Run } from '../engine/client-api';
import { type RunOutcome, type RunRequest, runRequest } from '../protocol/run';
import { encodeTrace } from '../trace/file';
import type { TraceChunk } from '../trace/schema';
import { TraceStore } from '../trace/store';
import { Timeline } from '../trace/timeline';
import { checkScenario, checkTraceTarget } from './check-files';
import { jsonReport } from './json-report';
import type { RunOptions } from './options';
import { findingLines, outcomeLines, summaryLine } from './report';
import { reportWidth, type Terminal, usesColor, usesUnicode } from './terminal';

export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;
export const EXIT_BLOCKING = 3;

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
  const traceFile = options.trace === undefined ? undefined : resolve(terminal.cwd, options.trace);
  await checkScenario(request.file, options.file);
  if (traceFile !== undefined) await checkTraceTarget(traceFile, options.trace!);
  const engine = makeEngine();
  try {
    const store = new TraceStore();
    const output = new OutputForwarder(store, options.json ? undefined : terminal);
    const run = engine.run(request, (chunk) => output.append(chunk));
    context.onRun?.(run);
    const outcome = await run.outcome;
    const timeline = new Timeline(store);
    const findings = findingsOf(timeline, options.threshold);
    if (options.json) printJson(terminal, jsonReport(request, timeline, outcome, findings));
    else printReport(options, terminal, timeline, outcome, findings, output);
    const saved = await saveTrace(traceFile, request, store, terminal, context);
    const code = exitCode(outcome, options.failOnBlocking && findings.some(isBlocking));
    return code === 0 && !saved ? EXIT_FAILED : code;
  } finally {
    engine.dispose();
  }
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
    clock: options.clock,
    measureWork: options.measureWork,
    slowCallbackDuration: options.threshold,
    limits: options.limits,
  });
}

function printJson(terminal: Terminal, report: unknown): void {
  terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
}

function printReport(
  options: RunOptions,
  terminal: Terminal,
  timeline: Timeline,
  outcome: RunOutcome,
  findings: readonly Finding[],
  output: OutputForwarder,
): void {
  const { cwd } = terminal;
  const drawn = options.timeline && timeline.tasks.length > 0;
  const blocks = [
    drawn
      ? textTimeline(timeline, options.threshold, {
          width: reportWidth(terminal),
          color: options.color && usesColor(terminal),
          unicode: usesUnicode(terminal),
        })
      : [],
    findingLines(findings, cwd),
    [
      ...outcomeLines(outcome, output.printedError, cwd),
      summaryLine(summary(timeline, options.threshold)),
    ],
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  terminal.error(`${output.midLine ? '\n' : ''}\n${text.join('\n')}`);
}

/** Returns false if the trace could not be written; the user has been told. */
async function saveTrace(
  path: string | undefined,
  request: RunRequest,
  store: TraceStore,
  terminal: Terminal,
  context: RunContext,
): Promise<boolean> {
  if (path === undefined) return true;
  const bytes = encodeTrace(store, {
    title: basename(request.file),
    file: request.file,
    clock: request.clock,
    slowCallbackDuration: request.slowCallbackDuration,
    recorded: context.now(),
    version: context.version,
  });
  try {
    await writeFile(path, bytes);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.error(`loopscope: The trace could not be saved (${reason}). Name another file.\n`);
    return false;
  }
}

/** The program's own exit code; a run that did not come to its end never counts as a success. */
function exitCode({ end, exitCode: own }: RunOutcome, blocked: boolean): number {
  if (end !== 'finished') return own || EXIT_FAILED;
  return own === 0 && blocked ? EXIT_BLOCKING : own;
}
