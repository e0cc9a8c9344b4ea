import type { TimelineDescription } from '../../protocol/timeline';
import type { IntentSink } from '../interaction/intent';
import { listenToMinimap } from '../interaction/minimap-drag';
import { type Minimap, MinimapBuilder } from '../layout/minimap';
import type { Scene } from '../layout/scene';
import type { TimelineModel } from '../model/timeline-model';
import { CanvasRenderer } from '../render/canvas-renderer';
import { paintMinimap } from '../render/paint-minimap';
import type { Theme } from '../theme';
import { element } from './dom';

/** The strip with the whole run. For the pointer only: the keys do all that it does. */
export class MinimapView {
  readonly element = element('canvas', {
    class: 'minimap',
    title: 'The whole run: drag to choose what is shown, double-click to show all',
    attributes: { 'aria-hidden': 'true' },
  });
  readonly #builder = new MinimapBuilder();
  readonly #renderer: CanvasRenderer;
  #theme: Theme;
  #drawn: Minimap | undefined;

  constructor(theme: Theme, emit: IntentSink) {
    this.#theme = theme;
    this.#renderer = new CanvasRenderer(this.element, theme.fonts);
    listenToMinimap(this.element, () => this.#drawn, emit);
  }

  /** Draws the run behind a scene, unless the element is hidden or the page too low for it. */
  draw(model: TimelineModel, scene: Scene, theme: Theme): void {
    const height = this.element.clientHeight;
    if (height === 0) return;
    if (theme !== this.#theme) this.#renderer.setFonts(theme.fonts);
    this.#theme = theme;
    const measure: CanvasRenderer['measure'] = (text, font) => this.#renderer.measure(text, font);
    this.#drawn = this.#builder.build(model, scene, height, measure);
    paintMinimap(this.#drawn, this.#renderer, theme);
  }

  /** What was drawn, as data for tests; undefined while there is no room for it. */
  describe(): TimelineDescription['minimap'] {
    const { x, y, width, height } = this.element.getBoundingClientRect();
    const { window } = this.#drawn ?? {};
    if (height === 0 || !window) return undefined;
    return { x, y, width, height, windowX: x + window.x, windowWidth: window.width };
  }
}
