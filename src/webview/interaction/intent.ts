import type { LinkTarget } from '../../analysis/explain/passage';
import type { LaneFilter } from '../model/filter';
import type { ScaleKind } from '../scale/scale';
import type { TravelIntent } from './traveller';

/** What the user wants, free of the device that said it. Pixels are CSS pixels from the top left of the canvas. */
export type Intent = PointerIntent | ActionIntent | ViewIntent;

/** Intents at a place of the canvas. */
export type PointerIntent =
  | { readonly type: 'hover'; readonly x: number; readonly y: number }
  | { readonly type: 'leave' }
  | { readonly type: 'click'; readonly x: number; readonly y: number }
  | { readonly type: 'double-click'; readonly x: number; readonly y: number }
  /** Drag the cursor to `x`. */
  | { readonly type: 'scrub'; readonly x: number };

/** Intents that do more than change the view. */
export type ActionIntent =
  /** Select the lane above (-1) or below (1). */
  | { readonly type: 'select-lane'; readonly step: number }
  /** Select the interval before (-1) or after (1) in the selected lane. */
  | { readonly type: 'select-span'; readonly step: number }
  | TravelIntent
  | { readonly type: 'reveal' }
  /** Go where a link in a text leads. */
  | { readonly type: 'follow'; readonly target: LinkTarget }
  | { readonly type: 'undo-zoom' }
  | { readonly type: 'redo-zoom' }
  /** Ask which lanes to show. */
  | { readonly type: 'find' }
  | { readonly type: 'help' }
  /** Show or hide the inspector. */
  | { readonly type: 'toggle-inspector' }
  /** Back to the end of the run, nothing selected or marked. */
  | { readonly type: 'clear' };

/** Intents that only change the view. */
export type ViewIntent =
  | Navigation
  /** Zoom to the marked time, the selected interval, or the life of the selected lane. */
  | { readonly type: 'zoom-selection' }
  /** Mark the time between two pixels. */
  | { readonly type: 'mark'; readonly x1: number; readonly x2: number }
  /** Mark the time of the selection or the cursor, or mark up to there. */
  | { readonly type: 'mark-selection' }
  /** Draw arrows for all lanes in view, or only for what is selected. */
  | { readonly type: 'toggle-arrows' }
  /** Undefined: the other one. */
  | { readonly type: 'set-scale'; readonly scale?: ScaleKind }
  | { readonly type: 'filter'; readonly filter: LaneFilter }
  /** Collapse a lane if it is expanded, else expand it; undefined: the selected one. */
  | { readonly type: 'toggle-lane'; readonly lane?: number }
  | { readonly type: 'collapse-all' }
  | { readonly type: 'expand-all' }
  | { readonly type: 'show-inspector'; readonly isOpen: boolean }
  /** CSS pixels. */
  | { readonly type: 'resize-inspector'; readonly height: number }
  /** Show the tasks as a table, or as lanes again. */
  | { readonly type: 'toggle-primitives' }
  | { readonly type: 'toggle-table' };

/** Intents that only change which part is seen. */
export type Navigation =
  /** `factor` over 1: closer. `x` is the pixel that stays; undefined: the middle. */
  | { readonly type: 'zoom'; readonly factor: number; readonly x: number | undefined }
  /** Moves the picture to the right. */
  | { readonly type: 'pan'; readonly dx: number }
  /** Moves the lanes up. */
  | { readonly type: 'scroll'; readonly dy: number }
  /** Moves the lanes by a share of what is visible. */
  | { readonly type: 'page'; readonly step: number }
  | { readonly type: 'fit' }
  | { readonly type: 'start' }
  | { readonly type: 'end' }
  /** Show exactly this (positions of the scale). */
  | { readonly type: 'show-range'; readonly from: number; readonly to: number }
  /** Show this with some room beside it (positions of the scale). */
  | { readonly type: 'zoom-to'; readonly from: number; readonly to: number }
  | { readonly type: 'resize-head'; readonly width: number };

export type IntentSink = (intent: Intent) => void;
