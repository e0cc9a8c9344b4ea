import { countUpTo } from '../base/search';
import { GOES_ON, type Position } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { type AwaitableCall, awaitableCall, functionThatBlocks } from './await-instead';
import { type BlockingStep, TOLERANCE } from './blocking-steps';
import type { Segment } from './busy-time';

/**
 * How it is known that a line held the loop: `call`, it called something that blocks; `line`, the
 * profiler saw it at work; `start`, only the beginning of the step is known; `part`, no line held
 * the loop for long by itself, and this one took the largest part of the step.
 */
export type HoldKind = 'call' | 'line' | 'start' | 'part';

/** The time for which one line held the loop in one step. */
export interface Hold {
  readonly step: BlockingStep;
  /** Equal for holds of the same line. */
  readonly line: string;
  readonly position: Position | undefined;
  readonly kind: HoldKind;
  /** The call as written, or the name of what ran if no position is known. */
  readonly text: string;
  readonly seconds: number;
  /** What can be awaited instead of the first call, if that is known. */
  readonly instead: AwaitableCall | undefined;
  /** The function of the first call if it cannot await; else empty. */
  readonly inFunction: string;
  /** Calls that blocked, 0 if the line did not call anything that is known to block. */
  readonly calls: number;
  readonly segments: readonly Segment[];
}

interface Share {
  readonly position: Position | undefined;
  readonly line: string;
  readonly text: string;
  readonly start: boolean;
  instead: AwaitableCall | undefined;
  inFunction: string;
  inCalls: number;
  calls: number;
  working: number;
  segments: Segment[];
}

/** Where callbacks were scheduled, by their `callback.started` event. */
export type CallbackPositions = ReadonlyMap<number, Position>;

/**
 * The lines that are to blame for a blocking step.
 *
 * 1. Blocking calls (`block`) count what they took; the rest is shared by what the profiler saw
 *    (`sample`), or goes to the beginning of the step if it saw nothing.
 * 2. Every line with `slowCallbackDuration` seconds or more is blamed for its own time. If there is
 *    none, the line with most is blamed for the whole step.
 */
export function holdsOfStep(
  timeline: Timeline,
  step: BlockingStep,
  slowCallbackDuration: number,
  callbacks: CallbackPositions,
): Hold[] {
  const shares = new Map<string, Share>();
  const rest = shareCalls(timeline, step, shares);
  if (!shareSamples(timeline, step, rest, shares))
    shareStart(timeline, step, rest, shares, callbacks);
  const all = [...shares.values()].map((share) => toHold(step, share));
  const long = all.filter((hold) => hold.seconds >= slowCallbackDuration - TOLERANCE);
  if (long.length > 0) return long;
  const largest = all.reduce((best, hold) => (hold.seconds > best.seconds ? hold : best));
  return [wholeStep(largest)];
}

/** Returns the seconds of the step that no blocking call accounts for. */
function shareCalls(timeline: Timeline, step: BlockingStep, shares: Map<string, Share>): number {
  const { trace } = timeline;
  let rest = step.to - step.from;
  for (const event of eventsOf(timeline.blocks, step)) {
    const from = Math.max(trace.time(event), step.from);
    const to = Math.min(trace.value(event), step.to);
    if (!(to > from)) continue;
    const share = shareOf(shares, trace.positionOf(event), trace.text(trace.a(event)), false);
    share.inCalls += to - from;
    if (share.calls === 0) {
      share.instead = awaitableCall(trace, event);
      share.inFunction = functionThatBlocks(trace, event);
    }
    if ((trace.b(event) & GOES_ON) === 0 || share.calls === 0) share.calls++;
    share.segments.push({ from, to, weight: 1 });
    rest -= to - from;
  }
  return Math.max(rest, 0);
}

/** Returns false if there was nothing to share the rest by. */
function shareSamples(
  timeline: Timeline,
  step: BlockingStep,
  rest: number,
  shares: Map<string, Share>,
): boolean {
  const { trace } = timeline;
  const samples = eventsOf(timeline.samples, step).filter((event) => trace.value(event) > 0);
  const free = samples.filter((event) => !duringCall(timeline, event));
  const total = free.reduce((sum, event) => sum + trace.value(event), 0);
  if (total === 0) return false;
  for (const event of free) {
    const share = shareOf(shares, trace.positionOf(event), '', false);
    share.working += (rest * trace.value(event)) / total;
  }
  return true;
}

/**
 * On a real clock the profiler also sees the blocking call itself, which has been counted. The call
 * is written when it is over, so it is the first `block` event behind the sample.
 */
function duringCall(timeline: Timeline, sample: number): boolean {
  const { trace, blocks } = timeline;
  const block = blocks[countUpTo(blocks, sample)];
  if (block === undefined) return false;
  const time = trace.time(sample);
  return trace.time(block) < time && time < trace.value(block);
}

function shareStart(
  timeline: Timeline,
  step: BlockingStep,
  rest: number,
  shares: Map<string, Share>,
  callbacks: CallbackPositions,
): void {
  if (rest <= 0) return;
  const { trace } = timeline;
  const position = trace.positionOf(step.event) ?? callbacks.get(step.event);
  const name =
    step.kind === 'callback'
      ? trace.text(trace.b(step.event))
      : (timeline.task(step.task)?.coroutine ?? '');
  shareOf(shares, position, name, true).working += rest;
}

function shareOf(
  shares: Map<string, Share>,
  position: Position | undefined,
  text: string,
  start: boolean,
): Share {
  const line = position ? `${position.file}:${position.line}` : `?${text}`;
  const known = shares.get(line);
  if (known) return known;
  const share = {
    position,
    line,
    text,
    start,
    instead: undefined,
    inFunction: '',
    inCalls: 0,
    calls: 0,
    working: 0,
    segments: [],
  };
  shares.set(line, share);
  return share;
}

function toHold(step: BlockingStep, share: Share): Hold {
  const { line, position, text, calls, instead, inFunction } = share;
  const seconds = share.inCalls + share.working;
  const weight = Math.min(1, seconds / (step.to - step.from));
  const onlyCalls = share.working === 0;
  return {
    step,
    line,
    position,
    kind: share.inCalls >= share.working ? 'call' : share.start ? 'start' : 'line',
    text,
    seconds,
    calls,
    instead,
    inFunction,
    segments: onlyCalls ? share.segments : [{ from: step.from, to: step.to, weight }],
  };
}

function wholeStep(hold: Hold): Hold {
  const { from, to } = hold.step;
  const kind = hold.kind === 'start' ? 'start' : 'part';
  return { ...hold, kind, seconds: to - from, segments: [{ from, to, weight: 1 }] };
}

/** The events of an ascending list that lie inside the step. */
function eventsOf(events: readonly number[], step: BlockingStep): number[] {
  const found: number[] = [];
  for (let index = countUpTo(events, step.event); index < events.length; index++) {
    const event = events[index]!;
    if (event >= step.eventAfter) break;
    found.push(event);
  }
  return found;
}
