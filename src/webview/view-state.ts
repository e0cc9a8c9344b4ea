import type { Target } from '../analysis/explain/explanation';
import type { CursorMoment } from '../trace/cursor';
import { type LaneFilter, NO_FILTER } from './model/filter';
import { EXPANDED, type Folds } from './model/folds';
import type { AxisRange, ScaleKind } from './scale/scale';
import type { Stretch } from './scale/stretch';

/** What the user chose to look at; kept while the page is hidden. */
export interface ViewState {
  /** What grows along the axis. */
  readonly scale: ScaleKind;
  /** Why it is that scale in this run: no time passed, or the user wants it. */
  readonly scaleFor: 'no time' | 'user' | undefined;
  /** In positions of the scale; undefined: all of the run, however long it becomes. */
  readonly range: AxisRange | undefined;
  /**
   * Positions by which the range reaches beyond the end of a run that goes on; it moves along with the end
   * then. Undefined: it stays where it is.
   */
  readonly beyondEnd: number | undefined;
  /** Whether arrows are drawn for all lanes in view; else only for what is selected. */
  readonly allArrows: boolean;
  /** CSS pixels; undefined: as wide as suits the page. */
  readonly headWidth: number | undefined;
  /** CSS pixels. */
  readonly scrollTop: number;
  /** Undefined: the end of the run. */
  readonly cursor: CursorMoment | undefined;
  readonly selection: Selection | undefined;
  /** The stretch that the user marked; a moment has no length. */
  readonly marked: Stretch | undefined;
  /** Which lanes are wanted. */
  readonly filter: LaneFilter;
  /** Which tasks hide those that they created. */
  readonly folds: Folds;
  /** What a click asked about that cannot be selected; it counts while the cursor stays there. */
  readonly asked: Asked | undefined;
  /** Undefined: if the lanes leave room for it. */
  readonly isInspectorOpen: boolean | undefined;
  /** CSS pixels; undefined: as high as suits the page. */
  readonly inspectorHeight: number | undefined;
  /** How fast runs are played: virtual seconds in a real one. */
  readonly speed: number;
  /** Whether locks, queues and the like have lanes. */
  readonly showsPrimitives: boolean;
  /** Whether the tasks are shown as a table instead of as lanes. */
  readonly isTable: boolean;
}

export interface Asked {
  readonly target: Target;
  readonly cursor: CursorMoment | undefined;
}

export interface Selection {
  /** Task, `LOOP_LANE`, or the key of a worker or primitive. */
  readonly lane: number;
  /** Index into the intervals of the task, the loop's spans or the worker's jobs; undefined: the lane as a whole. */
  readonly index: number | undefined;
}

export const INITIAL_VIEW: ViewState = {
  scale: 'time',
  scaleFor: undefined,
  range: undefined,
  beyondEnd: undefined,
  allArrows: false,
  headWidth: undefined,
  scrollTop: 0,
  cursor: undefined,
  selection: undefined,
  marked: undefined,
  filter: NO_FILTER,
  folds: EXPANDED,
  asked: undefined,
  isInspectorOpen: undefined,
  inspectorHeight: undefined,
  speed: 1,
  showsPrimitives: false,
  isTable: false,
};

/** What `vscode.setState` keeps. */
export interface SavedState {
  readonly runId: string;
  readonly view: ViewState;
}

/** Older versions saved only the time, which does not name an event. */
function isMoment(cursor: unknown): boolean {
  return typeof cursor === 'object' && cursor !== null && 'event' in cursor;
}

/** Older versions saved what is marked as times. */
function isStretch(marked: Stretch | undefined): boolean {
  return isMoment(marked?.from) && isMoment(marked?.to);
}

/** The view saved for this run, or a fresh one that keeps only how the page is arranged. */
export function restoreView(saved: SavedState | undefined, runId: string): ViewState {
  if (saved?.runId === runId) {
    const { cursor, marked, ...view } = saved.view;
    const known = {
      cursor: isMoment(cursor) ? cursor : undefined,
      marked: isStretch(marked) ? marked : undefined,
    };
    return { ...INITIAL_VIEW, ...view, ...known };
  }
  const arranged = { ...INITIAL_VIEW, ...saved?.view };
  const { headWidth, isInspectorOpen, inspectorHeight, isTable, speed, showsPrimitives } = arranged;
  const { allArrows, scaleFor } = arranged;
  const scale = scaleFor === 'no time' ? 'time' : arranged.scale;
  const kept = { headWidth, isInspectorOpen, inspectorHeight, isTable, speed, showsPrimitives };
  return { ...INITIAL_VIEW, ...kept, scale, allArrows };
}
