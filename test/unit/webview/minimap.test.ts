import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { dragMinimap, gripAt, pressMinimap } from '../../../src/webview/interaction/minimap-drag';
import { navigate } from '../../../src/webview/interaction/navigate';
import { columnsOf, MinimapBuilder } from '../../../src/webview/layout/minimap';
import { SpanSums } from '../../../src/webview/layout/span-sums';
import type { SpanSource } from '../../../src/webview/layout/spans';
import type { SpanState } from '../../../src/webview/model/timeline-model';
import { paintMinimap } from '../../../src/webview/render/paint-minimap';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import {
  cursorAt,
  measure,
  modelOf,
  RecordingRenderer,
  sceneOf,
  THEME,
  timeScale,
} from './support';

/** 20 px, half a second each. */
const SCALE = timeScale({ from: 0, to: 10 }, 0, 20);

function columns(spans: readonly (readonly [SpanState, number, number])[]): string[] {
  const source: SpanSource = {
    length: spans.length,
    state: (index) => spans[index]![0],
    from: (index) => spans[index]![1],
    to: (index) => spans[index]![2],
  };
  const sums = new SpanSums();
  sums.update(source, () => false);
  return columnsOf(source, sums, SCALE).map(
    ({ x, width, busy, isBlocking }) =>
      `${x}-${x + width} ${busy.toFixed(2)}${isBlocking ? ' blocking' : ''}`,
  );
}

describe('columns of the minimap', () => {
  it('are as high as the share of their second in which the loop was busy', () => {
    deepStrictEqual(
      columns([
        ['running', 0, 0.25],
        ['idle', 0.25, 1.5],
        // It reaches into three columns, and fills the middle one.
        ['running', 1.5, 3.5],
        ['idle', 3.5, 10],
      ]),
      ['0-2 0.25', '2-4 0.50', '4-6 1.00', '6-8 0.50'],
    );
  });

  it('show steps that took no time, and join neighbours that look the same', () => {
    deepStrictEqual(
      columns([
        ['running', 1.1, 1.1],
        ['running', 2.1, 2.1],
        ['idle', 2.1, 4],
        ['running', 4, 10],
      ]),
      ['2-6 0.12', '8-20 1.00'],
    );
  });

  it('are whole where something blocked, however short', () => {
    deepStrictEqual(columns([['blocking', 5.1, 5.2]]), ['10-12 1.00 blocking']);
  });

  it('cost what the pixels cost', () => {
    let asked = 0;
    const count =
      <T>(value: (index: number) => T) =>
      (index: number) => {
        asked++;
        return value(index);
      };
    const source: SpanSource = {
      length: 1_000_000,
      state: count((index) => (index % 2 ? 'idle' : 'running')),
      from: count((index) => index * 1e-5),
      to: count((index) => (index + 1) * 1e-5),
    };
    const sums = new SpanSums();
    sums.update(source, () => false);
    asked = 0;
    const scale = timeScale({ from: 0, to: 10 }, 0, 1000);
    deepStrictEqual(
      columnsOf(source, sums, scale).map(({ x, width, busy }) => [x, width, busy]),
      [[0, 1000, 0.5]],
    );
    // Two searches of 20 questions and up to six spans at the edges, for each of 500 columns.
    ok(asked < 500 * 50, `${asked} questions`);
  });
});

describe('minimap', () => {
  const model = modelOf(blockedSleepTrace());
  const minimapOf = (view: Parameters<typeof sceneOf>[1] = {}) =>
    new MinimapBuilder().build(model, sceneOf(model, view), 34, measure);
  const half = { range: { from: 1, to: 1.5 } };

  it('stands under the axis of the whole run', () => {
    const minimap = minimapOf();
    deepStrictEqual(
      [minimap.scale.x(0), minimap.scale.x(2), minimap.isWhole, minimap.text],
      [220, 1020, true, 'whole run, 2.000 s'],
    );
  });

  it('draws columns, what is in view, and the cursor', () => {
    const renderer = new RecordingRenderer();
    paintMinimap(minimapOf({ ...half, cursor: cursorAt(model, 1.25) }), renderer, THEME);
    deepStrictEqual(renderer.calls, [
      'begin 1056 34 background',
      // The steps at 0 s take part in the first blocking column; the last one ends at 2 s.
      'box 220 4 802 26 blocking',
      'box 220 27 802 3 #000000 0.5',
      'box 200 0 420 34 background 0.6',
      'box 820 0 236 34 background 0.6',
      'box 620 0 200 34 focus',
      'box 618 10 4 14 focus 2',
      'box 818 10 4 14 focus 2',
      'line 720 0 720 34 focus',
      'line 200 0 200 34 line',
      "text 'whole run, 2.000 s' 12 17 note dim",
    ]);
  });

  it('has no window when all is in view, and is pale', () => {
    const renderer = new RecordingRenderer();
    paintMinimap(minimapOf(), renderer, THEME);
    deepStrictEqual(renderer.calls.slice(3), [
      'box 200 0 856 34 background 0.6',
      'line 200 0 200 34 line',
      "text 'whole run, 2.000 s' 12 17 note dim",
    ]);
  });

  it('is gripped at the edges of the window, in it, or beside it', () => {
    deepStrictEqual(
      [618, 824, 700, 300].map((x) => gripAt(minimapOf(half), x)),
      ['from', 'to', 'window', 'window'],
    );
    strictEqual(gripAt(minimapOf(), 700), 'new');
  });

  it('moves, resizes, centres and draws the window', () => {
    const dragged = (x: number, to: number, minimap = minimapOf(half)) => {
      const range = dragMinimap(minimap, pressMinimap(minimap, x), to);
      return range && [range.from, range.to].map((time) => Math.round(time * 1000) / 1000);
    };
    deepStrictEqual(
      {
        moved: dragged(700, 740),
        earlier: dragged(620, 420),
        past: dragged(620, 900),
        later: dragged(820, 5000),
        centred: dragged(300, 300),
        drawn: dragged(700, 300, minimapOf()),
        click: dragged(700, 702, minimapOf()),
      },
      {
        moved: [1.1, 1.6],
        earlier: [0.5, 1.5],
        past: [1.5, 1.7],
        later: [1, 2.09],
        centred: [-0.05, 0.45],
        drawn: [0.2, 1.2],
        click: undefined,
      },
    );
  });

  it('shows exactly what it is asked for, within the run and never nothing', () => {
    const shown = (from: number, to: number) =>
      navigate(INITIAL_VIEW, { type: 'show-range', from, to }, sceneOf(model)).range!;
    deepStrictEqual(shown(0.5, 1), { from: 0.5, to: 1 });
    ok(shown(1, 1).to > shown(1, 1).from);
    deepStrictEqual([shown(-5, -4.5).from, shown(7, 8).to], [-0.05, 2.09]);
  });

  it('has no columns for a run without steps', () => {
    const empty = modelOf(new TraceBuilder().created(0, 1, 'main').end(1));
    const minimap = new MinimapBuilder().build(empty, sceneOf(empty), 34, measure);
    deepStrictEqual(minimap.columns, []);
  });
});
