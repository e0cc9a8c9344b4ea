import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { intentOfKey } from '../../../src/webview/interaction/keyboard';
import { navigate, showLane, showMoment } from '../../../src/webview/interaction/navigate';
import { stepLane, stepSpan } from '../../../src/webview/interaction/select';
import { intentOfWheel } from '../../../src/webview/interaction/wheel';
import {
  INITIAL_VIEW,
  restoreView,
  type SavedState,
  type Selection,
} from '../../../src/webview/view-state';
import { blockedSleepTrace } from '../../support/trace-builder';
import { manyTasksTrace } from '../../support/webview/traces';
import { cursorAt, modelOf, sceneOf } from './support';

function rounded(range: { from: number; to: number } | undefined) {
  return range && [range.from, range.to].map((seconds) => Math.round(seconds * 1000) / 1000);
}

describe('keyboard', () => {
  const key = (name: string, held: Partial<KeyboardEvent> = {}) =>
    intentOfKey({
      ...{ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
      ...held,
    })?.type;

  it('means what the documentation says', () => {
    deepStrictEqual(
      ['+', '-', '0', 'Home', 'End', 'PageUp', 'ArrowUp', 'ArrowLeft', 'Enter', 'Escape', 'x'].map(
        (name) => key(name),
      ),
      [
        ...['zoom', 'zoom', 'fit', 'start', 'end', 'page', 'select-lane', 'select-span'],
        ...['reveal', 'clear', undefined],
      ],
    );
    strictEqual(key('ArrowLeft', { shiftKey: true }), 'pan');
  });

  it('leaves chords to VS Code', () => {
    strictEqual(key('+', { ctrlKey: true }), undefined);
    strictEqual(key('ArrowUp', { altKey: true }), undefined);
    strictEqual(key('constructor'), undefined);
  });
});

describe('wheel', () => {
  const none = {
    deltaX: 0,
    deltaY: 0,
    deltaMode: 0,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
  };
  const turn = (change: Partial<typeof none>, x = 500) =>
    intentOfWheel({ ...none, ...change }, x, 200);

  it('zooms at the pointer, also when pinched', () => {
    deepStrictEqual(turn({ deltaY: -100 }), { type: 'zoom', factor: Math.exp(0.22), x: 500 });
    deepStrictEqual(turn({ deltaY: -10, ctrlKey: true }, 100), {
      type: 'zoom',
      factor: Math.exp(0.1),
      x: 100,
    });
  });

  it('pans sideways and with Shift, scrolls over the heads and with Alt', () => {
    deepStrictEqual(turn({ deltaX: 30, deltaY: 5 }), { type: 'pan', dx: -30 });
    deepStrictEqual(turn({ deltaY: 2, deltaMode: 1, shiftKey: true }), { type: 'pan', dx: -32 });
    deepStrictEqual(turn({ deltaY: 40, altKey: true }), { type: 'scroll', dy: 40 });
    deepStrictEqual(turn({ deltaY: 40 }, 100), { type: 'scroll', dy: 40 });
  });
});

describe('navigate', () => {
  const model = modelOf(blockedSleepTrace());
  const scene = sceneOf(model);

  it('zooms and pans within the run', () => {
    const closer = navigate(INITIAL_VIEW, { type: 'zoom', factor: 2, x: 220 }, scene);
    // Half of 2.14 s, 0.025 s of it before the moment at 220 px.
    deepStrictEqual(rounded(closer.range), [-0.025, 1.045]);
    const near = sceneOf(model, { range: closer.range });
    deepStrictEqual(
      rounded(navigate(closer, { type: 'pan', dx: -80 }, near).range),
      [0.075, 1.145],
    );
    deepStrictEqual(rounded(navigate(closer, { type: 'pan', dx: 1e6 }, near).range), [-0.05, 1.02]);
    deepStrictEqual(rounded(navigate(closer, { type: 'end' }, near).range), [1.02, 2.09]);
    deepStrictEqual(navigate(closer, { type: 'fit' }, near).range, undefined);
  });

  it('shows all again, and follows a live run, when zoomed out', () => {
    const out = navigate(INITIAL_VIEW, { type: 'zoom', factor: 0.5, x: 500 }, scene);
    strictEqual(out.range, undefined);
  });

  it('zooms to an interval, and around a moment', () => {
    const to = (from: number, until: number) =>
      rounded(navigate(INITIAL_VIEW, { type: 'zoom-to', from, to: until }, scene).range);
    deepStrictEqual(to(0.5, 1), [0.46, 1.04]);
    deepStrictEqual(to(1, 1), [0.866, 1.134]);
  });

  it('scrolls within the lanes', () => {
    const many = sceneOf(modelOf(manyTasksTrace(300)));
    const scroll = (dy: number) => navigate(INITIAL_VIEW, { type: 'scroll', dy }, many).scrollTop;
    deepStrictEqual([scroll(-10), scroll(50), scroll(1e9)], [0, 50, many.maxScroll]);
    strictEqual(showLane(INITIAL_VIEW, many, 2, 44).scrollTop, 0);
    strictEqual(
      showLane(INITIAL_VIEW, many, 100, 44).scrollTop,
      101 * 44 - (many.lanesBottom - many.lanesTop),
    );
    strictEqual(showLane({ ...INITIAL_VIEW, scrollTop: 4400 }, many, 3, 44).scrollTop, 132);
  });

  it('moves only for a moment out of sight', () => {
    const view = { ...INITIAL_VIEW, range: { from: 0, to: 0.5 } };
    const near = sceneOf(model, view);
    strictEqual(showMoment(view, near, cursorAt(model, 0.3)!), view);
    deepStrictEqual(rounded(showMoment(view, near, cursorAt(model, 1)!).range), [0.75, 1.25]);
  });

  it('moves for a moment that is out of sight after movements that were not drawn yet', () => {
    const view = { ...INITIAL_VIEW, range: { from: 0, to: 0.5 } };
    const near = sceneOf(model, view);
    const moved = showMoment(view, near, cursorAt(model, 1)!);
    deepStrictEqual(rounded(showMoment(moved, near, cursorAt(model, 0.3)!).range), [0.26, 0.76]);
  });
});

describe('selection', () => {
  const model = modelOf(blockedSleepTrace());

  it('moves from lane to lane and stops at the ends', () => {
    const step = (selection: Selection | undefined, by: number) =>
      stepLane(model, { ...INITIAL_VIEW, selection }, by);
    const first = step(undefined, 1);
    deepStrictEqual(first, { lane: 0, index: undefined });
    deepStrictEqual(step(first, -1), first);
    deepStrictEqual(step({ lane: 3, index: 1 }, 1), { lane: 3, index: undefined });
  });

  it('moves from interval to interval, past waits that took no time', () => {
    const lane = { lane: 2, index: undefined };
    // func1: ready for no time, running, waiting, ready for a second, running.
    const first = stepSpan(model, lane, 1, undefined);
    deepStrictEqual(first.index, 1);
    deepStrictEqual(stepSpan(model, { lane: 2, index: 3 }, 1, undefined).index, 4);
    deepStrictEqual(stepSpan(model, { lane: 2, index: 4 }, 1, undefined).index, 4);
    deepStrictEqual(stepSpan(model, lane, -1, undefined).index, 4);
    deepStrictEqual(stepSpan(model, lane, 1, cursorAt(model, 1.5)).index, 3);
  });
});

describe('restoreView', () => {
  const view = { ...INITIAL_VIEW, scrollTop: 20, headWidth: 150, cursor: { event: 2, time: 1 } };

  it('keeps the view of the same run and the width of the heads for others', () => {
    deepStrictEqual(restoreView({ runId: 'a', view }, 'a'), view);
    deepStrictEqual(restoreView({ runId: 'a', view }, 'b'), { ...INITIAL_VIEW, headWidth: 150 });
    deepStrictEqual(restoreView(undefined, 'a'), INITIAL_VIEW);
  });

  it('keeps the scale and the arrows for other runs, but not what was in view', () => {
    const drawn = { scale: 'order', allArrows: true } as const;
    const seen = { ...INITIAL_VIEW, ...drawn, range: { from: 4, to: 9 } };
    deepStrictEqual(restoreView({ runId: 'a', view: seen }, 'a'), seen);
    deepStrictEqual(restoreView({ runId: 'a', view: seen }, 'b'), { ...INITIAL_VIEW, ...drawn });
  });

  it('forgets moments that name no event, as older versions saved them, and keeps the rest', () => {
    const moments = { cursor: 1, marked: { from: 0, to: 1 } };
    const old: SavedState = JSON.parse(
      JSON.stringify({ runId: 'a', view: { ...view, ...moments } }),
    );
    deepStrictEqual(restoreView(old, 'a'), { ...view, cursor: undefined });
  });

  it('keeps the filter, the folds and what is marked', () => {
    const seen = {
      ...view,
      marked: { from: { event: 0, time: 0 }, to: { event: 3, time: 1 } },
      filter: { text: 'a', state: 'late' as const, file: '/a.py' },
      folds: { all: true, except: [2] },
    };
    const kept: SavedState = JSON.parse(JSON.stringify({ runId: 'a', view: seen }));
    deepStrictEqual(restoreView(kept, 'a'), { ...seen, range: undefined, selection: undefined });
  });
});
