import type { Row } from '../model/rows';
import type { Scale } from '../scale/scale';
import { stripHeight } from './cell-strip';
import { MAX_OUTPUT_ROWS, OUTPUT_STRIP_PX, outputHeight, placeOutput } from './output-marks';
import type { SceneOutputLane } from './scene';
import type { SceneInput } from './scene-input';
import { elide } from './text-fit';

/** Lanes that are seen before outputs get a second row. */
const LANES_FIRST = 9;

/** Rows of the output lane: as many as there are lines, but never so many that few lanes are seen. */
export function outputRows({ model, metrics, height }: SceneInput, lanes: readonly Row[]): number {
  const lines = model.outputs.lines.length;
  const top = metrics.axisHeight + stripHeight(model, metrics);
  const least = Math.min(LANES_FIRST, lanes.length + 1) * metrics.laneHeight + top;
  const room = Math.floor((height - least) / metrics.outputRowHeight);
  return Math.min(lines, MAX_OUTPUT_ROWS, Math.max(1, room));
}

/** The output lane at the top of the canvas, as high as those of its `rows` that are in use. */
export function outputLane(input: SceneInput, scale: Scale, rows: number): SceneOutputLane {
  const { model, measure, metrics } = input;
  const geometry = { top: 0, rows, rowHeight: metrics.outputRowHeight };
  const marks = placeOutput(model.outputs.lines, scale, geometry, measure);
  const lowest = Math.max(OUTPUT_STRIP_PX + 1, ...marks.map((mark) => mark.y));
  const used = Math.ceil((lowest - OUTPUT_STRIP_PX) / metrics.outputRowHeight);
  const x = metrics.headPadding;
  const text = elide('output', scale.left - x - 6, 'name', measure);
  return {
    y: 0,
    height: outputHeight(used, metrics.outputRowHeight),
    name: { x, y: OUTPUT_STRIP_PX + metrics.outputRowHeight / 2, text, full: 'output' },
    marks,
  };
}

export function movedDown(lane: SceneOutputLane, dy: number): SceneOutputLane {
  return {
    y: lane.y + dy,
    height: lane.height,
    name: { ...lane.name, y: lane.name.y + dy },
    marks: lane.marks.map((mark) => ({ ...mark, y: mark.y + dy })),
  };
}
