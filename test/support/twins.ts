import { readFileSync } from 'node:fs';
import { findingsOf } from '../../src/analysis/findings';
import { TaskNames } from '../../src/analysis/task-names';
import { waitText } from '../../src/analysis/wait-text';
import { OUTCOMES, type Position } from '../../src/trace/schema';
import { readyCause, type Timeline, waitKind } from '../../src/trace/timeline';
import { CodeLines } from './code-lines';
import type { FinishedRun } from './engine';

/** Seconds from which a step counts as blocking. */
const SLOW = 0.1;

/**
 * What a learner sees of a run, in words that do not depend on the language: names are written as in
 * TypeScript, and places as the lines of code of a function, see `CodeLines`.
 */
export function behaviour(run: FinishedRun, file: string) {
  const lines = new CodeLines(readFileSync(file, 'utf8'));
  const names = new TaskNames(run.timeline);
  return {
    stdout: run.stdout.split('\n'),
    end: [run.outcome.end, run.outcome.exitCode],
    story: story(run.timeline, names, lines),
    findings: findings(run.timeline, lines),
  };
}

/** Each change of the state of a task, in the order in which they happened. */
function story(timeline: Timeline, names: TaskNames, lines: CodeLines): string[] {
  const { trace } = timeline;
  const told: string[] = [];
  for (let event = 0; event < trace.length; event++) {
    const words = wordsOf(timeline, names, lines, event);
    if (words === undefined) continue;
    const name = names.of(trace.task(event));
    told.push(inTypeScript(`${seconds(trace.time(event))} ${name} ${words}`));
  }
  return told;
}

function wordsOf(
  timeline: Timeline,
  names: TaskNames,
  lines: CodeLines,
  event: number,
): string | undefined {
  const { trace } = timeline;
  const at = place(trace.positionOf(event), lines);
  switch (trace.kind(event)) {
    case 'task.created':
      return `is created by ${names.of(trace.a(event))} ${at}`;
    case 'task.ready':
      return `is ready: ${readyCause(trace, event)} ${seconds(trace.value(event))}`;
    case 'task.step':
      return 'runs';
    case 'task.suspended': {
      const wait = `${waitKind(trace, event)}, ${waitText(timeline, names, event)}`;
      return `waits: ${wait}, until ${seconds(trace.value(event))} ${at}`;
    }
    case 'task.ended':
      return `is ${OUTCOMES[trace.a(event)]} ${trace.text(trace.b(event))}`;
    case 'task.cancelling':
      return `is asked to cancel by ${names.of(trace.a(event))} ${at}`;
    case 'task.uncancelled':
      // Where a `timeout` ends is known in Python only.
      return 'is not asked to cancel any more';
    case 'block':
      return `blocks until ${seconds(trace.value(event))} ${at}`;
    case 'output':
      return trace.a(event) === 1 ? `prints ${trace.text(trace.b(event))}` : undefined;
    default:
      return undefined;
  }
}

function findings(timeline: Timeline, lines: CodeLines) {
  return findingsOf(timeline, SLOW).map(({ fix, ...finding }) => ({
    ...finding,
    fix: fix?.edits.map(({ text }) => inTypeScript(text)),
    message: inTypeScript(finding.message),
    advice: inTypeScript(finding.advice),
    position: place(finding.position, lines),
    delayed: finding.delayed.map(({ task: _number, ...delayed }) => ({
      ...delayed,
      name: inTypeScript(delayed.name),
      message: inTypeScript(delayed.message),
      position: place(delayed.position, lines),
    })),
  }));
}

function place(position: Position | undefined, lines: CodeLines): string {
  return position ? `at ${inTypeScript(lines.placeOf(position.line))}` : '';
}

/** `make_tea` is `makeTea`; nothing else in what is compared has an underscore. */
function inTypeScript(text: string): string {
  return text.replaceAll(/(?<=[a-z0-9])_([a-z0-9])/g, (_match, letter: string) =>
    letter.toUpperCase(),
  );
}

/** Enough decimals for every deadline of a demo. */
function seconds(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}
