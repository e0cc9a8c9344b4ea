import { firstIndex } from '../../base/search';
import type { LoopTable } from '../../trace/loop-table';
import type { LoopSpan } from '../../trace/timeline';
import { formatSeconds } from '../format-seconds';
import { callbackName } from './callback-words';
import { hotInBrackets } from './hot-spot';
import { type Narrator, SHORTEST } from './narrator';
import { listed, type Passage, say } from './passage';

/** What held the loop for a while: all steps of one task, or one callback by name. */
interface Holder {
  readonly name: Passage;
  readonly isTask: boolean;
  seconds: number;
  count: number;
  /** Index of its longest span in `timeline.loop`. */
  longest: number;
  longestSeconds: number;
}

/** Holders that are named; the others are counted. */
const MOST_HOLDERS = 2;
/** One holder is enough to name if all others took less than this part. */
const NEARLY_ALL = 0.95;

/** The index of the first span of the loop that ends after `time` (seconds). */
export function firstSpanAfter(loop: LoopTable, time: number): number {
  return firstIndex(loop.length, (span) => loop.to(span) > time);
}

/** The index of the first span of the loop that began with `event` or after it. */
export function spanAtEvent(loop: LoopTable, event: number): number {
  return firstIndex(loop.length, (span) => loop.event(span) >= event);
}

/** With what the loop was busy from `from` to `to`, as it follows "busy with"; undefined if it was not. */
export function busyWith(n: Narrator, from: number, to: number): Passage | undefined {
  const holders = holdersOf(n, from, to);
  const [first, ...others] = holders;
  if (!first) return undefined;
  const total = holders.reduce((sum, { seconds }) => sum + seconds, 0);
  if (first.seconds >= total * NEARLY_ALL)
    return say`${counted(first)}${hotOfSpan(n, first.longest)}`;
  const named = [first, ...others].slice(0, MOST_HOLDERS).map((holder) => {
    return say`${counted(holder)} for ${formatSeconds(holder.seconds)}${hotOfSpan(n, holder.longest)}`;
  });
  const left = holders.length - named.length;
  return listed(left > 0 ? [...named, `${left} more`] : named);
}

/** `peel`, or `3 steps of peel`. */
function counted({ name, isTask, count }: Holder): Passage {
  return count === 1 ? name : say`${count} ${isTask ? 'steps' : 'runs'} of ${name}`;
}

function hotOfSpan(n: Narrator, index: number): Passage {
  const { loop, trace } = n.timeline;
  return hotInBrackets(n, loop.at(index)!.event, loop.at(index + 1)?.event ?? trace.length);
}

function holdersOf(n: Narrator, from: number, to: number): Holder[] {
  const { loop } = n.timeline;
  const holders = new Map<number, Holder>();
  for (let index = firstSpanAfter(loop, from); index < loop.length; index++) {
    const began = loop.from(index);
    if (began >= to) break;
    const seconds = Math.min(n.until(loop.to(index)), to) - Math.max(began, from);
    if (seconds <= 0 || loop.kind(index) === 'idle') continue;
    addTo(n, holders, index, seconds);
  }
  const all = [...holders.values()].filter(({ seconds }) => seconds >= SHORTEST);
  return all.sort((one, other) => other.seconds - one.seconds);
}

function addTo(n: Narrator, holders: Map<number, Holder>, index: number, seconds: number): void {
  const span = n.timeline.loop.at(index)!;
  const key = spanKey(n, span);
  const known = holders.get(key);
  if (!known) {
    holders.set(key, {
      name: spanName(n, span),
      isTask: span.kind === 'task',
      seconds,
      count: 1,
      longest: index,
      longestSeconds: seconds,
    });
    return;
  }
  known.seconds += seconds;
  known.count++;
  if (seconds <= known.longestSeconds) return;
  known.longest = index;
  known.longestSeconds = seconds;
}

/** Equal for all steps of a task, and for all callbacks of one name. */
export function spanKey(n: Narrator, { kind, task, event }: LoopSpan): number {
  return kind === 'task' ? task : -1 - n.trace.b(event);
}

/** `func2`, or `` the callback `show` ``. */
export function spanName(n: Narrator, span: LoopSpan): Passage {
  if (span.kind === 'task') return n.name(span.task);
  const name = callbackName(n, span.event);
  return name.text === 'a callback' ? name : say`the callback ${name}`;
}
