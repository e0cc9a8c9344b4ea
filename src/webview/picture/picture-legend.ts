import type { Scene, SceneLane, SceneSpan } from '../layout/scene';
import { ARROW_WORDS, MARK_WORDS, SAMPLE_WORDS, STATE_WORDS } from '../model/legend-words';
import { markColor } from '../render/paint';
import { arrowStyle } from '../render/paint-arrows';
import { paintSpan } from '../render/paint-span';
import type { Renderer } from '../render/renderer';
import type { Theme } from '../theme';

type State = keyof typeof STATE_WORDS;
type Mark = keyof typeof MARK_WORDS;
type Arrow = keyof typeof ARROW_WORDS;

/** In the order in which the legend names them. */
const STATES: readonly State[] = [
  ...(['running', 'blocking', 'ready', 'waiting', 'callback', 'job', 'idle', 'level'] as const),
];
const MARKS: readonly Mark[] = [
  ...([
    'done',
    'failed',
    'cancelled',
    'cancelling',
    'unfinished',
    'kept',
    'limit',
    'over',
    'asks',
  ] as const),
];
const ARROWS: readonly Arrow[] = ['created', 'woke', 'cancelled'];

const MARK_RADIUS_PX = 5;
const ROW_PX = 20;
const SAMPLE_PX = 18;
const SAMPLE_HEIGHT_PX = 11;
const GAP_PX = 22;

type Item = { readonly text: string } & (
  | { readonly state: State }
  | { readonly mark: Mark }
  /** Undefined: a remark about arrows. */
  | { readonly arrow: Arrow | undefined }
);

/** A legend is what it says and where: `x` and `y` of each item's sample, its left end and its middle. */
export interface PictureLegend {
  readonly items: readonly (Item & { readonly x: number; readonly y: number })[];
  readonly height: number;
}

/** Explains what a scene shows and nothing else, in as many rows as it takes. */
export function layOutLegend(
  { loop, lanes, arrows, isSampleOfArrows }: Scene,
  width: number,
  measure: Renderer['measure'],
): PictureLegend {
  const all = loop ? [loop, ...lanes] : lanes;
  const states = new Set(all.flatMap(({ spans }) => spans.map(({ state }) => state)));
  const marks = new Set(all.flatMap((lane) => lane.marks.map(({ kind }) => kind)));
  const kinds = new Set(arrows.map(({ arrow }) => arrow.kind));
  const items: Item[] = [
    ...STATES.filter((state) => states.has(state)).map((state) => ({
      state,
      text: STATE_WORDS[state],
    })),
    ...MARKS.filter((mark) => marks.has(mark)).map((mark) => ({ mark, text: MARK_WORDS[mark] })),
    ...ARROWS.filter((arrow) => kinds.has(arrow)).map((arrow) => ({
      arrow,
      text: ARROW_WORDS[arrow],
    })),
    ...(isSampleOfArrows ? [{ arrow: undefined, text: SAMPLE_WORDS }] : []),
  ];
  let x = 0;
  let row = 0;
  const placed = items.map((item) => {
    const itemWidth = SAMPLE_PX + 7 + measure(item.text, 'label');
    if (x > 0 && x + itemWidth > width) {
      x = 0;
      row++;
    }
    const place = { ...item, x, y: (row + 0.5) * ROW_PX };
    x += itemWidth + GAP_PX;
    return place;
  });
  return { items: placed, height: items.length === 0 ? 0 : (row + 1) * ROW_PX };
}

export function paintLegend(legend: PictureLegend, renderer: Renderer, theme: Theme): void {
  for (const item of legend.items) {
    if ('state' in item) paintSample(item.state, item.x, item.y, renderer, theme);
    else if ('arrow' in item) paintArrowSample(item.arrow, item.x, item.y, renderer, theme);
    else {
      const color = markColor(item.mark, theme);
      renderer.mark(item.mark, item.x + SAMPLE_PX / 2, item.y, MARK_RADIUS_PX, color);
    }
    renderer.text(item.text, item.x + SAMPLE_PX + 7, item.y, 'label', theme.foreground);
  }
}

function paintArrowSample(
  kind: Arrow | undefined,
  x: number,
  y: number,
  renderer: Renderer,
  theme: Theme,
): void {
  if (!kind) return;
  const style = arrowStyle(kind, theme);
  renderer.line(x, y, x + SAMPLE_PX, y, style);
  renderer.head(kind, x + SAMPLE_PX, y, 0, style.color);
}

function paintSample(state: State, x: number, y: number, renderer: Renderer, theme: Theme): void {
  const lane = { barTop: y - SAMPLE_HEIGHT_PX / 2, barHeight: SAMPLE_HEIGHT_PX };
  const nothing = { first: 0, last: 0, from: 0, to: 0, start: 0, end: 0 };
  const plain = { tail: 0, isDense: false, busy: 1, isSelected: false };
  const label = { label: '', labelX: x, labelWidth: 0 };
  const span: SceneSpan = { ...nothing, ...plain, ...label, state, x, width: SAMPLE_PX };
  paintSpan(span, sampleLane(lane), renderer, theme);
}

function sampleLane(bar: Pick<SceneLane, 'barTop' | 'barHeight'>): SceneLane {
  const text = { x: 0, y: 0, text: '', full: '' };
  return {
    ...bar,
    ...{ key: 0, y: bar.barTop, height: bar.barHeight, depth: 0, isSelected: false, guides: [] },
    ...{ name: text, note: { ...text, tone: 'calm' }, spans: [], marks: [], end: undefined },
  };
}
