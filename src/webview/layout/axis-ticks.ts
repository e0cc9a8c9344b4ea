import { type Tick, ticks } from '../scale/ticks';
import type { TimeScale } from '../scale/time-scale';
import type { Measure } from './text-fit';

/** Ticks at round seconds whose labels keep their distance. */
export function axisTicks(scale: TimeScale, measure: Measure): (Tick & { readonly x: number })[] {
  const width = scale.right - scale.left;
  // The length of the labels depends on the step, which depends on their number.
  let most = width / 50;
  let found = ticks(scale.range, most);
  for (let tries = 0; tries < 4; tries++) {
    const widest = Math.max(0, ...found.map((tick) => measure(tick.label, 'axis')));
    if (found.length * (widest + 24) <= width) break;
    most = Math.max(1, Math.min(most * 0.7, width / (widest + 24)));
    found = ticks(scale.range, most);
  }
  return found.map((tick) => ({ ...tick, x: scale.x(tick.time) }));
}
