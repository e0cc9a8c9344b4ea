import { ownPurpose } from '../../analysis/own-tasks';
import { laneNote, loopNote } from '../model/notes';
import { primitiveNote } from '../model/primitives';
import type { PrimitiveRow, Row, TaskRow, WorkerRow } from '../model/rows';
import { workerNote } from '../model/workers';
import type { Scale } from '../scale/scale';
import { InsideLanes } from './inside-lanes';
import { laneHead } from './lane-head';
import { jobMarks, taskMarks } from './lane-marks';
import { loopSpans, taskSpans, workerSpans } from './lane-spans';
import { sumsOf } from './lane-sums';
import { limitShare, primitiveSpans } from './primitive-spans';
import { LOOP_LANE, type SceneLane, type SceneSpan } from './scene';
import type { SceneInput } from './scene-input';

/** Builds the lanes of scenes; their spans are kept until `forget`. */
export class LaneBuilder {
  readonly #spans = new Map<number, SceneSpan[]>();
  /** Of the tasks that a lane hides. */
  readonly #hidden = new Map<number, SceneSpan[]>();
  readonly #inside = new InsideLanes();

  /** Drops the spans; call it when the trace, the scale or the widths of letters changed. */
  forget(): void {
    this.#spans.clear();
    this.#hidden.clear();
  }

  /** The lane of the loop at `y` CSS pixels. */
  loopLane(input: SceneInput, scale: Scale, y: number): SceneLane {
    const { model, measure, view, metrics } = input;
    const spans = this.#cached(LOOP_LANE, () =>
      loopSpans(model, scale, measure, () => sumsOf(model, scale.kind, LOOP_LANE)),
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

  /** The lanes of the rows that are in view between `top` and `bottom`, if the first one is at `origin`. */
  lanes(
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
      taskSpans(model, row.lane, scale, measure, () => sumsOf(model, scale.kind, task.id)),
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
      workerSpans(model, worker, scale, measure, () => sumsOf(model, scale.kind, key)),
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
