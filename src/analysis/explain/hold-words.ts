import { formatSeconds } from '../format-seconds';
import { hotSpotOf } from './hot-spot';
import { intervalOfEvent } from './interval-of-event';
import { type Narrator, SHORTEST } from './narrator';
import { neighbour } from './neighbour';
import { listedUpTo, NOTHING, type Passage, say } from './passage';
import { MOST_NAMES } from './step-words';

/** A step or callback that held the loop. */
export interface LongStep {
  /** Index of its first span in `timeline.loop`. */
  readonly span: number;
  /** Its events: from `first` to before `last`. */
  readonly first: number;
  readonly last: number;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
}

/** What held the loop, and who had to wait: `` `time.sleep(2)` (line 14) did not give control back … `` */
export function holdSentence(n: Narrator, step: LongStep): Passage {
  return say`${holdClause(n, step)}${keptWaiting(n, step)}.`;
}

function holdClause(n: Narrator, { first, last, from, to }: LongStep): Passage {
  const { call, times, position, isStart } = hotSpotOf(n, first, last);
  const seconds = formatSeconds(to - from);
  if (call !== '') {
    const often = times > 1 ? `, ${times} times,` : '';
    return say`${call}${n.inBrackets(position)}${often} did not give control back to the loop for ${seconds}`;
  }
  const where = position ? say`${isStart ? ' that begins' : ''}${n.atLine(position)}` : NOTHING;
  return say`The work${where} did not give control back to the loop for ${seconds}`;
}

/** Who became ready while a span held the loop until `to`: `, so func1 had to wait`. */
function keptWaiting(n: Narrator, { span, to }: LongStep): Passage {
  const isLast = span === n.timeline.loop.length - 1;
  const late = [...tasksReadyDuring(n, span, to), ...(isLast ? tasksLeftReady(n, span, to) : [])];
  if (late.length > 0) {
    const names = listedUpTo(
      MOST_NAMES,
      late.map((task) => n.name(task)),
    );
    return say`, so ${names} had to wait`;
  }
  // While a step goes on, somebody may still become ready.
  const isOver = n.timeline.loop.at(span)!.to <= to;
  return isOver ? say`, but nobody else was ready` : NOTHING;
}

/** Iterations of the loop after which all who became ready meanwhile had their turn. */
const ITERATIONS = 3;

/**
 * Tasks that were ready while a span of the loop held it until `to` (seconds). Each of them runs in
 * the iterations after it: a timer's callback in the next, what it wakes in the one behind.
 */
function tasksReadyDuring(n: Narrator, span: number, to: number): number[] {
  const { timeline, trace } = n;
  const { loop, intervals } = timeline;
  const held = loop.at(span)!;
  const late = new Set<number>();
  const last = trace.c(held.event) + ITERATIONS;
  for (let index = span + 1; index < loop.length; index++) {
    const { kind, task, event } = loop.at(index)!;
    if (kind === 'idle' || trace.c(event) > last || trace.c(event) < trace.c(held.event)) break;
    if (kind !== 'task' || task === held.task) continue;
    const running = intervalOfEvent(timeline, event);
    const ready = running < 0 ? -1 : neighbour(timeline, running, -1);
    if (ready < 0 || intervals.state(ready) !== 'ready') continue;
    if (intervals.from(ready) < to - SHORTEST && intervals.to(ready) >= to) late.add(task);
  }
  return [...late];
}

/** Tasks that were ready, or due, while the last span of the loop held it until `to` (seconds), and never ran. */
function tasksLeftReady({ timeline, trace }: Narrator, span: number, to: number): number[] {
  const { loop, intervals, tasks } = timeline;
  const holder = loop.at(span)!.task;
  return tasks
    .filter(({ id, endedEvent, intervals: own }) => {
      const last = own.at(-1);
      if (id === holder || endedEvent >= 0 || last === undefined) return false;
      const state = intervals.state(last);
      // A sleep that nobody ended has the deadline as its value; that of other waits is no number.
      const since = state === 'waiting' ? trace.value(intervals.event(last)) : intervals.from(last);
      return state !== 'running' && since < to - SHORTEST;
    })
    .map(({ id }) => id);
}
