import { isAbsolute, relative } from 'node:path';
import { changedLines } from '../analysis/apply-fix';
import type { DelayedTask, Finding } from '../analysis/finding';
import { type Summary, summaryPhrases } from '../analysis/summary';
import type { RunOutcome } from '../protocol/run';
import type { Position } from '../trace/schema';

/**
 * The warnings: `file:line: message`, and under each the advice, the lines that would mend it, and the tasks
 * that it delayed. `textOf` gives the text of a file, or undefined.
 */
export function findingLines(
  findings: readonly Finding[],
  cwd: string,
  textOf: (file: string) => string | undefined,
): string[] {
  return findings.flatMap((finding) => {
    const more = finding.delayedCount - finding.delayed.length;
    return [
      `${place(finding.position, cwd)}${finding.message}`,
      `    ${finding.advice}`,
      ...fixLines(finding, textOf),
      ...finding.delayed.map((delayed) => `    ${relatedLine(delayed)}`),
      ...(more > 0 ? [`    … and ${more} more.`] : []),
    ];
  });
}

/** The run in one line. */
export function summaryLine(numbers: Summary): string {
  const line = summaryPhrases(numbers).join('; ');
  return `${line[0]!.toUpperCase()}${line.slice(1)}.`;
}

/** Why the run ended; `isTold`: what the program printed, or a finding, has said it. */
export function outcomeLines(outcome: RunOutcome, isTold: boolean, cwd: string): string[] {
  const { end, problem } = outcome;
  const notes = (outcome.notes ?? []).map((note) => `loopscope: ${inTerminal(note)}`);
  if (outcome.message === '' || end === 'finished') return notes;
  if (isTold) return notes;
  const where = problem ? `${shownPath(problem.file, cwd)}:${problem.line}: ` : 'loopscope: ';
  return [`${where}${inTerminal(outcome.message)}`, ...notes];
}

/** A sentence with options in place of settings. */
function inTerminal(sentence: string): string {
  return OPTIONS.reduce(
    (text, [setting, option]) => text.replace(setting, option),
    sentence.replace(SETTING, (_, name: string) => optionFor(name)),
  );
}

const OPTIONS: readonly (readonly [setting: string, option: string])[] = [
  ['turn on the setting loopscope.files.write', 'use the option --write'],
  ['in the setting loopscope.python.packages', 'with the option --packages'],
];

/** Limits are settings in the editor and options here. */
const SETTING = /the setting loopscope\.limits\.(\w+)/g;

function optionFor(limit: string): string {
  const words = limit.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `the option --limit-${words}`;
}

/** Relative if the file lies below the working directory. */
export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
}

function place(position: Position | undefined, cwd: string): string {
  return position ? `${shownPath(position.file, cwd)}:${position.line}: ` : '';
}

function fixLines({ fix, position }: Finding, textOf: (file: string) => string | undefined) {
  const text = fix && position && textOf(position.file);
  if (!fix || text === undefined) return [];
  return changedLines(text, fix).flatMap(({ line, before, after }) => [
    ...before.map((one, index) => `      ${line + index} - ${one}`.trimEnd()),
    ...after.map((one) => `      ${' '.repeat(String(line).length)} + ${one}`.trimEnd()),
  ]);
}

function relatedLine({ message, position }: DelayedTask): string {
  return position ? `${message.replace(/\.$/, '')} (line ${position.line}).` : message;
}
