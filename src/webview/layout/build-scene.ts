import { ownPurpose } from '../../analysis/own-tasks';
import { formatSeconds } from '../model/format';
import { laneNote, loopNote } from '../model/notes';
import { primitiveNote } from '../model/primitives';
import { type PrimitiveRow, type Row, rowsOf, type TaskRow, type WorkerRow } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import { workerNote } from '../model/workers';
import type { Scale, ScaleKind } from '../scale/scale';
import { scaleOf } from '../scale/scale-of';
import type { Stretch } from '../scale/stretch';
import type { ViewState } from '../view-state';
import { axisTicks } from './axis-ticks';
import { cellStrip, stripHeight } from './cell-strip';
import { InsideLanes } from './inside-lanes';
import { laneArrows } from './lane-arrows';
import { laneHead } from './lane-head';
import { jobMarks, taskMarks } from './lane-marks';
import { loopSpans, taskSpans, workerSpans } from './lane-spans';
import { headWidth, type Metrics } from './metrics';
import { movedDown, outputLane, outputRows } from './output-lane';
import { limitShare, primitiveSpans } from './primitive-spans';
import {
  LOOP_LANE,
  type Scene,
  type SceneBand,
  type SceneLane,
  type SceneOutputLane,
  type SceneSpan,
} from './scene';
import { SpanSums } from './span-sums';
import type { Measure } from './text-fit';

export interface SceneInput {
  readonly model: TimelineModel;
  readonly view: ViewState;
  /** CSS pixels of the canvas. */
  readonly width: number;
  readonly height: number;
  readonly metrics: Metrics;
  readonly measure: Measure;
  /** A picture, in which nothing can be collapsed; what is collapsed stays so. */
  readonly isPicture?: boolean;
}

/** The scale of the page, beside the heads. */
export function scaleFor({ model, view, width }: SceneInput): Scale {
  const left = headWidth(view.headWidth, width);
  return scaleOf(view.scale, model.order, view.range, left, Math.max(left + 1, width));
}

/** Builds scenes; the spans of lanes are kept as long as neither the trace nor the scale changes. */
export class SceneBuilder {
  readonly #spans = new Map<number, SceneSpan[]>();
  /** Of the tasks that a lane hides. */
  readonly #hidden = new Map<number, SceneSpan[]>();
  readonly #inside = new InsideLanes();
  /** Of long lanes; they outlive every change of the scale, and end with their trace. */
  readonly #sums: Readonly<Record<ScaleKind, WeakMap<TimelineModel, Map<number, SpanSums>>>> = {
    time: new WeakMap(),
    order: new WeakMap(),
  };
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
    const loop = model.hasLoop ? this.#loopLane(input, scale, loopTop) : undefined;
    const lanes = this.#lanes(input, rows, scale, origin, lanesTop, lanesBottom);
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
    this.#spans.clear();
    this.#hidden.clear();
    this.#output = undefined;
  }

  #loopLane(input: SceneInput, scale: Scale, y: number): SceneLane {
    const { model, measure, view, metrics } = input;
    const spans = this.#cached(LOOP_LANE, () =>
      loopSpans(model, scale, measure, () => this.#sumsOf(model, scale.kind, LOOP_LANE)),
    );
    const head = { depth: 0, isLast: true, guides: [], name: 'loop' };
    return {
      ...frame(input, LOOP_LANE, y, selected(spans, input, LOOP_LANE)),
      ...laneHead(
        { ...head, y, width: scale.left, note: loopNote(model, view.cursor) },
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
    rows: readonly Row[],
    scale: Scale,
    origin: number,
    top: number,
    bottom: number,
  ): SceneLane[] {
    const { laneHeight } = input.metrics;
    const first = Math.max(0, Math.floor((top - origin) / laneHeight));
    const last = Math.ceil((bottom - origin) / laneHeight);
    return rows.slice(first, last).map((row, index) => {
      const y = origin + (first + index) * laneHeight;
      if (row.kind === 'worker') return this.#workerLane(input, row, scale, y);
      if (row.kind === 'primitive') return this.#primitiveLane(input, row, scale, y);
      return this.#taskLane(input, row, scale, y);
    });
  }

  #taskLane(input: SceneInput, row: TaskRow, scale: Scale, y: number): SceneLane {
    const { model, measure, view, metrics } = input;
    const fold = input.isPicture && row.fold === 'expanded' ? undefined : row.fold;
    const { task, depth, isLast, guides } = row.lane;
    const spans = this.#cached(task.id, () =>
      taskSpans(model, row.lane, scale, measure, () => this.#sumsOf(model, scale.kind, task.id)),
    );
    const hides = fold === 'collapsed';
    const note = hides
      ? this.#inside.note(model, row, view.cursor)
      : laneNote(model, task, view.cursor);
    const name = model.names.of(task.id);
    const width = scale.left;
    const lane = frame(input, task.id, y, selected(spans, input, task.id));
    // Marks of timeouts stand on the lower edge of the bars.
    const low = Math.min(lane.barTop + lane.barHeight + 3, y + metrics.laneHeight - 5);
    return {
      ...lane,
      ...laneHead({ y, width, depth, isLast, guides, name, note, fold }, metrics, measure),
      depth,
      inside: hides ? this.#insideSpans(input, row, scale) : undefined,
      marks: taskMarks(model, task, scale, y + metrics.laneHeight / 2, low),
      end: task.outcome,
      isQuiet: ownPurpose(task) !== undefined,
    };
  }

  #insideSpans({ model, measure }: SceneInput, row: TaskRow, scale: Scale): SceneSpan[] {
    const known = this.#hidden.get(row.key);
    const spans = known ?? this.#inside.spans(model, row, scale, measure);
    this.#hidden.set(row.key, spans);
    return spans;
  }

  #workerLane(input: SceneInput, row: WorkerRow, scale: Scale, y: number): SceneLane {
    const { model, measure, view, metrics } = input;
    const { key, worker } = row;
    const spans = this.#cached(key, () =>
      workerSpans(model, worker, scale, measure, () => this.#sumsOf(model, scale.kind, key)),
    );
    const note = workerNote(model, worker, view.cursor);
    const head = { y, width: scale.left, depth: 0, isLast: true, guides: [] };
    const lane = frame(input, key, y, selected(spans, input, key));
    return {
      ...lane,
      ...laneHead({ ...head, name: worker.name, note }, metrics, measure),
      depth: 0,
      marks: jobMarks(model, worker, scale, lane.barTop),
      end: undefined,
    };
  }

  #primitiveLane(input: SceneInput, row: PrimitiveRow, scale: Scale, y: number): SceneLane {
    const { model, measure, view, metrics } = input;
    const { key, primitive } = row;
    const spans = this.#cached(key, () => primitiveSpans(model, primitive, scale, measure));
    const note = primitiveNote(model, primitive, view.cursor);
    const head = { y, width: scale.left, depth: 0, isLast: true, guides: [] };
    return {
      ...frame(input, key, y, selected(spans, input, key)),
      ...laneHead({ ...head, name: primitive.title, note }, metrics, measure),
      depth: 0,
      limit: limitShare(primitive),
      marks: [],
      end: undefined,
    };
  }

  #outputLane(input: SceneInput, scale: Scale, rows: number): SceneOutputLane | undefined {
    if (rows === 0) return undefined;
    if (this.#output?.rows !== rows) this.#output = { rows, lane: outputLane(input, scale, rows) };
    return this.#output.lane;
  }

  #sumsOf(model: TimelineModel, kind: ScaleKind, key: number): SpanSums {
    const known = this.#sums[kind];
    const lanes = known.get(model) ?? new Map<number, SpanSums>();
    known.set(model, lanes);
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

function frame(
  { metrics, view, isPicture }: SceneInput,
  key: number,
  y: number,
  spans: SceneSpan[],
) {
  const { laneHeight, barHeight } = metrics;
  return {
    ...{ key, y, spans },
    height: laneHeight,
    barTop: y + Math.round((laneHeight - barHeight) / 2),
    barHeight,
    isSelected: !isPicture && view.selection?.lane === key,
  };
}

function selected(spans: SceneSpan[], { view, isPicture }: SceneInput, key: number): SceneSpan[] {
  const { selection } = view;
  const index = !isPicture && selection?.lane === key ? selection.index : undefined;
  if (index === undefined) return spans;
  return spans.map((span) =>
    span.first <= index && index <= span.last ? { ...span, isSelected: true } : span,
  );
}

function band({ from, to }: Stretch, scale: Scale): SceneBand {
  const x = scale.xOfCursor(from);
  return { x, width: scale.xOfCursor(to) - x, label: formatSeconds(to.time - from.time) };
}
