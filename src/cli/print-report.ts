import { readFileSync, statSync } from 'node:fs';
import type { Finding } from '../analysis/finding';
import { summary } from '../analysis/summary';
import { textTimeline } from '../analysis/text-timeline';
import type { RunOutcome } from '../protocol/run';
import type { Timeline } from '../trace/timeline';
import { findingLines, outcomeLines, summaryLine } from './report';
import { reportWidth, type Terminal, usesColor, usesUnicode } from './terminal';

/** How a report looks. */
export interface ReportOptions {
  /** Seconds from which a step counts as blocking. */
  readonly threshold: number;
  readonly timeline: boolean;
  readonly primitives: boolean;
  readonly color: boolean;
}

/** A run as it is reported. */
export interface ReportedRun {
  readonly timeline: Timeline;
  readonly outcome: RunOutcome;
  readonly findings: readonly Finding[];
  /** The program's own traceback has been shown. */
  readonly printedError: boolean;
  /** Of a saved trace: when it was recorded. A file that was changed later is not the one that ran. */
  readonly recorded?: Date;
}

/** The report as text: the timeline, the warnings, the end and the summary, with empty lines between. */
export function reportText(options: ReportOptions, run: ReportedRun, terminal: Terminal): string {
  const { timeline, outcome, findings, recorded } = run;
  const { threshold, color, primitives } = options;
  const { cwd } = terminal;
  const isDrawn = options.timeline && timeline.tasks.length + timeline.workers.length > 0;
  const style = {
    width: reportWidth(terminal),
    color: color && usesColor(terminal),
    unicode: usesUnicode(terminal),
    primitives,
  };
  const blocks = [
    isDrawn ? textTimeline(timeline, threshold, style) : [],
    findingLines(findings, cwd, (file) => textOf(file, recorded)),
    [...outcomeLines(outcome, isTold(run), cwd), summaryLine(summary(timeline, threshold))],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** Whether the program's own traceback, or a finding, has said why the run ended. */
function isTold({ outcome, findings, printedError }: ReportedRun): boolean {
  if (outcome.end === 'failed') return printedError;
  return outcome.end === 'stalled' && findings.some(({ code }) => code === 'stalled');
}

/** The text of a file as it is on disk, undefined if it cannot be read or is newer than the run. */
function textOf(file: string, recorded: Date | undefined): string | undefined {
  try {
    if (recorded && statSync(file).mtime > recorded) return undefined;
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a document of `--json`. */
export function printJson(terminal: Terminal, report: unknown): void {
  terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
}
