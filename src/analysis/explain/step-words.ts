import { firstIndex } from '../../base/search';
import type { Narrator } from './narrator';
import { neighbour } from './neighbour';
import { listed, listedUpTo, type Passage, say } from './passage';
import { waitPhrase } from './wait-words';

/** At most so many tasks are named; the others are counted. */
export const MOST_NAMES = 3;
/** Characters of a printed text. */
const MOST_TEXT = 40;

/** What a task, or a callback (0), did from one event to before another. */
interface Doer {
  readonly task: number;
  readonly first: number;
  readonly last: number;
}

/**
 * What was done, as phrases that follow a subject: `created func1 and func2`.
 *
 * `began`: the event with which the running interval or the callback began.
 */
export function deeds(n: Narrator, began: number, { task, first, last }: Doer): Passage[] {
  const causes = n.causes.from(began).filter(({ to }) => to.event >= first && to.event < last);
  const tasks = (kind: string) => {
    const ids = new Set(causes.filter((cause) => cause.kind === kind).map(({ to }) => to.task));
    return listedUpTo(
      MOST_NAMES,
      [...ids].map((id) => n.name(id)),
    );
  };
  const [created, cancelled, woke] = [tasks('created'), tasks('cancelled'), tasks('woke')];
  const phrases: Passage[] = [];
  if (created.text !== '') phrases.push(say`created ${created}`);
  const printed = printedPhrase(n, { task, first, last });
  if (printed) phrases.push(printed);
  if (cancelled.text !== '') phrases.push(say`asked ${cancelled} to cancel`);
  if (between(n.causes.interrupts, first, last).length > 0)
    phrases.push(say`was interrupted by Stop or Ctrl+C`);
  if (woke.text !== '') phrases.push(say`woke ${woke}`);
  return phrases;
}

function printedPhrase(n: Narrator, { task, first, last }: Doer): Passage | undefined {
  const { trace } = n;
  const own = between(n.timeline.outputs, first, last).filter((event) => {
    return trace.c(event) === 0 && trace.task(event) === task;
  });
  if (own.length === 0) return undefined;
  if (own.length > 1) return say`printed ${own.length} times`;
  return say`printed ${quoted(n.trace.text(n.trace.b(own[0]!)))}`;
}

/** The first line of a printed text, as code. */
export function quoted(text: string): string {
  const line = text.split('\n', 1)[0]!.replaceAll('`', "'");
  if (line.trim() === '') return 'an empty line';
  return `\`${line.length > MOST_TEXT ? `${line.slice(0, MOST_TEXT - 1)}…` : line}\``;
}

/** What ended a running interval, as a phrase that follows a subject: `waited for func1 (line 20)`. */
export function stepEnd(n: Narrator, interval: number): Passage | undefined {
  const { timeline, trace } = n;
  const next = neighbour(timeline, interval, 1);
  if (next >= 0) {
    const wait = timeline.intervals.event(next);
    return say`${waitPhrase(n, wait)}${n.inBrackets(trace.positionOf(wait))}`;
  }
  const task = timeline.task(timeline.intervals.task(interval));
  if (!task || task.endedEvent < 0) return undefined;
  const line = n.inBrackets(trace.positionOf(task.endedEvent));
  if (task.outcome !== 'failed') return say`was ${task.outcome ?? 'over'}${line}`;
  return say`failed with ${quoted(trace.text(trace.b(task.endedEvent)))}${line}`;
}

/** `It created func1 and then waited for func1 (line 20).` */
export function deedSentence(
  did: readonly Passage[],
  end: Passage | undefined,
  isEnd: boolean,
): Passage | undefined {
  if (did.length === 0) return end && say`Then it ${end}.`;
  if (!end) return say`It ${listed(did)}.`;
  return say`It ${listed([...did, isEnd ? end : say`then ${end}`])}.`;
}

/** The events of an ascending list from `first` to before `last`. */
export function between(events: readonly number[], first: number, last: number): readonly number[] {
  return events.slice(firstAtLeast(events, first), firstAtLeast(events, last));
}

function firstAtLeast(events: readonly number[], event: number): number {
  return firstIndex(events.length, (index) => events[index]! >= event);
}
