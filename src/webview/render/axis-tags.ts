import type { Scene } from '../layout/scene';
import type { Theme } from '../theme';
import { textOn } from './contrast';
import type { Renderer } from './renderer';

const TAG_HEIGHT_PX = 17;
const TAG_PADDING_PX = 7;
/** Between two tags, and between a tag and the label of a tick. */
const TAG_GAP_PX = 4;

/** A text on a ground of its own on the axis. */
export interface AxisTag {
  readonly kind: 'cursor' | 'marked';
  readonly x: number;
  readonly width: number;
  readonly text: string;
}

/** The time of the cursor and the length of what is marked, as far as they are in sight; they never overlap. */
export function axisTags(scene: Scene, renderer: Renderer): AxisTag[] {
  const cursor = cursorTag(scene, renderer);
  const marked = markedTag(scene, renderer, cursor);
  return [cursor, marked].filter((tag) => tag !== undefined);
}

/** Whether something from `left` to `right` would touch a tag. */
export function isUnderTag(tags: readonly AxisTag[], left: number, right: number): boolean {
  return tags.some(({ x, width }) => left < x + width + TAG_GAP_PX && right > x - TAG_GAP_PX);
}

/** The band of what is marked, below everything else. */
export function paintMarked(scene: Scene, renderer: Renderer, theme: Theme): void {
  const { marked } = scene;
  if (!marked) return;
  const top = scene.axisHeight - 8;
  const height = bottomOf(scene) - top;
  const width = scene.width - scene.headWidth;
  renderer.clipped(scene.headWidth, top, width, height, () => {
    const style = theme.outline ? { stroke: theme.focus } : { fill: theme.focus, alpha: 0.16 };
    renderer.box(marked.x, top, Math.max(1, marked.width), height, style);
    for (const x of [marked.x, marked.x + marked.width]) {
      renderer.line(x, top, x, top + height, { color: theme.focus, width: 1, dash: [4, 3] });
    }
  });
}

/** The line of the cursor, and the tags on the axis. */
export function paintCursor(scene: Scene, renderer: Renderer, theme: Theme): void {
  const { cursor, axisHeight } = scene;
  for (const tag of axisTags(scene, renderer)) {
    if (tag.kind === 'cursor' && cursor) {
      const style = { color: theme.focus, width: 1.5 };
      renderer.line(cursor.x, axisHeight - 8, cursor.x, bottomOf(scene), style);
    }
    paintTag(tag, axisHeight / 2 - 1, renderer, theme);
  }
}

function paintTag(tag: AxisTag, y: number, renderer: Renderer, theme: Theme): void {
  const isCursor = tag.kind === 'cursor';
  const ground = isCursor ? { fill: theme.focus } : { fill: theme.background, stroke: theme.focus };
  const top = y - TAG_HEIGHT_PX / 2;
  renderer.box(tag.x, top, tag.width, TAG_HEIGHT_PX, { ...ground, radius: 3 });
  const color = isCursor ? textOn(theme.focus) : theme.foreground;
  renderer.text(tag.text, tag.x + TAG_PADDING_PX, y, 'axis', color);
}

/** Where the lanes and the output end. */
export function bottomOf({ output, lanesBottom }: Pick<Scene, 'output' | 'lanesBottom'>): number {
  return output ? output.y + output.height : lanesBottom;
}

function cursorTag(scene: Scene, renderer: Renderer): AxisTag | undefined {
  const { cursor, headWidth, width } = scene;
  if (!cursor || cursor.x < headWidth || cursor.x > width) return undefined;
  return tagAround('cursor', cursor.label, cursor.x, scene, renderer);
}

function markedTag(
  scene: Scene,
  renderer: Renderer,
  cursor: AxisTag | undefined,
): AxisTag | undefined {
  const { marked, headWidth, width } = scene;
  if (!marked) return undefined;
  const left = Math.max(marked.x, headWidth);
  const right = Math.min(marked.x + marked.width, width);
  if (right < left) return undefined;
  const tag = tagAround('marked', `↔ ${marked.label}`, (left + right) / 2, scene, renderer);
  if (!cursor || !isUnderTag([cursor], tag.x, tag.x + tag.width)) return tag;
  const before = { ...tag, x: cursor.x - TAG_GAP_PX - tag.width };
  const after = { ...tag, x: cursor.x + cursor.width + TAG_GAP_PX };
  const near = tag.x < cursor.x ? [before, after] : [after, before];
  return near.find(({ x }) => x >= headWidth + 2 && x + tag.width <= width - 2);
}

function tagAround(
  kind: AxisTag['kind'],
  text: string,
  middle: number,
  { headWidth, width }: Scene,
  renderer: Renderer,
): AxisTag {
  const own = renderer.measure(text, 'axis') + 2 * TAG_PADDING_PX;
  const x = Math.max(headWidth + 2, Math.min(width - own - 2, middle - own / 2));
  return { kind, x, width: own, text };
}
