import type { Finding } from './finding';
import type { LineHistories } from './line-histories';
import { LineHistory } from './line-history';
import { countOf, grouped, shortSeconds, type Tally } from './line-tally';
import type { TaskNames } from './task-names';

/** What stands at the end of a line after a run. */
export interface LineSummary {
  /** From 1. */
  readonly line: number;
  /** At most two facts, such as `1.00 s late · waited 3 × 1.00 s`. */
  readonly text: string;
  /** The most telling one, for where there is little room. */
  readonly short: string;
  /** The line held the loop for so long that it is a finding. */
  readonly isBlocking: boolean;
}

/** More at the end of a line would not be read. */
const MOST_FACTS = 2;

/** What happened at each line of a file, in order of the lines. `findings`: those of the run. */
export function lineSummaries(
  histories: LineHistories,
  names: TaskNames,
  findings: readonly Finding[],
  file: string,
): LineSummary[] {
  const lines = histories.linesOf(file);
  const blocking = new Map<number, Finding>();
  for (const finding of findings) {
    const { position } = finding;
    if (position?.file === file && BLOCKING.test(finding.code))
      blocking.set(position.line, finding);
  }
  return [...new Set([...lines.keys(), ...blocking.keys()])]
    .sort((one, other) => one - other)
    .flatMap((line) => {
      const finding = blocking.get(line);
      const facts = factsOf(lines.get(line) ?? NOTHING, finding, names);
      const [first] = facts;
      if (first === undefined) return [];
      const text = facts.slice(0, MOST_FACTS).join(' · ');
      const short = first.replace(OF_THE_LOOP, '$1');
      return [{ line, text, short, isBlocking: finding !== undefined }];
    });
}

const BLOCKING = /^blocking-/;
const NOTHING = new LineHistory();
/** Where there is little room, the time is more telling than what it was taken from. */
const OF_THE_LOOP = /^(held|kept) the (?:loop|program)(?= )/;

/** The most telling first. */
function factsOf(history: LineHistory, blocking: Finding | undefined, names: TaskNames): string[] {
  const { open, starts, startDelays, failures, cancels } = history;
  const facts = holdFacts(history, blocking);
  if (failures.count > 0) facts.push(`${failures.in(names)} failed`);
  if (open.count > 0) facts.push(`still waiting: ${open.in(names)}`);
  facts.push(...lateFacts(history.delays), ...waitFacts(history));
  if (cancels.count > 0) facts.push(`asked ${cancels.in(names)} to cancel`);
  const isTold = starts.count > 1 || startDelays.count > 0;
  if (isTold) facts.push(`started ${starts.in(names)}`);
  if (isTold) facts.push(...lateFacts(startDelays).map((late) => `began ${late}`));
  return facts.length > 0 ? facts : minorFacts(history, names);
}

/** What is told of a line at which nothing else happened. The program itself says what is printed once. */
function minorFacts({ jobs, printed, children }: LineHistory, names: TaskNames): string[] {
  if (children.count > 0) return [`started ${children.in(names)}`];
  if (jobs > 1) return [`handed in ${countOf(jobs, 'job')}`];
  return printed > 1 ? [`printed ${countOf(printed, 'line')}`] : [];
}

function holdFacts({ holds, stops }: LineHistory, blocking: Finding | undefined): string[] {
  const facts = holds.count > 0 ? [`held the loop ${holds}`] : [];
  if (stops.count > 0) facts.push(`held the program ${stops}`);
  if (facts.length > 0) return facts;
  return blocking ? [`kept the loop busy ${shortSeconds(blocking.seconds)}`] : [];
}

function waitFacts({ waits, inside, yields }: LineHistory): string[] {
  const facts: string[] = [];
  if (waits.count > 0) facts.push(`waited ${waits}`);
  else if (inside.count > 0) facts.push(`waited inside ${inside}`);
  if (yields > 0) facts.push(yields === 1 ? 'gave way' : `gave way ${grouped(yields)} ×`);
  return facts;
}

function lateFacts(delays: Tally): string[] {
  if (delays.count === 0) return [];
  return [delays.count === 1 ? `${delays} late` : `late ${delays}`];
}
