import { firstIndex } from '../../base/search';
import type { CursorMoment } from '../../trace/cursor';
import { LOOP_LANE } from '../layout/scene';
import { primitiveTable } from '../layout/span-tables';
import { primitiveOf } from '../model/primitives';
import { rowsOf, workerOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import type { Selection, ViewState } from '../view-state';
import { rowOf, seenCreator, withFold } from './fold';
import { momentOfSelection } from './moments-of';

/** The selection one lane above or below; the first lane if nothing that is seen was selected. */
export function stepLane(
  model: TimelineModel,
  view: ViewState,
  step: number,
): Selection | undefined {
  const { selection } = view;
  const keys = [
    ...(model.hasLoop ? [LOOP_LANE] : []),
    ...rowsOf(model, view).map((row) => row.key),
  ];
  const now = selection ? keys.indexOf(selection.lane) : -1;
  const next = now < 0 ? 0 : Math.max(0, Math.min(keys.length - 1, now + step));
  const lane = keys[next];
  return lane === undefined ? undefined : { lane, index: undefined };
}

/**
 * The view after a step to the left (-1) or right (1) as in a tree: right expands a collapsed lane; left
 * leads from the first interval to the lane, collapses it, and then leads to its creator. Undefined: the
 * step is one among the intervals.
 */
export function stepInTree(
  model: TimelineModel,
  view: ViewState,
  step: number,
): ViewState | undefined {
  const { selection } = view;
  const row = selection && rowOf(model, view, selection.lane);
  if (!row) return undefined;
  const lane = { lane: row.key, index: undefined };
  if (selection.index !== undefined) {
    if (step > 0 || stepSpan(model, selection, step, undefined).index !== selection.index) {
      return undefined;
    }
    return { ...view, selection: lane };
  }
  const fold = row.kind === 'task' ? row.fold : undefined;
  if (step > 0) return fold === 'collapsed' ? withFold(model, view, row.key, false) : undefined;
  if (fold === 'expanded') return withFold(model, view, row.key, true);
  const creator = seenCreator(model, view, row.key);
  return creator === undefined ? view : { ...view, selection: { lane: creator, index: undefined } };
}

/**
 * The selection one interval before or after, past those that took no time unless something ran.
 * Without a selected interval it begins at `cursor`, else at the end from which it comes.
 */
export function stepSpan(
  model: TimelineModel,
  { lane, index }: Selection,
  step: number,
  cursor: CursorMoment | undefined,
): Selection {
  const { length, isSeen } = spansOf(model, lane);
  if (length === 0) return { lane, index };
  let next = index === undefined ? beginning(model, lane, length, step, cursor) : index + step;
  while (next >= 0 && next < length && !isSeen(next)) next += step;
  return next < 0 || next >= length ? { lane, index } : { lane, index: next };
}

function beginning(
  model: TimelineModel,
  lane: number,
  length: number,
  step: number,
  cursor: CursorMoment | undefined,
): number {
  if (cursor === undefined) return step > 0 ? 0 : length - 1;
  const isLater = (index: number) => {
    const { event, time } = momentOfSelection(model, { lane, index })!;
    return event > cursor.event || (event === cursor.event && time > cursor.time);
  };
  return Math.max(0, firstIndex(length, isLater) - 1);
}

function spansOf(model: TimelineModel, lane: number) {
  const { loop, intervals } = model.timeline;
  if (lane === LOOP_LANE) {
    return { length: loop.length, isSeen: () => true };
  }
  const worker = workerOf(model, lane);
  if (worker) {
    return { length: worker.jobs.length, isSeen: () => true };
  }
  const primitive = primitiveOf(model, lane);
  if (primitive) {
    const table = primitiveTable(model, primitive);
    const isSeen = (index: number) => table.to(index) > table.from(index);
    return { length: table.length, isSeen };
  }
  const own = model.timeline.task(lane)?.intervals ?? [];
  return {
    length: own.length,
    isSeen: (index: number) =>
      intervals.state(own[index]!) === 'running' ||
      model.until(intervals.to(own[index]!)) > intervals.from(own[index]!),
  };
}
