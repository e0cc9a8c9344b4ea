import type { Minimap, MinimapColumn } from '../layout/minimap';
import type { Theme } from '../theme';
import type { Renderer } from './renderer';

const PADDING_PX = 4;
const HANDLE_WIDTH_PX = 4;
const HANDLE_HEIGHT_PX = 14;
/** Of the strip that tells blocking from running without colour. */
const STRIP_PX = 3;

/** Draws a minimap, from back to front. */
export function paintMinimap(minimap: Minimap, renderer: Renderer, theme: Theme): void {
  const { width, height, scale } = minimap;
  renderer.begin(width, height, theme.background);
  for (const column of minimap.columns) paintColumn(column, height, renderer, theme);
  if (minimap.isWhole) paintShade(scale.left, width, height, renderer, theme);
  else paintWindow(minimap, renderer, theme);
  const { cursorX } = minimap;
  if (cursorX !== undefined && cursorX >= scale.left) {
    renderer.line(cursorX, 0, cursorX, height, { color: theme.focus, width: 1.5 });
  }
  renderer.line(scale.left, 0, scale.left, height, { color: theme.line, width: 1 });
  if (minimap.text !== '') renderer.text(minimap.text, 12, height / 2, 'note', theme.dim);
}

function paintColumn(
  { x, width, busy, isBlocking }: MinimapColumn,
  height: number,
  renderer: Renderer,
  theme: Theme,
): void {
  const bottom = height - PADDING_PX;
  const tall = busy * (height - 2 * PADDING_PX);
  const fill = isBlocking ? theme.blocking : theme.running;
  renderer.box(x, bottom - tall, width, tall, { fill });
  if (!isBlocking) return;
  renderer.box(x, bottom - STRIP_PX, width, STRIP_PX, { fill: '#000000', alpha: 0.45 });
}

/** What is not chosen is paler, so that it does not outshout the lanes. */
function paintShade(
  left: number,
  right: number,
  height: number,
  renderer: Renderer,
  theme: Theme,
): void {
  renderer.box(left, 0, right - left, height, { fill: theme.background, alpha: 0.6 });
}

/** What is in view, with edges that can be gripped. */
function paintWindow({ window, width, height, scale }: Minimap, renderer: Renderer, theme: Theme) {
  const right = window.x + window.width;
  paintShade(scale.left, window.x, height, renderer, theme);
  paintShade(right, width, height, renderer, theme);
  renderer.box(window.x, 0, window.width, height, { stroke: theme.focus });
  for (const x of [window.x, right]) {
    const left = Math.max(scale.left, Math.min(width - HANDLE_WIDTH_PX, x - HANDLE_WIDTH_PX / 2));
    const top = (height - HANDLE_HEIGHT_PX) / 2;
    const style = { fill: theme.focus, radius: 2 };
    renderer.box(left, top, HANDLE_WIDTH_PX, HANDLE_HEIGHT_PX, style);
  }
}
