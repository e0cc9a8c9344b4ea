import { formatSeconds } from '../model/format';
import type { Lane } from '../model/lanes';
import { lastKnown, loopNote, runStart, taskNote } from '../model/notes';
import type { TimelineModel } from '../model/timeline-model';
import { ticks } from '../scale/ticks';
import { clampRange, fitRange, TimeScale } from '../scale/time-scale';
import type { ViewState } from '../view-state';
import { laneHead } from './lane-head';
import { loopSpans, taskSpans } from './lane-spans';
import { headWidth, type Metrics, MIN_SPAN_PX } from './metrics';
import { MAX_OUTPUT_ROWS, OUTPUT_STRIP_PX, placeOutput } from './output-marks';
import {
  LOOP_LANE,
  type Scene,
  type SceneLane,
  type SceneMark,
  type SceneOutputLane,
  type SceneSpan,
} from './scene';
import { SpanSums } from './span-sums';
import { elide, type Measure } from './text-fit';

export interface SceneInput {
  readonly model: TimelineModel;
  readonly view: ViewState;
  /** CSS pixels of the canvas. */
  readonly width: number;
  readonly height: number;
  readonly metrics: Metrics;
  readonly measure: Measure;
}

/** The scale of the page: the range that was chosen, within the run; or all of the run. */
export function scaleFor({ model, view, width }: SceneInput): TimeScale {
  const left = headWidth(view.headWidth, width);
  const right = Math.max(left + 1, width);
  const fit = fitRange({ from: runStart(model), to: model.timeline.end }, right - left);
  return new TimeScale(view.range ? clampRange(view.range, fit) : fit, left, right);
}

/** Builds scenes; the spans of lanes are kept as long as neither the trace nor the scale changes. */
export class SceneBuilder {
  readonly #spans = new Map<number, SceneSpan[]>();
  /** Of long lanes; they outlive every change of the scale, and end with their trace. */
  readonly #sums = new WeakMap<TimelineModel, Map<number, SpanSums>>();
  #output: { readonly rows: number; readonly lane: SceneOutputLane } | undefined;
  #key = '';

  build(input: SceneInput): Scene {
    const { model, view, metrics, width, height } = input;
    const scale = scaleFor(input);
    this.#forgetIfChanged(input, scale);
    const output = this.#outputLane(input, scale);
    const outputHeight = output?.height ?? 0;
    const lanesTop = metrics.axisHeight + (model.hasLoop ? metrics.laneHeight : 0);
    const content = model.lanes.length * metrics.laneHeight;
    const lanesBottom = Math.max(lanesTop, Math.min(lanesTop + content, height - outputHeight));
    const maxScroll = Math.max(0, content - (lanesBottom - lanesTop));
    const scroll = Math.min(view.scrollTop, maxScroll);
    const cursor = view.cursor;
    return {
      ...{ width, height, scale, lanesTop, lanesBottom, maxScroll },
      headWidth: scale.left,
      axisHeight: metrics.axisHeight,
      ticks: this.#ticks(input, scale),
      loop: model.hasLoop ? this.#loopLane(input, scale) : undefined,
      lanes: this.#lanes(input, scale, lanesTop - scroll, lanesTop, lanesBottom),
      output: output && movedDown(output, lanesBottom),
      cursor:
        cursor === undefined
          ? undefined
          : { x: scale.x(cursor), label: formatSeconds(cursor), time: cursor },
    };
  }

  #forgetIfChanged({ model, metrics }: SceneInput, scale: TimeScale): void {
    const { from, to } = scale.range;
    const parts = [model.header.runId, model.version, from, to, scale.left, scale.right];
    const key = [...parts, metrics.laneHeight].join(' ');
    if (key !== this.#key) this.forget();
    this.#key = key;
  }

  /** Drops what depends on the widths of letters; call it when fonts changed. */
  forget(): void {
    this.#spans.clear();
    this.#output = undefined;
  }

  #ticks({ measure }: SceneInput, scale: TimeScale) {
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

  #loopLane(input: SceneInput, scale: TimeScale): SceneLane {
    const { model, measure, view, metrics } = input;
    const spans = this.#cached(LOOP_LANE, () =>
      loopSpans(model, scale, measure, () => this.#sumsOf(model, LOOP_LANE)),
    );
    const head = { depth: 0, isLast: true, guides: [], name: 'loop' };
    return {
      ...frame(input, LOOP_LANE, metrics.axisHeight, selected(spans, view, LOOP_LANE)),
      ...laneHead(
        { ...head, y: metrics.axisHeight, width: scale.left, note: loopNote(model, view.cursor) },
        metrics,
        measure,
      ),
      depth: 0,
      marks: [],
      end: undefined,
    };
  }

  #lanes(
    input: SceneInput,
    scale: TimeScale,
    origin: number,
    top: number,
    bottom: number,
  ): SceneLane[] {
    const { laneHeight } = input.metrics;
    const first = Math.max(0, Math.floor((top - origin) / laneHeight));
    const last = Math.ceil((bottom - origin) / laneHeight);
    return input.model.lanes
      .slice(first, last)
      .map((lane, index) =>
        this.#taskLane(input, lane, scale, origin + (first + index) * laneHeight),
      );
  }

  #taskLane(input: SceneInput, lane: Lane, scale: TimeScale, y: number): SceneLane {
    const { model, measure, view, metrics } = input;
    const { task, depth, isLast, guides } = lane;
    const spans = this.#cached(task.id, () =>
      taskSpans(model, lane, scale, measure, () => this.#sumsOf(model, task.id)),
    );
    const note = taskNote(model, task, view.cursor);
    const name = model.names.of(task.id);
    const width = scale.left;
    return {
      ...frame(input, task.id, y, selected(spans, view, task.id)),
      ...laneHead({ y, width, depth, isLast, guides, name, note }, metrics, measure),
      depth,
      marks: marksOf(model, lane, scale, y + metrics.laneHeight / 2),
      end: task.outcome,
    };
  }

  #outputLane(input: SceneInput, scale: TimeScale): SceneOutputLane | undefined {
    const rows = outputRows(input);
    if (rows === 0) return undefined;
    if (this.#output?.rows !== rows) this.#output = { rows, lane: outputLane(input, scale, rows) };
    return this.#output.lane;
  }

  #sumsOf(model: TimelineModel, key: number): SpanSums {
    const lanes = this.#sums.get(model) ?? new Map<number, SpanSums>();
    this.#sums.set(model, lanes);
    const sums = lanes.get(key) ?? new SpanSums();
    lanes.set(key, sums);
    return sums;
  }

  #cached(key: number, build: () => SceneSpan[]): SceneSpan[] {
    const known = this.#spans.get(key);
    if (known) return known;
    const built = build();
    this.#spans.set(key, built);
    return built;
  }
}

function frame({ metrics, view }: SceneInput, key: number, y: number, spans: SceneSpan[]) {
  const { laneHeight, barHeight } = metrics;
  return {
    ...{ key, y, spans },
    height: laneHeight,
    barTop: y + Math.round((laneHeight - barHeight) / 2),
    barHeight,
    isSelected: view.selection?.lane === key,
  };
}

function selected(spans: SceneSpan[], { selection }: ViewState, key: number): SceneSpan[] {
  const index = selection?.lane === key ? selection.index : undefined;
  if (index === undefined) return spans;
  return spans.map((span) =>
    span.first <= index && index <= span.last ? { ...span, isSelected: true } : span,
  );
}

/** The end of the task, and requests to cancel it. */
function marksOf(model: TimelineModel, { task }: Lane, scale: TimeScale, y: number): SceneMark[] {
  const marks: SceneMark[] = [];
  for (const event of task.cancelRequests) {
    const time = model.trace.time(event);
    marks.push({ kind: 'cancelling', time, x: scale.x(time), y });
  }
  if (task.ended !== undefined && task.outcome) {
    const x = scale.x(task.ended) + MIN_SPAN_PX + 9;
    marks.push({ kind: task.outcome, time: task.ended, x, y });
  } else if (!model.isLive) {
    const time = lastKnown(model, task);
    marks.push({ kind: 'unfinished', time, x: scale.x(time) + MIN_SPAN_PX + 9, y });
  }
  return marks.filter((mark) => mark.x > scale.left - 8 && mark.x < scale.right + 8);
}

/** Rows of the output lane: as many as there are lines, but never so many that no lane is seen. */
function outputRows({ model, metrics, height }: SceneInput): number {
  const lines = model.outputs.lines.length;
  const lanes = Math.min(3, model.lanes.length + 1) * metrics.laneHeight + metrics.axisHeight;
  const room = Math.floor((height - lanes) / metrics.outputRowHeight);
  return Math.min(lines, MAX_OUTPUT_ROWS, Math.max(1, room));
}

/** The output lane at the top of the canvas, as high as those of its `rows` that are in use. */
function outputLane(input: SceneInput, scale: TimeScale, rows: number): SceneOutputLane {
  const { model, measure, metrics } = input;
  const geometry = { top: 0, rows, rowHeight: metrics.outputRowHeight };
  const marks = placeOutput(model.outputs.lines, scale, geometry, measure);
  const lowest = Math.max(OUTPUT_STRIP_PX + 1, ...marks.map((mark) => mark.y));
  const used = Math.ceil((lowest - OUTPUT_STRIP_PX) / metrics.outputRowHeight);
  const x = metrics.headPadding;
  const text = elide('output', scale.left - x - 6, 'name', measure);
  return {
    y: 0,
    height: OUTPUT_STRIP_PX + used * metrics.outputRowHeight + 8,
    name: { x, y: OUTPUT_STRIP_PX + metrics.outputRowHeight / 2, text, full: 'output' },
    marks,
  };
}

function movedDown(lane: SceneOutputLane, dy: number): SceneOutputLane {
  return {
    y: lane.y + dy,
    height: lane.height,
    name: { ...lane.name, y: lane.name.y + dy },
    marks: lane.marks.map((mark) => ({ ...mark, y: mark.y + dy })),
  };
}
