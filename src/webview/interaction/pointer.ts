import type { IntentSink } from './intent';
import { Pinch } from './pinch';

/** Pixels that the pointer must move before a press counts as a drag. */
const DRAG_PX = 4;

/** What dragging from a place does. */
export type DragKind = 'resize-head' | 'scrub' | 'mark' | 'pan' | 'none';

interface Press {
  readonly kind: DragKind;
  readonly startX: number;
  readonly startY: number;
  lastX: number;
  lastY: number;
  isDrag: boolean;
}

/** Where the pointer is, and whether Shift is held. */
type DragKindAt = (x: number, y: number, shiftKey: boolean) => DragKind;

/** Emits what the pointer on the element means. A drag that begins on nothing still ends there. */
export function listenToPointer(
  element: HTMLElement,
  dragKind: DragKindAt,
  emit: IntentSink,
): void {
  const pinch = new Pinch();
  let press: Press | undefined;
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    pinch.down(event.pointerId, event.offsetX, event.offsetY);
    press = pinch.isOn ? undefined : pressOf(event, dragKind);
  });
  element.addEventListener('pointermove', (event) => {
    const [x, y] = [event.offsetX, event.offsetY];
    if (pinch.isOn) pinch.move(event.pointerId, x, y).forEach(emit);
    else if (press) moveTo(press, x, y, emit);
    else emit({ type: 'hover', x, y });
  });
  element.addEventListener('pointerup', (event) => {
    const wasDrag = press?.isDrag ?? true;
    pinch.up(event.pointerId);
    press = undefined;
    if (!wasDrag) emit({ type: 'click', x: event.offsetX, y: event.offsetY });
  });
  element.addEventListener('pointercancel', (event) => {
    pinch.up(event.pointerId);
    press = undefined;
  });
  element.addEventListener('pointerleave', () => emit({ type: 'leave' }));
  element.addEventListener('dblclick', (event) => {
    emit({ type: 'double-click', x: event.offsetX, y: event.offsetY });
  });
}

function pressOf(event: PointerEvent, dragKind: DragKindAt): Press {
  const [x, y] = [event.offsetX, event.offsetY];
  const kind = dragKind(x, y, event.shiftKey);
  return { kind, startX: x, startY: y, lastX: x, lastY: y, isDrag: false };
}

function moveTo(press: Press, x: number, y: number, emit: IntentSink): void {
  if (!press.isDrag) {
    if (Math.hypot(x - press.startX, y - press.startY) < DRAG_PX) return;
    press.isDrag = true;
    emit({ type: 'leave' });
  }
  if (press.kind === 'resize-head') emit({ type: 'resize-head', width: x });
  if (press.kind === 'scrub') emit({ type: 'scrub', x });
  if (press.kind === 'mark') emit({ type: 'mark', x1: press.startX, x2: x });
  if (press.kind === 'pan') {
    emit({ type: 'pan', dx: x - press.lastX });
    emit({ type: 'scroll', dy: press.lastY - y });
  }
  press.lastX = x;
  press.lastY = y;
}
