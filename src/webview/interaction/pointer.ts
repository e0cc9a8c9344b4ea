import type { IntentSink } from './intent';

/** Pixels that the pointer must move before a press counts as a drag. */
const DRAG_PX = 4;

/** What dragging from a place does. */
export type DragKind = 'resize-head' | 'scrub' | 'pan' | 'none';

interface Press {
  readonly kind: DragKind;
  readonly startX: number;
  readonly startY: number;
  lastX: number;
  lastY: number;
  isDrag: boolean;
}

/** Emits what the pointer on the element means. A drag that begins on nothing still ends there. */
export function listenToPointer(
  element: HTMLElement,
  dragKind: (x: number, y: number) => DragKind,
  emit: IntentSink,
): void {
  let press: Press | undefined;
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    const [x, y] = [event.offsetX, event.offsetY];
    press = {
      ...{ kind: dragKind(x, y), startX: x, startY: y },
      ...{ lastX: x, lastY: y, isDrag: false },
    };
  });
  element.addEventListener('pointermove', (event) => {
    const [x, y] = [event.offsetX, event.offsetY];
    if (press) moveTo(press, x, y, emit);
    else emit({ type: 'hover', x, y });
  });
  element.addEventListener('pointerup', (event) => {
    const wasDrag = press?.isDrag ?? true;
    press = undefined;
    if (!wasDrag) emit({ type: 'click', x: event.offsetX, y: event.offsetY });
  });
  element.addEventListener('pointercancel', () => {
    press = undefined;
  });
  element.addEventListener('pointerleave', () => emit({ type: 'leave' }));
  element.addEventListener('dblclick', (event) => {
    emit({ type: 'double-click', x: event.offsetX, y: event.offsetY });
  });
}

function moveTo(press: Press, x: number, y: number, emit: IntentSink): void {
  if (!press.isDrag) {
    if (Math.hypot(x - press.startX, y - press.startY) < DRAG_PX) return;
    press.isDrag = true;
    emit({ type: 'leave' });
  }
  if (press.kind === 'resize-head') emit({ type: 'resize-head', width: x });
  if (press.kind === 'scrub') emit({ type: 'scrub', x });
  if (press.kind === 'pan') {
    emit({ type: 'pan', dx: x - press.lastX });
    emit({ type: 'scroll', dy: press.lastY - y });
  }
  press.lastX = x;
  press.lastY = y;
}
