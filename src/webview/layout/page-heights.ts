import type { TimelineModel } from '../model/timeline-model';
import { stripHeight } from './cell-strip';
import type { Metrics } from './metrics';
import { MAX_OUTPUT_ROWS, outputHeight } from './output-marks';

/** The share of the page that lanes get before anything else does, if they need it; as in the style sheet. */
const LANES_SHARE = 0.6;
/** CSS pixels; with less, an inspector says nothing. */
const LEAST_INSPECTOR_PX = 120;
/** Lanes are low where a canvas is lower than so many font sizes and does not show them all. */
const LOW_CANVAS = 30;

/** CSS pixels that a canvas would need to show a run as a whole. */
export function wantedHeight(model: TimelineModel, lanes: number, metrics: Metrics): number {
  const { axisHeight, laneHeight, outputRowHeight } = metrics;
  const lines = Math.min(model.outputs.lines.length, MAX_OUTPUT_ROWS);
  const output = lines === 0 ? 0 : outputHeight(lines, outputRowHeight);
  const all = lanes + (model.hasLoop ? 1 : 0);
  return axisHeight + stripHeight(model, metrics) + all * laneHeight + output;
}

/** Whether lanes are drawn low, so that more of them are seen; heights in CSS pixels. */
export function areLanesLow(canvas: number, wanted: number, fontSize: number): boolean {
  return canvas < wanted && canvas < LOW_CANVAS * fontSize;
}

/**
 * Whether the lanes leave room for an inspector, in CSS pixels: the `page`, what stands on it `besides` the two,
 * and what the lanes want.
 */
export function hasRoomForInspector(page: number, besides: number, wanted: number): boolean {
  return page - besides - Math.min(LANES_SHARE * page, wanted) >= LEAST_INSPECTOR_PX;
}
