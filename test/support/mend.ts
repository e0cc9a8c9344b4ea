import { applyFix } from '../../src/analysis/apply-fix';
import { findingsOf } from '../../src/analysis/findings';
import type { RunRequest } from '../../src/protocol/run';
import type { EngineUnderTest, FinishedRun } from './engine';

/** A program has at most so many kinds of old idioms. */
const MAX_FIXES = 8;

export interface Mended {
  readonly run: FinishedRun;
  /** Of each run that failed: its error and what was said about it. */
  readonly steps: readonly string[];
  readonly source: string;
}

/** Runs a program and applies the fix of its finding, until there is none. */
export async function mend(
  engine: EngineUnderTest,
  program: string,
  file: string,
  options: Partial<RunRequest> = {},
): Promise<Mended> {
  const steps: string[] = [];
  let source = program;
  for (;;) {
    const run = await engine.run(source, options, file);
    const old = findingsOf(run.timeline, 0.1).find(({ code }) => code === 'old-idiom');
    if (!old) return { run, steps, source };
    const { message, advice, position, fix } = old;
    const error = run.outcome.problem?.message;
    const place = position && `${position.line}:${position.column}-${position.endColumn}`;
    steps.push([error, place, message, advice, fix?.title ?? '(no fix)'].join('\n'));
    if (!fix || steps.length > MAX_FIXES) return { run, steps, source };
    source = applyFix(source, fix);
  }
}
