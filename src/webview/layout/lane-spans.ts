import type { WorkerRecord } from '../../trace/worker-lanes';
import type { Lane } from '../model/lanes';
import { firstIndex } from '../model/search';
import type { SpanState, TimelineModel } from '../model/timeline-model';
import { loopLabels, spanLabels } from '../model/wording';
import { jobLabels, jobTimes } from '../model/workers';
import type { TimeScale } from '../scale/time-scale';
import { LABEL_PADDING_PX, MIN_LABEL_PX } from './metrics';
import type { SceneSpan } from './scene';
import type { SpanSums } from './span-sums';
import { placeSpans, type SpanBox, type SpanSource } from './spans';
import { fitFirst, type Measure } from './text-fit';

/** Shorter lanes are read faster than summed up. */
const MIN_SUMMED = 500;

/** The visible spans of a task with their labels; `sums` are those of its lane. */
export function taskSpans(
  model: TimelineModel,
  lane: Lane,
  scale: TimeScale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  const { intervals } = model.timeline;
  const own = lane.task.intervals;
  const source: SpanSource = {
    length: own.length,
    from: (index) => intervals.from(own[index]!),
    to: (index) => model.until(intervals.to(own[index]!)),
    state: (index) => model.stateOf(own[index]!),
  };
  const isOpen = (index: number) => intervals.to(own[index]!) === Number.POSITIVE_INFINITY;
  const summed = withSums(source, isOpen, sums);
  return spansOf(summed, scale, measure, (index) => spanLabels(model, lane.task, own[index]!));
}

/** The visible steps of the tasks that a lane hides, without labels. */
export function insideSpans(
  model: TimelineModel,
  steps: Uint32Array,
  scale: TimeScale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  const { intervals } = model.timeline;
  const source: SpanSource = {
    length: steps.length,
    from: (index) => intervals.from(steps[index]!),
    to: (index) => model.until(intervals.to(steps[index]!)),
    state: (index) => model.stateOf(steps[index]!),
  };
  const isOpen = (index: number) => intervals.to(steps[index]!) === Number.POSITIVE_INFINITY;
  return spansOf(withSums(source, isOpen, sums), scale, measure, none);
}

/** The visible jobs of a worker with their labels. */
export function workerSpans(
  model: TimelineModel,
  { jobs }: WorkerRecord,
  scale: TimeScale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  const source: SpanSource = {
    length: jobs.length,
    from: (index) => jobTimes(model, jobs[index]!).from,
    to: (index) => jobTimes(model, jobs[index]!).to,
    state: () => 'job',
  };
  const summed = withSums(source, (index) => jobs[index]!.to === undefined, sums);
  return spansOf(summed, scale, measure, (index) => jobLabels(jobs[index]!));
}

/** The visible spans of the loop with their labels. */
export function loopSpans(
  model: TimelineModel,
  scale: TimeScale,
  measure: Measure,
  sums: () => SpanSums,
): SceneSpan[] {
  const { source, isOpen } = loopSource(model);
  const summed = withSums(source, isOpen, sums);
  return spansOf(summed, scale, measure, (index) => loopLabels(model, index));
}

/** All spans of the loop, and which of them go on. */
export function loopSource(model: TimelineModel): {
  readonly source: SpanSource;
  readonly isOpen: (index: number) => boolean;
} {
  const { loop } = model.timeline;
  const source: SpanSource = {
    length: loop.length,
    from: (index) => loop[index]!.from,
    to: (index) => model.until(loop[index]!.to),
    state: (index) => model.stateOfLoop(loop[index]!),
  };
  return { source, isOpen: (index) => loop[index]!.to === Number.POSITIVE_INFINITY };
}

function withSums(
  source: SpanSource,
  isOpen: (index: number) => boolean,
  sums: () => SpanSums,
): SpanSource {
  if (source.length < MIN_SUMMED) return source;
  const known = sums();
  known.update(source, isOpen);
  return { ...source, crowd: (first, last) => known.crowd(source, first, last) };
}

function spansOf(
  source: SpanSource,
  scale: TimeScale,
  measure: Measure,
  labels: (index: number) => readonly string[],
): SceneSpan[] {
  const start = scale.time(scale.left - 4);
  const first = firstIndex(source.length, (index) => source.to(index) >= start);
  return placeSpans(source, first, scale).map((box) => {
    const text = label(box, box.first === box.last ? labels : none, scale, measure);
    // Field by field: spreading objects takes most of a frame when there are thousands of spans.
    return {
      state: box.state,
      first: box.first,
      last: box.last,
      from: source.from(box.first),
      to: source.to(box.last),
      x: box.x,
      width: box.width,
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

function label(
  box: SpanBox,
  labels: (index: number) => readonly string[],
  scale: TimeScale,
  measure: Measure,
): Pick<SceneSpan, 'label' | 'labelX' | 'labelWidth'> {
  const pad = padding(box.state);
  // The label stays in view when its span begins to the left of it.
  const left = Math.max(box.x, scale.left) + pad;
  const room = Math.min(box.x + box.width, scale.right) - pad - left;
  const none = { label: '', labelX: left, labelWidth: 0 };
  if (room < MIN_LABEL_PX / 2) return none;
  const texts = labels(box.first);
  if (texts.length === 0) return none;
  const text = fitFirst(texts, room, MIN_LABEL_PX, 'label', measure);
  return { label: text, labelX: left, labelWidth: text === '' ? 0 : measure(text, 'label') };
}
