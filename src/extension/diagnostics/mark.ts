import type { Finding, Fix } from '../../analysis/finding';
import type { RunOutcome, RunProblem } from '../../protocol/run';
import type { Position } from '../../trace/schema';
import type { Localizer } from '../localizer';

/** A range in a file; lines and columns count from 1. */
export type Place = Omit<Position, 'name'>;

/** What will be shown as a diagnostic. */
export interface Mark {
  readonly severity: 'error' | 'warning' | 'information';
  /** Stable, such as `blocking-call`. */
  readonly code: string;
  readonly message: string;
  readonly place: Place;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  /** What mends it, for the text that was run. */
  readonly fix?: Fix | undefined;
  /** What mends it in another way. */
  readonly otherFix?: Fix | undefined;
}

/** The marks of a finished run: its findings, and the error that ended it. */
export function marksOf(
  outcome: RunOutcome,
  findings: readonly Finding[],
  l10n: Localizer,
): Mark[] {
  const error = markOfError(outcome);
  return [...(error ? [error] : []), ...marksOfFindings(findings, l10n)];
}

export function marksOfFindings(findings: readonly Finding[], l10n: Localizer): Mark[] {
  return findings.flatMap((finding) => markOfFinding(finding, l10n));
}

/** The mark of the error that ended a run, if one did. */
export function markOfError({ end, problem }: RunOutcome): Mark | undefined {
  // A program that was stopped ends with a KeyboardInterrupt somewhere: not an error of that line.
  return end === 'failed' && problem ? markOfProblem(problem) : undefined;
}

function markOfFinding(finding: Finding, l10n: Localizer): Mark[] {
  const { severity, code, position, message, advice, delayed, delayedCount, fix, otherFix } =
    finding;
  if (!position) return [];
  const unlisted = delayedCount - delayed.length;
  const sentences = [message, advice];
  if (unlisted > 0) sentences.push(l10n.t('{0} more tasks are not listed here.', unlisted));
  const related = delayed.map((task) => ({
    place: task.position ?? position,
    message: task.message,
  }));
  const text = sentences.filter((sentence) => sentence !== '').join('\n');
  return [{ severity, code, message: text, place: position, related, fix, otherFix }];
}

const SYNTAX = /^(?:SyntaxError|IndentationError|TabError)\b/;

function markOfProblem(problem: RunProblem): Mark {
  const code = SYNTAX.test(problem.message) ? 'syntax-error' : 'uncaught-exception';
  return { severity: 'error', code, message: problem.message, place: problem, related: [] };
}
