import { type LaneFilter, NO_FILTER } from '../model/filter';
import { COLLAPSED, EXPANDED, type Folds, withFolded } from '../model/folds';
import { insideNote } from '../model/inside';
import { type Row, rowsOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import type { ViewState } from '../view-state';

/** The row of a lane; undefined if it is not seen, or the loop's. */
export function rowOf(model: TimelineModel, view: ViewState, key: number): Row | undefined {
  return rowsOf(model, view).find((row) => row.key === key);
}

/** What is to be said of a lane with others nested below it: `expanded`, or `collapsed` and what is inside. */
export function foldWords(model: TimelineModel, view: ViewState, key: number): string[] {
  const row = rowOf(model, view, key);
  if (row?.kind !== 'task' || !row.fold) return [];
  const isCollapsed = row.fold === 'collapsed';
  return [row.fold, ...(isCollapsed ? [insideNote(model, row.inside, view.cursor).text] : [])];
}

/** The view with a lane collapsed or expanded; the same view if nothing is nested below it. */
export function withFold(
  model: TimelineModel,
  view: ViewState,
  key: number,
  isCollapsed?: boolean,
): ViewState {
  const row = rowOf(model, view, key);
  if (row?.kind !== 'task' || !row.fold) return view;
  const collapse = isCollapsed ?? row.fold === 'expanded';
  if (collapse === (row.fold === 'collapsed')) return view;
  return atSeenLane(model, { ...view, folds: withFolded(view.folds, [key], collapse) });
}

/** The view with all lanes collapsed or expanded. */
export function withAllFolded(
  model: TimelineModel,
  view: ViewState,
  isCollapsed: boolean,
): ViewState {
  return atSeenLane(model, { ...view, folds: isCollapsed ? COLLAPSED : EXPANDED });
}

/** The view in which a task's lane can be seen: its creators are expanded, and no filter keeps it out. */
export function withLaneSeen(model: TimelineModel, view: ViewState, key: number): ViewState {
  if (rowOf(model, view, key) || !model.timeline.task(key)) return view;
  const folds: Folds = withFolded(view.folds, creators(model, key), false);
  const seen = { ...view, folds };
  const filter: LaneFilter = rowOf(model, seen, key) ? view.filter : NO_FILTER;
  return { ...seen, filter };
}

/** The next creator above a task whose lane is seen; undefined: none. */
export function seenCreator(
  model: TimelineModel,
  view: ViewState,
  key: number,
): number | undefined {
  const seen = new Set(rowsOf(model, view).map((row) => row.key));
  return creators(model, key).find((creator) => seen.has(creator));
}

/** Of a selection that was hidden, the lane that hides it. */
function atSeenLane(model: TimelineModel, view: ViewState): ViewState {
  const { selection } = view;
  if (!selection || selection.lane <= 0 || rowOf(model, view, selection.lane)) return view;
  const lane = seenCreator(model, view, selection.lane);
  return { ...view, selection: lane === undefined ? undefined : { lane, index: undefined } };
}

/** The creator of a task, its creator, and so on. */
function creators({ timeline }: TimelineModel, key: number): number[] {
  const found: number[] = [];
  for (let at = timeline.task(key)?.creator; at; at = timeline.task(at)?.creator) found.push(at);
  return found;
}
