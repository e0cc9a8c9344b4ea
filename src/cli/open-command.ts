import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromeTraceOf } from '../analysis/chrome-trace';
import { findingsOf, isBlocking } from '../analysis/findings';
import { savedOutcome } from '../protocol/saved-outcome';
import { decodeTrace, TraceFileError, type TraceFileMeta } from '../trace/file';
import type { TraceStore } from '../trace/store';
import { Timeline } from '../trace/timeline';
import { checkTarget, checkTrace } from './check-files';
import { EXIT_BLOCKING, EXIT_FAILED } from './exit-codes';
import { jsonReport } from './json-report';
import type { OpenOptions } from './options';
import { printJson, reportText } from './print-report';
import { savePieces } from './save-files';
import type { Terminal } from './terminal';
import { UsageError } from './usage';

/**
 * `loopscope open`: reports on a saved trace as on a run that has just ended. Returns the exit code.
 *
 * Throws `UsageError` if the file is not a trace that can be read, or no file can be written.
 */
export async function openCommand(options: OpenOptions, terminal: Terminal): Promise<number> {
  const { cwd } = terminal;
  const { chromeTrace } = options;
  if (chromeTrace !== undefined) await checkTarget(resolve(cwd, chromeTrace), chromeTrace);
  const { trace, meta } = await readTrace(resolve(cwd, options.file), options.file);
  const threshold = options.threshold ?? meta.slowCallbackDuration;
  const timeline = new Timeline(trace);
  const outcome = savedOutcome(timeline, meta.notes);
  const findings = findingsOf(timeline, threshold);
  if (options.json) {
    const request = { ...meta, slowCallbackDuration: threshold };
    printJson(terminal, jsonReport(request, timeline, outcome, findings));
  } else {
    const recorded = new Date(meta.recorded);
    const run = { timeline, outcome, findings, printedError: false, recorded };
    terminal.out(`${headline(meta)}\n\n${reportText({ ...options, threshold }, run, terminal)}`);
  }
  const saved =
    chromeTrace === undefined ||
    (await savePieces(
      resolve(cwd, chromeTrace),
      'The Chrome trace',
      chromeTraceOf(timeline, { title: meta.title, slowCallbackDuration: threshold }),
      terminal,
    ));
  if (!saved) return EXIT_FAILED;
  return options.failOnBlocking && findings.some(isBlocking) ? EXIT_BLOCKING : 0;
}

async function readTrace(
  path: string,
  shown: string,
): Promise<{ trace: TraceStore; meta: TraceFileMeta }> {
  await checkTrace(path, shown);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${shown} cannot be read (${reason}). Check its permissions and its size.`,
    );
  }
  try {
    return decodeTrace(bytes);
  } catch (error) {
    if (!(error instanceof TraceFileError)) throw error;
    throw new UsageError(`${shown}: ${error.message}`);
  }
}

function headline({ title, recorded, clock, version }: TraceFileMeta): string {
  return `${title}, recorded at ${recorded} on the ${clock} clock by Loopscope ${version}`;
}
