import type { Scene } from '../layout/scene';
import type { Theme } from '../theme';
import { bottomOf } from './axis-tags';
import type { Renderer } from './renderer';

/** The lines at which cells begin, with their names in the strip below the axis. */
export function paintCells(scene: Scene, renderer: Renderer, theme: Theme): void {
  const { cells, headWidth, width } = scene;
  if (!cells) return;
  const { y, height, name, borders } = cells;
  const middle = y + height / 2;
  if (name.text !== '') renderer.text(name.text, name.x, middle, 'note', theme.dim);
  const bottom = bottomOf(scene);
  renderer.clipped(headWidth + 1, y, width - headWidth, bottom - y, () => {
    renderer.box(headWidth + 1, y, width - headWidth, height, { fill: theme.panel });
    for (const { x, text, textX } of borders) {
      renderer.line(x, y, x, bottom, { color: theme.dim, width: 1, dash: [1, 3] });
      if (text !== '') renderer.text(text, textX, middle, 'axis', theme.foreground);
    }
  });
}
