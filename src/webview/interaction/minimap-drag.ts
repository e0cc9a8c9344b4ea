import type { Minimap } from '../layout/minimap';
import type { AxisRange } from '../scale/scale';
import type { IntentSink } from './intent';

/** What dragging from a place of the minimap changes. */
export type MinimapGrip = 'from' | 'to' | 'window' | 'new';

/** Pixels around an edge of the window in which it can be gripped. */
const EDGE_PX = 5;
/** Pixels that the pointer must move before a press draws a new window. */
const DRAG_PX = 4;

/** What the pointer grips at `x`; beside the window, the window comes there. */
export function gripAt({ window, isWhole }: Minimap, x: number): MinimapGrip {
  if (isWhole) return 'new';
  if (Math.abs(x - window.x) <= EDGE_PX) return 'from';
  if (Math.abs(x - window.x - window.width) <= EDGE_PX) return 'to';
  return 'window';
}

/** A press on the minimap: what it gripped, and what was in view, in positions. */
export interface MinimapPress {
  readonly grip: MinimapGrip;
  readonly x: number;
  readonly range: AxisRange;
}

/** A press at `x`; beside the window, the window is centred there. */
export function pressMinimap(minimap: Minimap, x: number): MinimapPress {
  const { scale, window } = minimap;
  const grip = gripAt(minimap, x);
  const range = { from: scale.position(window.x), to: scale.position(window.x + window.width) };
  const isInside = x >= window.x && x <= window.x + window.width;
  if (grip !== 'window' || isInside) return { grip, x, range };
  const half = (range.to - range.from) / 2;
  const middle = scale.position(x);
  return { grip, x, range: { from: middle - half, to: middle + half } };
}

/** What is to be shown once the pointer is at `x`; undefined: nothing changes yet. */
export function dragMinimap(
  { scale }: Minimap,
  press: MinimapPress,
  x: number,
): AxisRange | undefined {
  const { grip, range } = press;
  const position = scale.position(Math.max(scale.left, Math.min(scale.right, x)));
  const units = (x - press.x) / scale.pxPerUnit;
  if (grip === 'window') return { from: range.from + units, to: range.to + units };
  if (grip === 'from') return inOrder(position, range.to);
  if (grip === 'to') return inOrder(range.from, position);
  return Math.abs(x - press.x) < DRAG_PX ? undefined : inOrder(scale.position(press.x), position);
}

function inOrder(one: number, other: number): AxisRange {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** Emits what the pointer on the minimap means. */
export function listenToMinimap(
  element: HTMLElement,
  minimap: () => Minimap | undefined,
  emit: IntentSink,
): void {
  let press: MinimapPress | undefined;
  const show = (drawn: Minimap, x: number) => {
    const range = press && dragMinimap(drawn, press, x);
    if (range) emit({ type: 'show-range', ...range });
  };
  element.addEventListener('pointerdown', (event) => {
    const drawn = minimap();
    if (event.button !== 0 || !drawn || event.offsetX < drawn.scale.left) return;
    element.setPointerCapture(event.pointerId);
    press = pressMinimap(drawn, event.offsetX);
    show(drawn, event.offsetX);
  });
  element.addEventListener('pointermove', (event) => {
    const drawn = minimap();
    if (!drawn) return;
    if (press) show(drawn, event.offsetX);
    else element.dataset['grip'] = gripAt(drawn, event.offsetX);
  });
  for (const type of ['pointerup', 'pointercancel'] as const) {
    element.addEventListener(type, () => {
      press = undefined;
    });
  }
  element.addEventListener('dblclick', () => emit({ type: 'fit' }));
}
