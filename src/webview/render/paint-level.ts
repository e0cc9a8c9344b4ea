import type { SceneLane, SceneSpan } from '../layout/scene';
import type { Theme } from '../theme';
import { readable, withAlpha } from './contrast';
import type { Renderer } from './renderer';

const LINE_PX = 2;
/** A sample that stands for no primitive in particular. */
const FULL = { low: 1, high: 1, isAwaited: false };

/**
 * One step of a chart: as high as its level. While somebody waits it has the colour and the hatching of
 * what is ready. Of several levels, the highest is pale and the lowest solid.
 */
export function paintLevel(
  span: SceneSpan,
  lane: SceneLane,
  renderer: Renderer,
  theme: Theme,
): void {
  const { low, high, isAwaited } = span.level ?? FULL;
  const { x, width } = span;
  const bottom = lane.barTop + lane.barHeight;
  const color = isAwaited ? theme.ready : theme.job;
  const [lowest, highest] = [low, high].map((share) => Math.round(share * lane.barHeight));
  const hatch = isAwaited && width >= 5 ? { hatch: withAlpha(color, 0.5) } : {};
  renderer.box(x, bottom - highest!, width, highest!, { fill: color, alpha: 0.22, ...hatch });
  if (span.isDense) renderer.box(x, bottom - lowest!, width, lowest!, { fill: color, alpha: 0.6 });
  renderer.box(x, bottom - Math.max(highest!, 1), width, LINE_PX, { fill: color });
}

/** The label of one step, on a plate. */
export function paintLevelLabel(
  span: SceneSpan,
  lane: SceneLane,
  renderer: Renderer,
  theme: Theme,
): void {
  const { isAwaited } = span.level ?? FULL;
  const y = lane.barTop + lane.barHeight / 2;
  const plate = { fill: theme.background, radius: 2 };
  renderer.box(span.labelX - 3, y - 8, span.labelWidth + 6, 16, plate);
  const ink = isAwaited
    ? readable(theme.ready, theme.background, theme.foreground)
    : theme.foreground;
  renderer.text(span.label, span.labelX, y, 'label', ink);
}

/** The line above which nothing can be. */
export function paintLimit(
  share: number,
  lane: SceneLane,
  from: number,
  to: number,
  renderer: Renderer,
  theme: Theme,
): void {
  const y = lane.barTop + lane.barHeight * (1 - share) - 1;
  renderer.line(from, y, to, y, { color: theme.dim, width: 1, dash: [4, 4] });
}
