import type {
  Scene,
  SceneLane,
  SceneMark,
  SceneOutputLane,
  SceneSpan,
  SceneText,
  SceneTwisty,
} from '../layout/scene';
import type { FontName } from '../layout/text-fit';
import type { Tone } from '../model/notes';
import type { Theme } from '../theme';
import { paintCursor, paintMarked } from './axis-tags';
import { readable } from './contrast';
import { paintArrows } from './paint-arrows';
import { paintCells } from './paint-cells';
import { paintGrid } from './paint-grid';
import { paintLimit } from './paint-level';
import { paintSpan, paintSpanLabel } from './paint-span';
import type { Renderer } from './renderer';

const MARK_RADIUS_PX = 5;

/** Draws a whole scene, from back to front. */
export function paint(scene: Scene, renderer: Renderer, theme: Theme): void {
  renderer.begin(scene.width, scene.height, theme.background);
  paintMarked(scene, renderer, theme);
  paintGrid(scene, renderer, theme);
  paintCells(scene, renderer, theme);
  const { lanesTop: top, lanesBottom: bottom } = scene;
  renderer.clipped(0, top, scene.width, bottom - top, () => {
    for (const lane of scene.lanes) paintLane(lane, scene, renderer, theme);
  });
  if (scene.loop) paintLane(scene.loop, scene, renderer, theme);
  paintArrows(scene, renderer, theme);
  renderer.clipped(0, top, scene.width, bottom - top, () => {
    for (const lane of scene.lanes) paintLabels(lane, scene, renderer, theme);
  });
  if (scene.loop) paintLabels(scene.loop, scene, renderer, theme);
  if (scene.output) paintOutput(scene.output, scene, renderer, theme);
  paintEdges(scene, renderer, theme);
  paintCursor(scene, renderer, theme);
}

function paintLane(lane: SceneLane, scene: Scene, renderer: Renderer, theme: Theme): void {
  if (lane.isSelected) {
    const style = theme.outline
      ? { stroke: theme.focus, strokeWidth: 1 }
      : { fill: theme.selection, alpha: 0.35 };
    renderer.box(0, lane.y, scene.width, lane.height, style);
  }
  paintHead(lane, scene, renderer, theme);
  const width = scene.width - scene.headWidth;
  renderer.clipped(scene.headWidth + 1, lane.y, width, lane.height, () => {
    for (const span of lane.spans) paintSpan(span, lane, renderer, theme);
    if (lane.limit !== undefined) {
      paintLimit(lane.limit, lane, scene.headWidth, scene.width, renderer, theme);
    }
    for (const span of lane.inside ?? []) paintInside(span, lane, renderer, theme);
    for (const mark of lane.marks) {
      if (mark.fromX !== undefined) paintLimitLine(mark.fromX, mark, lane, renderer, theme);
      const isRequest = mark.kind === 'cancelling';
      const color = markColor(mark.kind, theme);
      const y = isRequest ? lane.barTop - 3 : mark.y;
      renderer.mark(mark.kind, mark.x, y, MARK_RADIUS_PX, color);
    }
  });
}

/** From where a timeout was set to its end, below the bars; up to the bar that it ended. */
function paintLimitLine(
  fromX: number,
  { kind, x, y }: SceneMark,
  lane: SceneLane,
  renderer: Renderer,
  theme: Theme,
): void {
  const color = markColor(kind, theme);
  renderer.line(fromX, y, x, y, { color, width: 1, dash: [2, 3] });
  if (kind === 'over') renderer.line(x, lane.barTop, x, y, { color, width: 1 });
}

function paintLabels(lane: SceneLane, scene: Scene, renderer: Renderer, theme: Theme): void {
  const width = scene.width - scene.headWidth;
  renderer.clipped(scene.headWidth + 1, lane.y, width, lane.height, () => {
    for (const span of lane.spans) paintSpanLabel(span, lane, renderer, theme);
  });
}

/** The colour of a mark at the end of a lane. */
export function markColor(kind: SceneMark['kind'], theme: Theme): string {
  if (kind === 'unfinished') return theme.foreground;
  if (kind === 'limit' || kind === 'kept') return theme.dim;
  if (kind === 'asks') return theme.ready;
  return theme[kind === 'cancelling' || kind === 'over' ? 'cancelled' : kind];
}

function paintHead(lane: SceneLane, scene: Scene, renderer: Renderer, theme: Theme): void {
  renderer.clipped(0, lane.y, scene.headWidth, lane.height, () => {
    const style = { color: theme.dim, width: 1 };
    for (const guide of lane.guides) {
      renderer.line(guide.x, guide.top, guide.x, guide.bottom, style);
      const { branch } = guide;
      if (branch !== undefined) renderer.line(guide.x, branch, guide.right, branch, style);
    }
    if (lane.twisty) paintTwisty(lane.twisty, renderer, theme);
    paintText(lane.name, 'name', lane.isQuiet ? theme.dim : theme.foreground, renderer);
    paintText(lane.note, 'note', toneColor(lane.note.tone, theme), renderer);
  });
}

/** A step of a hidden task along the lower edge; one that blocks is thicker. */
function paintInside(span: SceneSpan, lane: SceneLane, renderer: Renderer, theme: Theme): void {
  const isBlocking = span.state === 'blocking';
  const height = isBlocking ? 6 : 3;
  const bottom = lane.y + lane.height - 2;
  const alpha = span.isDense ? 0.4 + 0.6 * span.busy : 1;
  const fill = isBlocking ? theme.blocking : theme.running;
  renderer.box(span.x, bottom - height, span.width, height, { fill, alpha });
}

/** A corner that points down at what is nested below, or right if that is hidden. */
function paintTwisty({ x, y, isOpen }: SceneTwisty, renderer: Renderer, theme: Theme): void {
  const style = { color: theme.foreground, width: 1.5 };
  const [long, short] = [3, 2];
  if (isOpen) {
    renderer.line(x - long, y - short, x, y + short, style);
    renderer.line(x, y + short, x + long, y - short, style);
  } else {
    renderer.line(x - short, y - long, x + short, y, style);
    renderer.line(x + short, y, x - short, y + long, style);
  }
}

function paintText(text: SceneText, font: FontName, color: string, renderer: Renderer): void {
  if (text.text !== '') renderer.text(text.text, text.x, text.y, font, color);
}

function toneColor(tone: Tone, theme: Theme): string {
  if (tone === 'calm') return theme.dim;
  const color = tone === 'bad' ? theme.blocking : theme.ready;
  return readable(color, theme.background, theme.foreground);
}

function paintOutput(
  output: SceneOutputLane,
  scene: Scene,
  renderer: Renderer,
  theme: Theme,
): void {
  renderer.line(0, output.y, scene.width, output.y, { color: theme.line, width: 1 });
  paintText(output.name, 'name', theme.foreground, renderer);
  const width = scene.width - scene.headWidth;
  renderer.clipped(scene.headWidth + 1, output.y, width, output.height, () => {
    for (const mark of output.marks) {
      const color = mark.isError ? theme.error : theme.foreground;
      const isUnlabelled = mark.text === '' && (mark.full !== '' || mark.last > mark.first);
      if (isUnlabelled) {
        renderer.box(mark.x - 1, mark.y - 3, 2, 6, { fill: color });
        continue;
      }
      if (mark.text !== '') {
        const plate = { fill: theme.background };
        renderer.box(mark.textX - 2, mark.y - 7, mark.textWidth + 4, 14, plate);
        renderer.text(mark.text, mark.textX, mark.y, 'code', color);
      }
      renderer.mark('dot', mark.x, mark.y, 2, color);
    }
  });
}

function paintEdges(scene: Scene, renderer: Renderer, theme: Theme): void {
  const style = { color: theme.line, width: 1 };
  renderer.line(scene.headWidth, 0, scene.headWidth, scene.height, style);
  if (scene.maxScroll > 0) {
    renderer.line(0, scene.lanesTop, scene.width, scene.lanesTop, style);
  }
}
