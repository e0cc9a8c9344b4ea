import { SceneBuilder } from '../layout/build-scene';
import { stripHeight } from '../layout/cell-strip';
import { metricsFor } from '../layout/metrics';
import type { Scene } from '../layout/scene';
import { elide } from '../layout/text-fit';
import { count } from '../model/format';
import { rowsOf } from '../model/rows';
import { summary } from '../model/summary';
import type { TimelineModel } from '../model/timeline-model';
import { paint } from '../render/paint';
import type { Renderer } from '../render/renderer';
import type { Theme } from '../theme';
import type { ViewState } from '../view-state';
import { PICTURE_FONT_SIZE } from './picture-fonts';
import { layOutLegend, paintLegend } from './picture-legend';
import { ShiftedRenderer } from './shifted-renderer';

export interface PictureInput {
  readonly model: TimelineModel;
  readonly view: ViewState;
  readonly theme: Theme;
  /** The lane that stands at the top of the page, from 0. */
  readonly firstLane: number;
  /** CSS pixels. */
  readonly width: number;
}

/** Lanes in one picture; more could not be read on a slide. */
export const MAX_LANES = 60;
/** The narrowest picture: room for names, labels and the legend. */
const MIN_WIDTH_PX = 720;
const MARGIN_PX = 24;
const TITLE_PX = 26;
const LINE_PX = 20;
const GAP_PX = 10;
/** Room for the lane of outputs, before it is known how much it takes. */
const OUTPUT_PX = 160;

/**
 * Draws the timeline for a slide: the title, how the run went, the part that is in view with its axis,
 * and a legend. It is as high as its lanes, whatever the height of the page.
 */
export function paintPicture(input: PictureInput, renderer: Renderer): void {
  const { model, theme } = input;
  const width = Math.max(MIN_WIDTH_PX, Math.round(input.width)) + 2 * MARGIN_PX;
  const inner = width - 2 * MARGIN_PX;
  const measure: Renderer['measure'] = (text, font) => renderer.measure(text, font);
  const scene = sceneOf(input, inner, measure);
  const legend = layOutLegend(scene, inner, measure);
  const lines = linesOf(input, scene);
  const top = MARGIN_PX + TITLE_PX + lines.length * LINE_PX + GAP_PX;
  const legendTop = top + scene.height + GAP_PX;
  renderer.begin(width, legendTop + legend.height + MARGIN_PX, theme.background);
  const title = elide(model.header.title, inner, 'title', measure);
  renderer.text(title, MARGIN_PX, MARGIN_PX + TITLE_PX / 2, 'title', theme.foreground);
  for (const [index, line] of lines.entries()) {
    const y = MARGIN_PX + TITLE_PX + (index + 0.5) * LINE_PX;
    renderer.text(elide(line, inner, 'label', measure), MARGIN_PX, y, 'label', theme.dim);
  }
  renderer.clipped(MARGIN_PX, top, inner, scene.height, () => {
    paint(scene, new ShiftedRenderer(renderer, MARGIN_PX, top), theme);
  });
  paintLegend(legend, new ShiftedRenderer(renderer, MARGIN_PX, legendTop), theme);
}

/** What a picture shows, in words. */
export function describePicture({ model }: PictureInput): string {
  return summary(model)
    .map(({ text }) => text)
    .join(' · ');
}

/** The scene as high as what it shows: its lanes, and the outputs below them. */
function sceneOf(input: PictureInput, width: number, measure: Renderer['measure']): Scene {
  const { model, view, firstLane } = input;
  const metrics = metricsFor(PICTURE_FONT_SIZE);
  const scrollTop = firstLane * metrics.laneHeight;
  const top = metrics.axisHeight + stripHeight(model, metrics);
  const builder = new SceneBuilder();
  const build = (outputHeight: number) =>
    builder.build({
      ...{ model, width, metrics, measure, isPicture: true },
      height: top + laneRows(input) * metrics.laneHeight + outputHeight,
      view: { ...view, scrollTop, headWidth: undefined },
    });
  const outputHeight = build(OUTPUT_PX).output?.height ?? 0;
  const scene = build(outputHeight);
  const bottom = scene.output ? scene.output.y + outputHeight : scene.lanesBottom;
  return { ...scene, height: bottom + 1 };
}

/** Lanes in the picture, that of the loop included. */
function laneRows({ model, view }: PictureInput): number {
  return Math.min(MAX_LANES, rowsOf(model, view).length) + (model.hasLoop ? 1 : 0);
}

function linesOf({ model, view }: PictureInput, scene: Scene): string[] {
  const words = summary(model).map(({ text }) => text);
  const run = words.join(' · ');
  const [first, last] = [scene.lanes[0], scene.lanes.at(-1)];
  if (scene.maxScroll === 0 || !first || !last) return [run];
  const hidden = count(rowsOf(model, view).length - scene.lanes.length, 'more lane');
  return [run, `from ${first.name.full} to ${last.name.full}, without ${hidden}`];
}
