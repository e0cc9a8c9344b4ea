import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { dragKind } from '../../../src/webview/interaction/drag-kind';
import { Pinch } from '../../../src/webview/interaction/pinch';
import { markedNext, zoomTarget } from '../../../src/webview/interaction/selection-details';
import { type Visible, ZoomHistory } from '../../../src/webview/interaction/zoom-history';
import { axisTags } from '../../../src/webview/render/axis-tags';
import { paint } from '../../../src/webview/render/paint';
import type { Stretch } from '../../../src/webview/scale/stretch';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';
import { blockedSleepTrace } from '../../support/trace-builder';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

const model = modelOf(blockedSleepTrace());
const range = (from: number, to: number) => ({ from, to });
const stretch = (from: number, to: number): Stretch => {
  return { from: cursorAt(model, from)!, to: cursorAt(model, to)! };
};
const times = (one: Stretch | undefined) => one && [one.from.time, one.to.time];

describe('ZoomHistory', () => {
  const view = (from: number, to: number): Visible => ({ scale: 'time', range: { from, to } });
  const ALL: Visible = { scale: 'time', range: undefined };

  it('goes back and forth, and a new range ends what could be redone', () => {
    const history = new ZoomHistory();
    history.note(ALL, view(0, 1), false, 0);
    history.note(view(0, 1), view(0, 0.5), false, 1);
    deepStrictEqual(history.undo(view(0, 0.5)), view(0, 1));
    deepStrictEqual(history.redo(view(0, 1)), view(0, 0.5));
    deepStrictEqual(history.undo(view(0, 0.5)), view(0, 1));
    deepStrictEqual(history.undo(view(0, 1)), ALL);
    strictEqual(history.canUndo, false);
    strictEqual(history.undo(ALL), undefined);
    history.note(ALL, view(1, 2), false, 2);
    strictEqual(history.redo(view(1, 2)), undefined);
  });

  it('takes one gesture for one step, and a pause for the end of a gesture', () => {
    const history = new ZoomHistory();
    for (let turn = 0; turn < 10; turn++) {
      history.note(view(0, 10 - turn), view(0, 9 - turn), true, turn * 400);
    }
    history.note(view(0, 0), view(5, 6), true, 10_000);
    deepStrictEqual(history.undo(view(5, 6)), view(0, 0));
    deepStrictEqual(history.undo(view(0, 0)), view(0, 10));
    strictEqual(history.undo(view(0, 10)), undefined);
  });

  it('takes another scale for another view', () => {
    const history = new ZoomHistory();
    history.note(ALL, { ...ALL, scale: 'order' }, false, 0);
    deepStrictEqual(history.undo({ ...ALL, scale: 'order' }), ALL);
  });

  it('does not note what changes nothing', () => {
    const history = new ZoomHistory();
    history.note(view(0, 1), view(0, 1), false, 0);
    strictEqual(history.undo(view(0, 1)), undefined);
  });
});

describe('zooming to the selection', () => {
  const view = { ...INITIAL_VIEW };

  it('shows the marked time, else the interval, else the life of the lane', () => {
    const selection = { lane: 2, index: 3 };
    deepStrictEqual(
      [
        { ...view, selection, marked: stretch(0.5, 0.6) },
        { ...view, selection },
        { ...view, selection: { lane: 2, index: undefined } },
        { ...view, selection: { lane: 0, index: undefined } },
        view,
      ].map((one) => times(zoomTarget(model, one))),
      [[0.5, 0.6], [1, 2], [0, 2], [0, 2], undefined],
    );
  });

  it('marks the selection, and from there to where the cursor is', () => {
    const marked = (change: Partial<ViewState>) => times(markedNext(model, { ...view, ...change }));
    deepStrictEqual(
      [
        marked({ selection: { lane: 2, index: 3 } }),
        marked({ cursor: cursorAt(model, 0.5) }),
        marked({ cursor: cursorAt(model, 0.25), marked: stretch(1, 2) }),
        marked({}),
      ],
      [[1, 2], [0.5, 0.5], [0.25, 2], undefined],
    );
  });
});

describe('dragging', () => {
  it('marks on the axis and with Shift, moves the cursor by its time, and moves the picture', () => {
    const scene = sceneOf(model, { cursor: cursorAt(model, 1) });
    const at = (x: number, y: number, shift = false) => dragKind(scene, x, y, shift);
    deepStrictEqual(
      [at(400, 10), at(620, 10), at(400, 100), at(400, 100, true), at(50, 100, true), at(200, 100)],
      ['mark', 'scrub', 'pan', 'mark', 'pan', 'resize-head'],
    );
    strictEqual(dragKind(undefined, 1, 1, false), 'none');
  });

  it('keeps under two fingers what they hold', () => {
    const pinch = new Pinch();
    pinch.down(1, 400, 100);
    strictEqual(pinch.isOn, false);
    pinch.down(2, 600, 100);
    // The middle goes from 500 to 550, the distance from 200 to 300.
    deepStrictEqual(pinch.move(2, 700, 100), [
      { type: 'pan', dx: 50 },
      { type: 'scroll', dy: 0 },
      { type: 'zoom', factor: 1.5, x: 550 },
    ]);
    pinch.up(2);
    strictEqual(pinch.isOn, false);
    deepStrictEqual(pinch.move(1, 0, 0), []);
  });
});

describe('tags on the axis', () => {
  const tags = (view: Parameters<typeof sceneOf>[1]) =>
    axisTags(sceneOf(model, view), new RecordingRenderer()).map(
      ({ kind, x, width, text }) => `${kind} ${Math.round(x)}-${Math.round(x + width)} ${text}`,
    );

  it('name the cursor and the length of what is marked, side by side', () => {
    deepStrictEqual(tags({ marked: stretch(0.5, 1.5) }), ['marked 582-659 ↔ 1.000 s']);
    // The cursor's tag takes the middle, so the other stands beside it.
    deepStrictEqual(tags({ cursor: cursorAt(model, 1), marked: stretch(0.5, 1.5) }), [
      'cursor 589-652 1.000 s',
      'marked 508-585 ↔ 1.000 s',
    ]);
  });

  it('are missing where nothing is in sight', () => {
    deepStrictEqual(
      tags({ range: range(0, 0.5), cursor: cursorAt(model, 1), marked: stretch(1, 2) }),
      [],
    );
  });

  it('leave no tick under them', () => {
    const renderer = new RecordingRenderer();
    paint(sceneOf(model, { marked: stretch(0.95, 1.05) }), renderer, THEME);
    strictEqual(renderer.calls.includes("text '↔ 0.100 s' 588.5 14 axis foreground"), true);
    strictEqual(renderer.calls.filter((call) => call.startsWith("text '1.0 s'")).length, 0);
    strictEqual(renderer.calls.filter((call) => call.startsWith("text '0.8 s'")).length, 1);
  });
});
