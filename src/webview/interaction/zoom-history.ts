import type { ViewState } from '../view-state';

/** What was in view, and on which scale. */
export type Visible = Pick<ViewState, 'range' | 'scale'>;

/** Milliseconds within which turns of the wheel and movements of the hand count as one. */
const GESTURE_MS = 500;
const MAX_ENTRIES = 100;

/**
 * What was in view, to go back and forth among them.
 *
 * 1. One gesture is one entry, however many events it came in.
 * 2. A new view ends what could be redone.
 */
export class ZoomHistory {
  readonly #back: Visible[] = [];
  #forward: Visible[] = [];
  #gestureAt = Number.NEGATIVE_INFINITY;

  get canUndo(): boolean {
    return this.#back.length > 0;
  }

  /** The view moved. `time` in milliseconds; `isGesture`: more of the same kind may follow at once. */
  note(before: Visible, after: Visible, isGesture: boolean, time: number): void {
    if (isSame(before, after)) return;
    const goesOn = isGesture && time - this.#gestureAt < GESTURE_MS;
    this.#gestureAt = isGesture ? time : Number.NEGATIVE_INFINITY;
    this.#forward = [];
    if (goesOn) return;
    this.#back.push(visible(before));
    if (this.#back.length > MAX_ENTRIES) this.#back.shift();
  }

  /** The view before `now`; undefined if there is none. */
  undo(now: Visible): Visible | undefined {
    return this.#move(now, this.#back, this.#forward);
  }

  /** The view that `undo` left; undefined if there is none. */
  redo(now: Visible): Visible | undefined {
    return this.#move(now, this.#forward, this.#back);
  }

  clear(): void {
    this.#back.length = 0;
    this.#forward = [];
    this.#gestureAt = Number.NEGATIVE_INFINITY;
  }

  #move(now: Visible, from: Visible[], to: Visible[]): Visible | undefined {
    this.#gestureAt = Number.NEGATIVE_INFINITY;
    if (from.length === 0) return undefined;
    to.push(visible(now));
    return from.pop();
  }
}

function visible({ range, scale }: Visible): Visible {
  return { range, scale };
}

function isSame(one: Visible, other: Visible): boolean {
  const isSameRange = one.range?.from === other.range?.from && one.range?.to === other.range?.to;
  return isSameRange && one.scale === other.scale;
}
