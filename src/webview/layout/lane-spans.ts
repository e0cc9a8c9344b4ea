import { firstIndex } from '../../base/search';
import type { WorkerRecord } from '../../trace/worker-lanes';
import type { Lane } from '../model/lanes';
import type { SpanState, TimelineModel } from '../model/timeline-model';
import { loopLabels, spanLabels } from '../model/wording';
import { jobLabels } from '../model/workers';
import type { Scale } from '../scale/scale';
import { LABEL_PADDING_PX, MIN_LABEL_PX } from './metrics';
import type { SceneSpan } from './scene';
import type { SpanSums } from './span-sums';
import {
  intervalTable,
  isOpen,
  jobTable,
  loopTable,
  onScale,
  type SpanTable,
  tailOf,
} from './span-tables';
import { type PlacedSource, placeSpans, type SpanBox } from './spans';
import { fitFirst, type Measure } from './text-fit';

/** Shorter lanes are read faster than summed up. */
const MIN_SUMMED = 500;

/** The visible spans of a task with their labels; `sums` are those of its lane. */
export function taskSpans(
  model: TimelineModel,
  { task }: Lane,
  scale: Scale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  const own = task.intervals;
  const labels = (index: number) => spanLabels(model, task, own[index]!);
  return spansOf(intervalTable(model, own), scale, measure, sums, labels);
}

/** The visible steps of the tasks that a lane hides, without labels. */
export function insideSpans(
  model: TimelineModel,
  steps: ArrayLike<number>,
  scale: Scale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  return spansOf(intervalTable(model, steps), scale, measure, sums, none);
}

/** The visible jobs of a worker with their labels. */
export function workerSpans(
  model: TimelineModel,
  worker: WorkerRecord,
  scale: Scale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  const labels = (index: number) => jobLabels(worker.jobs[index]!);
  return spansOf(jobTable(model, worker), scale, measure, sums, labels);
}

/** The visible spans of the loop with their labels. */
export function loopSpans(
  model: TimelineModel,
  scale: Scale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  const labels = (index: number) => loopLabels(model, index);
  return spansOf(loopTable(model), scale, measure, sums, labels);
}

function sourceOf(table: SpanTable, scale: Scale, sums: () => SpanSums): PlacedSource {
  const source = onScale(table, scale);
  if (source.length < MIN_SUMMED) return source;
  const known = sums();
  known.update(source, (index) => isOpen(table, index));
  return { ...source, crowd: (first, last) => known.crowd(source, first, last) };
}

function spansOf(
  table: SpanTable,
  scale: Scale,
  measure: Measure,
  sums: () => SpanSums,
  labels: (index: number) => readonly string[],
): SceneSpan[] {
  const source = sourceOf(table, scale, sums);
  const first = firstIndex(source.length, (index) => source.right(index) >= scale.left - 4);
  return placeSpans(source, first, scale.right).map((box) => {
    const texts = box.first === box.last ? () => labels(box.first) : none;
    const text = label(box, texts, scale, measure);
    // Field by field: spreading objects takes most of a frame when there are thousands of spans.
    return {
      state: box.state,
      first: box.first,
      last: box.last,
      from: table.from(box.first),
      to: table.to(box.last),
      start: source.from(box.first),
      end: source.to(box.last),
      x: box.x,
      width: box.width,
      tail: tailOf(table, box.last, scale),
      isDense: box.isDense,
      busy: box.busy,
      label: text.label,
      labelX: text.labelX,
      labelWidth: text.labelWidth,
      isSelected: false,
    };
  });
}

const none = (): readonly string[] => [];

/** Pixels that a label keeps from both ends of its span: a waiting line must be seen beside its label. */
function padding(state: SpanState): number {
  return state === 'waiting' || state === 'idle' ? LABEL_PADDING_PX * 2 : LABEL_PADDING_PX;
}

/** The first of some texts that fits into a box, and its place. */
export function labelIn(
  box: SpanBox,
  texts: readonly string[],
  scale: Scale,
  measure: Measure,
): Pick<SceneSpan, 'label' | 'labelX' | 'labelWidth'> {
  return label(box, () => texts, scale, measure);
}

function label(
  box: SpanBox,
  labels: () => readonly string[],
  scale: Scale,
  measure: Measure,
): Pick<SceneSpan, 'label' | 'labelX' | 'labelWidth'> {
  const pad = padding(box.state);
  // The label stays in view when its span begins to the left of it.
  const left = Math.max(box.x, scale.left) + pad;
  const room = Math.min(box.x + box.width, scale.right) - pad - left;
  const none = { label: '', labelX: left, labelWidth: 0 };
  if (room < MIN_LABEL_PX / 2) return none;
  const texts = labels();
  if (texts.length === 0) return none;
  const text = fitFirst(texts, room, MIN_LABEL_PX, 'label', measure);
  return { label: text, labelX: left, labelWidth: text === '' ? 0 : measure(text, 'label') };
}
