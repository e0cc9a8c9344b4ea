import type { Intent, IntentSink } from './intent';

const LINE_PX = 16;
const PAGE_PX = 400;
/** Zoom for each pixel that the wheel turned; a pinch reports far smaller steps. */
const WHEEL_ZOOM = 0.0022;
const PINCH_ZOOM = 0.01;

export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0: pixels, 1: lines, 2: pages. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What a turn of the wheel at `x` means: zoom; over the heads or with Alt scroll; sideways or with Shift pan; with Ctrl (as a pinch arrives) zoom. */
export function intentOfWheel(turn: WheelTurn, x: number, headWidth: number): Intent {
  const unit = turn.deltaMode === 0 ? 1 : turn.deltaMode === 1 ? LINE_PX : PAGE_PX;
  const [dx, dy] = [turn.deltaX * unit, turn.deltaY * unit];
  if (turn.ctrlKey) return { type: 'zoom', factor: Math.exp(-dy * PINCH_ZOOM), x };
  if (turn.shiftKey) return { type: 'pan', dx: -(dx || dy) };
  if (Math.abs(dx) > Math.abs(dy)) return { type: 'pan', dx: -dx };
  if (turn.altKey || x < headWidth) return { type: 'scroll', dy };
  return { type: 'zoom', factor: Math.exp(-dy * WHEEL_ZOOM), x };
}

/** Emits what the wheel on the element means. */
export function listenToWheel(
  element: HTMLElement,
  headWidth: () => number,
  emit: IntentSink,
): void {
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      emit(intentOfWheel(event, event.offsetX, headWidth()));
    },
    { passive: false },
  );
}
