import type { Arrow } from '../../analysis/explain/arrows';
import type { CursorMoment } from '../../trace/cursor';
import type { Tone } from '../model/notes';
import type { SpanState } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import type { Tick } from '../scale/ticks';
import type { Curve } from './curve';

/**
 * Everything that is drawn, with its place in CSS pixels from the top left of the canvas.
 *
 * Painting, hit testing and the description for tests read the same scene, so that what is
 * described is what is seen.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly headWidth: number;
  readonly scale: Scale;
  readonly axisHeight: number;
  readonly ticks: readonly Tick[];
  /** Where time was skipped. */
  readonly skips: readonly SceneSkip[];
  /** The strip below the axis that says where cells begin; undefined if the program has none. */
  readonly cells: SceneCells | undefined;
  /** The lane of the loop, above the tasks' and not scrolled with them. */
  readonly loop: SceneLane | undefined;
  /** The lanes of tasks and workers that are in view, from top to bottom; the first and the last may be cut. */
  readonly lanes: readonly SceneLane[];
  /** The part of the canvas in which `lanes` are drawn. */
  readonly lanesTop: number;
  readonly lanesBottom: number;
  /** How far the lanes can be scrolled, in pixels. */
  readonly maxScroll: number;
  /** The upper ones last. */
  readonly arrows: readonly SceneArrow[];
  /** Whether there are more arrows in view than can be told apart, so that some are left out. */
  readonly isSampleOfArrows: boolean;
  readonly output: SceneOutputLane | undefined;
  readonly cursor:
    | { readonly x: number; readonly label: string; readonly moment: CursorMoment }
    | undefined;
  readonly marked: SceneBand | undefined;
}

/** Where the cells of a notebook begin. */
export interface SceneCells {
  readonly y: number;
  readonly height: number;
  readonly name: SceneText;
  /** From left to right; the first may be out of view, on the left. */
  readonly borders: readonly SceneCellBorder[];
}

export interface SceneCellBorder {
  /** Indexes into the cells of the run, inclusive: several where they begin at nearly the same place. */
  readonly first: number;
  readonly last: number;
  readonly x: number;
  /** Empty if there was no room. */
  readonly text: string;
  readonly textX: number;
}

/** Idle time that takes less room than its length; CSS pixels. */
export interface SceneSkip {
  readonly x: number;
  readonly width: number;
}

/** An arrow between two lanes. */
export interface SceneArrow {
  readonly arrow: Arrow;
  readonly curve: Curve;
  /** Where an end is that cannot be seen; undefined: the curve really ends there. */
  readonly fromOut: Direction | undefined;
  readonly toOut: Direction | undefined;
  /** It belongs to what is selected. */
  readonly isSelected: boolean;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** A stretch of time that is marked; `x` and `width` in CSS pixels, perhaps out of sight. */
export interface SceneBand {
  readonly x: number;
  readonly width: number;
  /** How long it is. */
  readonly label: string;
}

/** The key of the loop's lane; tasks count up from 1, workers down from -1. */
export const LOOP_LANE = 0;

export interface SceneLane {
  /** Task, `LOOP_LANE`, or the key of a worker. */
  readonly key: number;
  readonly y: number;
  readonly height: number;
  readonly barTop: number;
  readonly barHeight: number;
  readonly depth: number;
  readonly isSelected: boolean;
  /** The tree lines beside the name. */
  readonly guides: readonly TreeLine[];
  readonly name: SceneText;
  readonly note: SceneText & { readonly tone: Tone };
  readonly spans: readonly SceneSpan[];
  readonly marks: readonly SceneMark[];
  /** Where a lane is collapsed and expanded; undefined if nothing is nested below it. */
  readonly twisty?: SceneTwisty | undefined;
  /** The steps of tasks that are hidden in the lane, drawn along its lower edge. */
  readonly inside?: readonly SceneSpan[];
  /** Of a primitive: the share of the height at which its limit is. */
  readonly limit?: number | undefined;
  readonly end: 'done' | 'failed' | 'cancelled' | undefined;
  /** Asyncio made the task for itself. */
  readonly isQuiet?: boolean;
}

/** `x` and `y` are its middle. */
export interface SceneTwisty {
  readonly x: number;
  readonly y: number;
  readonly isOpen: boolean;
}

/** A text as it is drawn, and whole. */
export interface SceneText {
  readonly x: number;
  /** The middle of its line. */
  readonly y: number;
  readonly text: string;
  readonly full: string;
}

/** A vertical line from `top` to `bottom`, with a branch to `right` at the height `branch` if there is one. */
export interface TreeLine {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly branch: number | undefined;
  readonly right: number;
}

/** How high a step of a chart is, as shares of the height of its lane. */
export interface SceneLevel {
  readonly low: number;
  readonly high: number;
  /** Whether a task waits. */
  readonly isAwaited: boolean;
}

export interface SceneSpan {
  /** `level`: a step of the chart of a primitive. */
  readonly state: SpanState | 'level';
  readonly level?: SceneLevel;
  /** Indexes into the intervals of the task, the loop's spans, the worker's jobs or the primitive's states; inclusive. */
  readonly first: number;
  readonly last: number;
  /** Seconds; `to` is the end of the trace while the span goes on. */
  readonly from: number;
  readonly to: number;
  /** The same in positions of the scale. */
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
  /** How many of the pixels stand for what comes after the end of the run. */
  readonly tail: number;
  readonly isDense: boolean;
  /** Of a dense span: the share of its time in which something ran, 0 to 1. */
  readonly busy: number;
  /** Empty if there was no room. */
  readonly label: string;
  readonly labelX: number;
  readonly labelWidth: number;
  readonly isSelected: boolean;
}

/**
 * `unfinished`: the task was still alive when the run ended; `kept`: it goes on with the next cell. `limit`: the
 * deadline of a timeout that was not reached; `over`: of one that was. `asks`: it waits for what the user types.
 */
export type SceneMarkKind =
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'cancelling'
  | 'unfinished'
  | 'kept'
  | 'limit'
  | 'over'
  | 'asks';

export interface SceneMark {
  readonly kind: SceneMarkKind;
  readonly time: number;
  /** Its middle. */
  readonly x: number;
  /** Its middle. */
  readonly y: number;
  /** Of a timeout: where it began, and its index among those of the task. */
  readonly fromX?: number;
  readonly limit?: number;
}

export interface SceneOutputLane {
  readonly y: number;
  readonly height: number;
  readonly name: SceneText;
  readonly marks: readonly OutputMark[];
}

export interface OutputMark {
  /** Indexes into the lines of output, inclusive: several where there was no room for labels. */
  readonly first: number;
  readonly last: number;
  readonly time: number;
  /** The middle of the dot. */
  readonly x: number;
  /** The middle of the row, or of the strip of marks without a label. */
  readonly y: number;
  /** Empty if there was no room. */
  readonly text: string;
  readonly textX: number;
  readonly textWidth: number;
  /** Whole. */
  readonly full: string;
  readonly isError: boolean;
}
