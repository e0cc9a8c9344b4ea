import type { Scale } from '../scale/scale';
import type { Tick } from '../scale/ticks';
import type { Measure } from './text-fit';

const LEAST_GAP_PX = 50;
/** Between two labels. */
const LABEL_GAP_PX = 24;

/** Ticks whose labels keep their distance. */
export function axisTicks(scale: Scale, measure: Measure): readonly Tick[] {
  // How long the labels are depends on how many there are.
  let gap = LEAST_GAP_PX;
  let found = scale.ticks(gap);
  for (let tries = 0; tries < 4; tries++) {
    const widest = Math.max(0, ...found.map(({ label }) => measure(label, 'axis')));
    if (gap >= widest + LABEL_GAP_PX) break;
    gap = widest + LABEL_GAP_PX;
    found = scale.ticks(gap);
  }
  return found;
}
