import type { CursorMoment } from '../trace/cursor';
import type { Position, TraceChunk } from '../trace/schema';
import type { Result } from './result';

/** What the timeline needs to know about the run whose trace it shows. */
export interface TimelineHeader {
  /** Names the run; a new id means a new trace. */
  readonly runId: string;
  /** File name without folders. */
  readonly title: string;
  /** Absolute path or URI of the scenario. */
  readonly file: string;
  readonly clock: 'virtual' | 'system';
  /** Seconds from which a step counts as blocking. */
  readonly slowCallbackDuration: number;
}

/** Extension to timeline. */
export type ToTimeline =
  /** A new trace; what was shown before is gone. */
  | { readonly type: 'trace/begin'; readonly header: TimelineHeader }
  | { readonly type: 'trace/append'; readonly runId: string; readonly chunk: TraceChunk }
  /** The run is over; its `run.ended` event has been appended. `notes`: those of its outcome. */
  | { readonly type: 'trace/end'; readonly runId: string; readonly notes: readonly string[] }
  /** Whether what has not ended goes on with the next cell; a run that is over begins without. */
  | { readonly type: 'cells/kept'; readonly runId: string; readonly isKept: boolean }
  /** Whether the file holds something else than what ran; a new trace begins without. */
  | { readonly type: 'file/changed'; readonly hasChanged: boolean }
  /** Show this moment; undefined: the end of the run. */
  | {
      readonly type: 'cursor/set';
      readonly cursor: CursorMoment | undefined;
      /** What screen readers are told about it, if it is more than what happens there. */
      readonly says?: string;
    }
  /** Play or stop playing, or change the speed. */
  | { readonly type: 'play/do'; readonly action: PlayAction }
  /** Bring a task's lane into view and select it. */
  | { readonly type: 'task/reveal'; readonly task: number }
  /** Says that the page is seen again; whichever is there then says that it is ready. */
  | { readonly type: 'page/shown' }
  | { readonly type: 'picture/request'; readonly id: number; readonly kind: PictureKind }
  | { readonly type: 'test/request'; readonly id: number; readonly request: TimelineTestRequest };

/** Timeline to extension. */
export type FromTimeline =
  /** The page is loaded and wants its trace. `loadedAt` tells one page from the next: real milliseconds. */
  | { readonly type: 'timeline/ready'; readonly loadedAt: number }
  /** Show a line in the editor; `keepsFocus`: whoever clicked goes on with the keys of the timeline. */
  | {
      readonly type: 'source/reveal';
      readonly position: Position;
      readonly keepsFocus: boolean;
    }
  /** The user moved the cursor; undefined: to the end of the run. */
  | { readonly type: 'cursor/changed'; readonly cursor: CursorMoment | undefined }
  /** Undefined: no task is selected any more. */
  | { readonly type: 'task/selected'; readonly task: number | undefined }
  /** The user wants to see the next finding (1) or the one before (-1). */
  | { readonly type: 'finding/go'; readonly step: 1 | -1 }
  /** The user pressed a button that stands for a command of the extension. */
  | {
      readonly type: 'command/run';
      readonly command:
        | 'loopscope.runAgain'
        | 'loopscope.stop'
        | 'loopscope.openDemo'
        | 'loopscope.export';
    }
  /** Show one of our settings, such as `loopscope.files.write`, in the settings editor. */
  | { readonly type: 'setting/open'; readonly setting: string }
  | { readonly type: 'picture/reply'; readonly id: number; readonly reply: Result<Uint8Array> }
  /** An error in the page that nobody caught. */
  | { readonly type: 'timeline/error'; readonly message: string }
  | { readonly type: 'test/reply'; readonly id: number; readonly reply: unknown };

export type PlayAction = 'toggle' | 'faster' | 'slower';

/**
 * What becomes of the picture of a timeline: the bytes of a file, or for `copy` an image on the clipboard
 * and no bytes, since only a page can put images there.
 */
export type PictureKind = 'svg' | 'png' | 'copy';

/** What tests may ask of a timeline: what it drew, as data. */
export type TimelineTestRequest = { readonly kind: 'describe' };

/** A rectangle in CSS pixels from the top left of the page. */
export interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Reply to `describe`. Pixels are CSS pixels from the top left of the page. */
export interface TimelineDescription {
  readonly title: string;
  readonly summary: string;
  /** What grows along the axis. */
  readonly scale: 'time' | 'order';
  /** What is in view, in positions of the scale: seconds, or places in the order. */
  readonly from: number;
  readonly to: number;
  /** Where `from` to `to` is drawn, above the lanes. */
  readonly axis: DrawnBox;
  readonly lanes: readonly {
    readonly name: string;
    readonly note: string;
    readonly depth: number;
    readonly isSelected: boolean;
    /** Its name, and what is beside it. */
    readonly head: DrawnBox;
    /** Where it is collapsed and expanded; undefined if nothing is nested below it. */
    readonly twisty:
      | { readonly x: number; readonly y: number; readonly isOpen: boolean }
      | undefined;
    readonly spans: readonly (DrawnBox & {
      /** `running`, `blocking`, `ready`, `waiting`, `idle` or `callback`. */
      readonly state: string;
      readonly from: number;
      readonly to: number;
      /** The text drawn in it; empty if there was no room. */
      readonly label: string;
      readonly isSelected: boolean;
    })[];
    /** `done`, `failed` or `cancelled` once it ended. */
    readonly end: string | undefined;
  }[];
  /** Where cells begin; the text is empty if there was no room. */
  readonly cells: readonly { readonly text: string; readonly x: number }[];
  readonly arrows: readonly {
    /** `created`, `woke` or `cancelled`. */
    readonly kind: string;
    /** Names of tasks, or `loop`. */
    readonly from: string;
    readonly to: string;
    /** Whether it belongs to what is selected. */
    readonly isSelected: boolean;
    /** Half-way along it. */
    readonly middle: { readonly x: number; readonly y: number };
  }[];
  readonly outputs: readonly { readonly time: number; readonly text: string }[];
  readonly cursor: CursorMoment | undefined;
  /** The stretch of time that the user marked, in seconds. */
  readonly marked: { readonly from: number; readonly to: number } | undefined;
  /** Where it is, and in it the window that frames what is in view; undefined while it is hidden. */
  readonly minimap:
    | (DrawnBox & { readonly windowX: number; readonly windowWidth: number })
    | undefined;
  /** Undefined while it is hidden or closed. */
  readonly inspector: readonly InspectorText[] | undefined;
  /** Whether the tasks are shown as a table instead of as lanes. */
  readonly isTable: boolean;
}

/** A section of the inspector as it can be read. */
export interface InspectorText {
  /** Its stable name, such as `why`. */
  readonly id: string;
  readonly title: string;
  readonly rows: readonly string[];
}
