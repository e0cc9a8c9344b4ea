import { formatSeconds } from '../model/format';
import { rowsOf } from '../model/rows';
import type { Scale } from '../scale/scale';
import type { Stretch } from '../scale/stretch';
import { axisTicks } from './axis-ticks';
import { cellStrip, stripHeight } from './cell-strip';
import { laneArrows } from './lane-arrows';
import { LaneBuilder } from './lane-builder';
import { movedDown, outputLane, outputRows } from './output-lane';
import type { Scene, SceneBand, SceneOutputLane } from './scene';
import { type SceneInput, scaleFor } from './scene-input';

/** Builds scenes; the spans of lanes are kept as long as neither the trace nor the scale changes. */
export class SceneBuilder {
  readonly #lanes = new LaneBuilder();
  #output: { readonly rows: number; readonly lane: SceneOutputLane } | undefined;
  #key = '';

  build(input: SceneInput): Scene {
    const { model, view, metrics, width, height } = input;
    const scale = scaleFor(input);
    this.#forgetIfChanged(input, scale);
    const rows = rowsOf(model, view);
    const output = this.#outputLane(input, scale, outputRows(input, rows));
    const outputHeight = output?.height ?? 0;
    const cellsHeight = stripHeight(model, metrics);
    const loopTop = metrics.axisHeight + cellsHeight;
    const lanesTop = loopTop + (model.hasLoop ? metrics.laneHeight : 0);
    const content = rows.length * metrics.laneHeight;
    const lanesBottom = Math.max(lanesTop, Math.min(lanesTop + content, height - outputHeight));
    const maxScroll = Math.max(0, content - (lanesBottom - lanesTop));
    const scroll = Math.min(view.scrollTop, maxScroll);
    const origin = lanesTop - scroll;
    const loop = model.hasLoop ? this.#lanes.loopLane(input, scale, loopTop) : undefined;
    const lanes = this.#lanes.lanes(input, rows, scale, origin, lanesTop, lanesBottom);
    const place = { scale, rows, loop, lanes, origin, top: lanesTop, bottom: lanesBottom };
    const { arrows, isSample } = laneArrows({ ...place, model, view, metrics });
    const cursor = view.cursor;
    return {
      ...{ width, height, scale, lanesTop, lanesBottom, maxScroll },
      headWidth: scale.left,
      axisHeight: metrics.axisHeight,
      ticks: axisTicks(scale, input.measure),
      skips: scale.skips(),
      cells: cellStrip(model, scale, metrics, cellsHeight, input.measure),
      ...{ loop, lanes, arrows },
      isSampleOfArrows: isSample,
      output: output && movedDown(output, lanesBottom),
      cursor:
        cursor === undefined
          ? undefined
          : { x: scale.xOfCursor(cursor), label: formatSeconds(cursor.time), moment: cursor },
      marked: view.marked && band(view.marked, scale),
    };
  }

  #forgetIfChanged({ model, metrics }: SceneInput, scale: Scale): void {
    const { from, to } = scale.range;
    const parts = [
      model.header.runId,
      model.version,
      scale.kind,
      from,
      to,
      scale.left,
      scale.right,
    ];
    const key = [...parts, metrics.laneHeight].join(' ');
    if (key !== this.#key) this.forget();
    this.#key = key;
  }

  /** Drops what depends on the widths of letters; call it when fonts changed. */
  forget(): void {
    this.#lanes.forget();
    this.#output = undefined;
  }

  #outputLane(input: SceneInput, scale: Scale, rows: number): SceneOutputLane | undefined {
    if (rows === 0) return undefined;
    if (this.#output?.rows !== rows) this.#output = { rows, lane: outputLane(input, scale, rows) };
    return this.#output.lane;
  }
}

function band({ from, to }: Stretch, scale: Scale): SceneBand {
  const x = scale.xOfCursor(from);
  return { x, width: scale.xOfCursor(to) - x, label: formatSeconds(to.time - from.time) };
}
