import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { TraceStore } from '../../../src/trace/store';
import { STATE_WORDS } from '../../../src/webview/model/legend-words';
import {
  describePicture,
  MAX_LANES,
  type PictureInput,
  paintPicture,
} from '../../../src/webview/picture/picture';
import { canvasFonts, measurePicture } from '../../../src/webview/picture/picture-fonts';
import { SvgRenderer } from '../../../src/webview/picture/svg-renderer';
import type { Theme } from '../../../src/webview/theme';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { expectGolden } from '../../support/golden';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';
import { endingsTrace, manyTasksTrace, SAMPLE_TRACES } from '../../support/webview/traces';
import { modelOf, RecordingRenderer, THEME } from './support';

/** Colours of VS Code's light theme. */
const LIGHT: Theme = {
  ...THEME,
  ...{ background: '#ffffff', foreground: '#3b3b3b', dim: '#3b3b3bb3', line: '#e5e5e5' },
  ...{
    grid: 'rgba(211, 211, 211, 0.5)',
    panel: '#f8f8f8',
    running: '#1a85ff',
    blocking: '#e51400',
  },
  ...{ ready: '#bf8803', waiting: '#61616180', callback: '#652d90', done: '#388a34' },
  ...{ failed: '#e51400', cancelled: '#d18616', focus: '#005fb8', selection: '#e4e6f1' },
  ...{ error: '#f85149' },
};

function inputOf(trace: TraceStore, change: Partial<PictureInput> = {}): PictureInput {
  const view = { ...INITIAL_VIEW };
  return { model: modelOf(trace), view, theme: LIGHT, firstLane: 0, width: 900, ...change };
}

function svgOf(trace: TraceStore, change: Partial<PictureInput> = {}): string {
  const renderer = new SvgRenderer();
  const input = inputOf(trace, change);
  paintPicture(input, renderer);
  return renderer.document(input.model.header.title, describePicture(input));
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
}

/** Every element is closed in its turn, and attributes are quoted, without a `<` inside. */
function checkWellFormed(svg: string): void {
  const open: string[] = [];
  const outside = svg.replaceAll(
    /<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g,
    (_, ...parts) => {
      const [end, name, , empty] = parts;
      if (end === '/') strictEqual(open.pop(), name);
      else if (empty !== '/') open.push(name);
      return '';
    },
  );
  deepStrictEqual(open, []);
  ok(!/[<>]|&(?!amp;|lt;|gt;)/.test(outside), outside.slice(0, 200));
}

describe('a picture', () => {
  it('shows title, summary, axis, lanes, outputs and legend as texts', () => {
    deepStrictEqual(textsOf(svgOf(blockedSleepTrace())), [
      'blocked.py',
      'finished at 2.000 s · 3 tasks · 1 blocking step, 2.000 s · func1 ran 1.000 s late',
      ...['0.0 s', '0.2 s', '0.4 s', '0.6 s', '0.8 s', '1.0 s'],
      ...['1.2 s', '1.4 s', '1.6 s', '1.8 s', '2.0 s'],
      ...['main', 'done at 2.000 s', 'func1', 'done at 2.000 s', 'func2', 'done at 2.000 s'],
      ...['loop', 'busy 2.000 s of 2.000 s'],
      ...['task func1', 'sleep 1.0 s', 'ready: the loop is held by func2'],
      ...['time.sleep(2), line 12', 'func2'],
      ...['output', 'func1() started', 'func2() started', 'func2() finished', 'func1() finished'],
      ...['running', 'blocking the loop', 'ready, but not its turn yet', 'waiting for something'],
      ...['callback', 'done'],
    ]);
  });

  it('is kept as a golden file', () => {
    expectGolden('pictures/blocked-sleep.svg', svgOf(blockedSleepTrace()));
    expectGolden('pictures/endings.svg', svgOf(endingsTrace()));
  });

  it('shows the order of events if the page does, with the part that is in view', () => {
    const view = { ...INITIAL_VIEW, scale: 'order', range: { from: 0, to: 30 } } as const;
    const texts = textsOf(svgOf(blockedSleepTrace(), { view }));
    deepStrictEqual(
      texts.filter((text) => / s$/.test(text) && /^\d/.test(text)),
      ['0.000 s', '2.000 s'],
    );
  });

  it('is well-formed, whatever the trace', () => {
    for (const trace of Object.values(SAMPLE_TRACES)) checkWellFormed(svgOf(trace()));
    const t = new TraceBuilder().created(0, 1, 'a <b> & "c" \u0000 \ud800').step(0, 1);
    const svg = svgOf(t.output(0, 1, ']]> &amp;\n').ended(0, 1).end(0));
    checkWellFormed(svg);
    ok(svg.includes('a &lt;b&gt; &amp; "c" \ufffd \ufffd'));
  }).timeout(10_000);

  it('explains only what it shows', () => {
    deepStrictEqual(textsOf(svgOf(endingsTrace())).slice(-9), [
      ...['running', 'ready, but not its turn yet', 'waiting for something', 'idle'],
      ...['done', 'failed', 'cancelled', 'asked to cancel', 'not done when the run ended'],
    ]);
  });

  it('shows threads below the tasks', () => {
    const texts = textsOf(svgOf(threadTrace()));
    for (const text of ['w_0', 'w_1', "load('a')", STATE_WORDS.job]) {
      ok(texts.includes(text), `${text} is not in ${texts.join(', ')}`);
    }
  });

  it('shows the part that is in view, and the cursor', () => {
    const view = {
      ...INITIAL_VIEW,
      range: { from: 0.5, to: 1 },
      cursor: { event: 0, time: 0.75 },
      scrollTop: 7,
    };
    const texts = textsOf(svgOf(blockedSleepTrace(), { view }));
    ok(texts.includes('0.750 s'));
    ok(texts.includes('0.60 s') && !texts.includes('1.5 s'), texts.join());
  });

  it('holds sixty lanes, from the one at the top of the page, and says how many are missing', () => {
    const texts = textsOf(svgOf(manyTasksTrace(300), { firstLane: 100 }));
    strictEqual(texts[2], 'from worker-201 to worker-21, without 240 more lanes');
    strictEqual(texts.filter((text) => text.startsWith('worker-')).length, MAX_LANES);
  });

  it('is drawn on a canvas by the same calls', () => {
    const renderer = new RecordingRenderer();
    paintPicture(inputOf(blockedSleepTrace(), { theme: THEME }), renderer);
    deepStrictEqual(renderer.calls.slice(0, 2), [
      'begin 948 392 background',
      "text 'blocked.py' 24 37 title foreground",
    ]);
    ok(renderer.calls.includes("text 'func1' 52 212.1 name foreground"));
  });

  it('measures texts as common fonts do', () => {
    // Widths of Arial in thousandths: A 667, i 222, space 278. Other fonts are up to 12 % wider.
    strictEqual(measurePicture('Ai ', 'note'), (((667 + 222 + 278) * 11) / 1000) * 1.12);
    strictEqual(measurePicture('abc', 'code'), ((3 * 600 * 11.5) / 1000) * 1.12);
    strictEqual(measurePicture('茶', 'label'), 12 * 1.12);
    strictEqual(canvasFonts().name, '600 13px Arial, Helvetica, sans-serif');
  });
});
