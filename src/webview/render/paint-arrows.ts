import { arrival } from '../layout/curve';
import type { Direction, Scene, SceneArrow } from '../layout/scene';
import type { Theme } from '../theme';
import type { LineStyle, Renderer } from './renderer';

/** Directions in radians. */
const ANGLES: Readonly<Record<Direction, number>> = {
  right: 0,
  down: Math.PI / 2,
  left: Math.PI,
  up: -Math.PI / 2,
};

/** Draws the arrows between lanes; those of the selection are stronger. */
export function paintArrows(scene: Scene, renderer: Renderer, theme: Theme): void {
  if (scene.arrows.length === 0) return;
  const top = scene.loop?.y ?? scene.lanesTop;
  const { headWidth, width, lanesBottom } = scene;
  renderer.clipped(headWidth + 1, top, width - headWidth, lanesBottom - top, () => {
    for (const arrow of scene.arrows) paintArrow(arrow, renderer, theme);
  });
}

/** How a kind of arrow is told from the others: by its colour, its line and its head. */
export function arrowStyle(kind: SceneArrow['arrow']['kind'], theme: Theme): LineStyle {
  switch (kind) {
    case 'created':
      return { color: theme.foreground, width: 1, dash: [2, 3] };
    case 'woke':
      return { color: theme.ready, width: 1 };
    case 'cancelled':
      return { color: theme.cancelled, width: 1, dash: [7, 3] };
  }
}

function paintArrow(
  { arrow, curve, fromOut, toOut, isSelected }: SceneArrow,
  renderer: Renderer,
  theme: Theme,
): void {
  const style = arrowStyle(arrow.kind, theme);
  renderer.curve(curve, { ...style, width: isSelected ? 2 : 1 });
  const { color } = style;
  if (fromOut) renderer.head('out', curve.x1, curve.y1, ANGLES[fromOut], color);
  if (toOut) renderer.head('out', curve.x2, curve.y2, ANGLES[toOut], color);
  else renderer.head(arrow.kind, curve.x2, curve.y2, arrival(curve), color);
}
