import type { EventOrder } from './event-order';
import type { Scale } from './scale';
import type { Tick } from './ticks';

/** Between a line without a label and the next one. */
const MIN_LINE_PX = 10;
const MAX_DIGITS = 6;
const MIN_DIGITS = 3;

/** A tick nearer to the left edge has no room for its label. */
const EDGE_PX = 12;

interface Found {
  readonly x: number;
  readonly time: number;
  readonly isLabelled: boolean;
  readonly isPinned?: true;
}

/**
 * A tick where each new time begins: labelled at least `gap` pixels apart, a line alone where it is too
 * narrow for that, and none where lines would touch. If no label is near the left edge, the time that goes
 * on there is one. O(pixels × log events).
 */
export function orderTicks(order: EventOrder, scale: Scale, gap: number): Tick[] {
  const { left } = scale;
  const found = pinned(order, scale, gap);
  // A pinned label begins where others have their middle.
  let labelled = found.length > 0 ? left + gap / 2 : Number.NEGATIVE_INFINITY;
  let instant = instantFrom(order, scale.range.from);
  while (instant < order.instantCount && xOf(instant, order, scale) <= scale.right) {
    const x = xOf(instant, order, scale);
    const isLabelled = x - left >= EDGE_PX && x - labelled >= gap;
    if (isLabelled) labelled = x;
    found.push({ x, time: order.timeOf(instant), isLabelled });
    instant = Math.max(instant + 1, instantFrom(order, scale.position(x + MIN_LINE_PX)));
  }
  const digits = digitsFor(found.flatMap(({ isLabelled, time }) => (isLabelled ? [time] : [])));
  return found.map(({ x, time, isLabelled, isPinned }) => ({
    ...{ x, label: isLabelled ? `${time.toFixed(digits)} s` : '' },
    ...(isPinned && { isPinned }),
  }));
}

/** The time at the left edge, unless a time with room for its label begins near. */
function pinned(order: EventOrder, scale: Scale, gap: number): Found[] {
  const { left, range } = scale;
  const next = instantFrom(order, scale.position(left + EDGE_PX));
  const hasRoom = next >= order.instantCount || xOf(next, order, scale) - left >= 1.5 * gap;
  if (!hasRoom || next === 0) return [];
  const isBegun = instantFrom(order, range.from) === next;
  const time = isBegun ? order.momentAt(range.from).time : order.timeOf(next - 1);
  return [{ x: left, time, isLabelled: true, isPinned: true }];
}

function xOf(instant: number, order: EventOrder, scale: Scale): number {
  return scale.x(order.start(order.firstOf(instant)));
}

/** The first instant that begins at a position or after it. */
function instantFrom(order: EventOrder, position: number): number {
  const event = order.eventFrom(position);
  if (event >= order.trace.length) return order.instantCount;
  const instant = order.instantOf(event);
  return order.firstOf(instant) === event ? instant : instant + 1;
}

/** Digits after the point that tell ascending times apart, as far as a trace knows them. */
function digitsFor(times: readonly number[]): number {
  for (let digits = MIN_DIGITS; digits < MAX_DIGITS; digits++) {
    const texts = new Set(times.map((time) => time.toFixed(digits)));
    if (texts.size === times.length) return digits;
  }
  return MAX_DIGITS;
}
