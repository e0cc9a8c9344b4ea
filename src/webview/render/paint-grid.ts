import type { Scene, SceneSkip } from '../layout/scene';
import type { Tick } from '../scale/ticks';
import type { Theme } from '../theme';
import { type AxisTag, axisTags, bottomOf, isUnderTag } from './axis-tags';
import type { Renderer } from './renderer';

/** From the axis down to the lanes. */
const TICK_PX = 8;
/** A tick nearer to the edge of the axis than this has no label once it does not fit. */
const LABEL_EDGE_PX = 12;

/** The ticks of the axis with their lines, and the time that was skipped. */
export function paintGrid(scene: Scene, renderer: Renderer, theme: Theme): void {
  const bottom = bottomOf(scene);
  const tags = axisTags(scene, renderer);
  renderer.clipped(scene.headWidth, 0, scene.width - scene.headWidth, scene.height, () => {
    for (const skip of scene.skips) paintSkip(skip, scene, renderer, theme);
    for (const tick of scene.ticks) {
      const style = { color: theme.grid, width: 1 };
      if (!tick.isPinned) renderer.line(tick.x, scene.axisHeight - TICK_PX, tick.x, bottom, style);
      if (tick.label !== '') paintLabel(tick, tags, scene, renderer, theme);
    }
  });
}

function paintLabel(
  { x: middle, label, isPinned }: Tick,
  tags: readonly AxisTag[],
  { headWidth, width, axisHeight }: Scene,
  renderer: Renderer,
  theme: Theme,
): void {
  const own = renderer.measure(label, 'axis');
  const least = headWidth + 2;
  const isAtEdge = isPinned || (middle - own / 2 < least && middle - LABEL_EDGE_PX >= headWidth);
  const x = isAtEdge ? least : middle - own / 2;
  if (x < least || x + own > width || isUnderTag(tags, x, x + own)) return;
  renderer.text(label, x, axisHeight / 2 - 1, 'axis', theme.dim);
}

/** A band across the lanes, and a break in the axis. */
function paintSkip({ x, width }: SceneSkip, scene: Scene, renderer: Renderer, theme: Theme): void {
  const top = scene.axisHeight - TICK_PX;
  renderer.box(x, top, width, bottomOf(scene) - top, { fill: theme.line, alpha: 0.22 });
  const middle = x + width / 2;
  const style = { color: theme.dim, width: 1.5 };
  for (const shift of [-2, 2]) {
    renderer.line(middle + shift - 2, top + TICK_PX, middle + shift + 2, top, style);
  }
}
