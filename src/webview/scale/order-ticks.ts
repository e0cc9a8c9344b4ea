import type { EventOrder } from './event-order';
import type { Scale } from './scale';
import type { Tick } from './ticks';

/** Between a line without a label and the next one. */
const MIN_LINE_PX = 10;
const MAX_DIGITS = 6;
const MIN_DIGITS = 3;

/**
 * A tick where each new time begins: labelled at least `gap` pixels apart, a line alone where it is too
 * narrow for that, and none where lines would touch. O(pixels × log events).
 */
export function orderTicks(order: EventOrder, scale: Scale, gap: number): Tick[] {
  const found: { readonly x: number; readonly time: number; readonly isLabelled: boolean }[] = [];
  let labelled = Number.NEGATIVE_INFINITY;
  const xOf = (instant: number) => scale.x(order.start(order.firstOf(instant)));
  let instant = instantFrom(order, scale.range.from);
  while (instant < order.instantCount && xOf(instant) <= scale.right) {
    const x = xOf(instant);
    const isLabelled = x - labelled >= gap;
    if (isLabelled) labelled = x;
    found.push({ x, time: order.timeOf(instant), isLabelled });
    instant = Math.max(instant + 1, instantFrom(order, scale.position(x + MIN_LINE_PX)));
  }
  const digits = digitsFor(found.flatMap(({ isLabelled, time }) => (isLabelled ? [time] : [])));
  return found.map(({ x, time, isLabelled }) => {
    return { x, label: isLabelled ? `${time.toFixed(digits)} s` : '' };
  });
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
