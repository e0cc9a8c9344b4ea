import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { momentOfHit } from '../../../src/webview/interaction/moments-of';
import { curveBetween, distanceTo } from '../../../src/webview/layout/curve';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { LOOP_LANE, type SceneArrow } from '../../../src/webview/layout/scene';
import { EXPANDED, withFolded } from '../../../src/webview/model/folds';
import type { TimelineModel } from '../../../src/webview/model/timeline-model';
import { describePicture, paintPicture } from '../../../src/webview/picture/picture';
import { SvgRenderer } from '../../../src/webview/picture/svg-renderer';
import { paint } from '../../../src/webview/render/paint';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { endingsTrace, manyTasksTrace } from '../../support/webview/traces';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

const blocked = modelOf(blockedSleepTrace());
const endings = modelOf(endingsTrace());

/** `main → func1 created`, with the ends that are out of sight. */
function brief(model: TimelineModel, { arrow, fromOut, toOut, isSelected }: SceneArrow): string {
  const name = (task: number) => (task === LOOP_LANE ? 'loop' : model.names.of(task));
  const out = [fromOut && `from ${fromOut}`, toOut && `to ${toOut}`].filter(Boolean).join(' ');
  const words = `${name(arrow.from.task)} → ${name(arrow.to.task)} ${arrow.kind}`;
  return [words, out, isSelected ? 'selected' : ''].filter((word) => word !== '').join(', ');
}

function arrowsOf(model: TimelineModel, view: Partial<ViewState>): string[] {
  return sceneOf(model, view).arrows.map((arrow) => brief(model, arrow));
}

describe('arrows', () => {
  it('are those of the selected interval: what began it, what ended it, and what it did', () => {
    const of = (lane: number, index: number) => arrowsOf(blocked, { selection: { lane, index } });
    deepStrictEqual(
      [of(1, 1), of(1, 2), of(2, 3), of(3, 1)],
      [
        ['main → func1 created, selected', 'main → func2 created, selected'],
        ['func1 → main woke, selected'],
        ['loop → func1 woke, selected'],
        ['main → func2 created, selected'],
      ],
    );
  });

  it('are those of a lane as a whole, at the cursor or of all its intervals in view', () => {
    const selection = { lane: 2, index: undefined };
    deepStrictEqual(
      [
        arrowsOf(blocked, { selection, cursor: cursorAt(blocked, 1.5) }),
        arrowsOf(blocked, { selection }),
        arrowsOf(blocked, {}),
      ],
      [
        ['loop → func1 woke, selected'],
        [
          'main → func1 created, selected',
          'loop → func1 woke, selected',
          'func1 → main woke, selected',
        ],
        [],
      ],
    );
  });

  it('are those of a step that is selected in the lane of the loop', () => {
    const selection = { lane: LOOP_LANE, index: 0 };
    deepStrictEqual(arrowsOf(blocked, { selection }), [
      'main → func1 created, selected',
      'main → func2 created, selected',
    ]);
  });

  it('are all in view on demand, with those of the selection on top', () => {
    deepStrictEqual(arrowsOf(endings, { allArrows: true, selection: { lane: 3, index: 2 } }), [
      'main → fetch_prices created',
      'main → heartbeat created',
      'loop → main woke',
      'heartbeat → main woke',
      'fetch_prices → parse created',
      'fetch_prices → a task with a name that is far too long for any column created',
      'parse → fetch_prices woke',
      'loop → parse woke',
      'main → heartbeat cancelled, selected',
      'main → heartbeat woke, selected',
    ]);
  });

  it('end at the edge of the canvas if their end is out of sight', () => {
    const view = { selection: { lane: 1, index: 2 }, range: { from: 0.5, to: 1.999 } };
    deepStrictEqual(arrowsOf(blocked, view), []);
    const many = modelOf(manyTasksTrace(300));
    const arrows = sceneOf(many, { selection: { lane: 1, index: 1 } }).arrows;
    const out = arrows.filter(({ toOut }) => toOut);
    deepStrictEqual(new Set(out.map(({ toOut }) => toOut)), new Set(['down']));
    const scene = sceneOf(many);
    ok(out.every(({ curve }) => curve.y2 <= scene.lanesBottom));
  });

  it('lead to the lane in which their task is collapsed, and to none that a filter hides', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).created(0, 2, 'one', 1);
    t.created(0, 3, 'other', 1).suspended(0, 1, 'gather').step(0, 2).created(0, 4, 'inner', 2);
    t.suspended(0, 2, 'task', { on: 4 }).step(0, 3).suspended(0, 3, 'event');
    t.step(1, 4).ready(1, 3, 'woken', 4).ended(2, 4).step(2, 3).ended(2, 3);
    const model = modelOf(t.end(3));
    const selection = { lane: 3, index: 2 };
    const collapsed = sceneOf(model, { selection, folds: withFolded(EXPANDED, [2], true) });
    deepStrictEqual(
      collapsed.arrows.map((arrow) => brief(model, arrow)),
      ['inner → other woke, selected'],
    );
    const [, one] = collapsed.lanes;
    strictEqual(collapsed.arrows[0]!.curve.y1, one!.barTop + one!.barHeight);
    const filter = { ...INITIAL_VIEW.filter, text: 'other' };
    deepStrictEqual(arrowsOf(model, { selection, filter }), []);
  });

  it('are a sample where they could not be told apart, and the scene says so', () => {
    const many = sceneOf(modelOf(manyTasksTrace(300)), { allArrows: true });
    deepStrictEqual([many.isSampleOfArrows, many.arrows.length <= 160], [true, true]);
    strictEqual(sceneOf(blocked, { allArrows: true }).isSampleOfArrows, false);
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    for (let task = 2; task < 3000; task++) t.created(task / 1000, task, `task ${task}`, 1);
    const crowd = modelOf(t.ended(3, 1).end(3));
    const scene = sceneOf(crowd, { selection: { lane: 1, index: 1 } });
    ok(scene.isSampleOfArrows && scene.arrows.length > 50 && scene.arrows.length <= 300);
  });

  it('say in a sentence what they mean', () => {
    const said = (model: TimelineModel, view: Partial<ViewState>) => {
      const scene = sceneOf(model, view);
      return scene.arrows.map((arrow) => {
        const { title, lines } = hitDetails(model, { kind: 'arrow', arrow, end: 'to' }, undefined)!;
        return `${title}: ${lines.join(' ')}`;
      });
    };
    deepStrictEqual(
      [
        ...said(blocked, { selection: { lane: 2, index: undefined } }),
        ...said(endings, { selection: { lane: 3, index: 2 } }),
      ],
      [
        'main → func1: main created func1 at 0.000 s (line 17).',
        "loop → func1: func1's sleep was over at 1.000 s, so func1 became ready.",
        'func1 → main: func1 was done at 2.000 s, so main became ready.',
        'main → heartbeat: main asked it to cancel at 1.500 s (example.py, line 24).',
        'main → heartbeat: main asked it to cancel at 1.500 s (example.py, line 24), so heartbeat became ready.',
      ],
    );
  });

  it('are hit beside bars, and lead to the end that is further away', () => {
    const scene = sceneOf(blocked, { selection: { lane: 1, index: 2 } });
    const [arrow] = scene.arrows;
    const { x1, y1, x2, y2 } = arrow!.curve;
    const near = (x: number, y: number) => {
      const hit = hitTest(scene, x, y);
      return hit.kind === 'arrow' ? momentOfHit(blocked, hit, scene.scale)!.event : hit.kind;
    };
    const { from, to } = arrow!.arrow;
    deepStrictEqual([near(x1, y1 - 2), near(x2, y2 + 2)], [to.event, from.event]);
    strictEqual(near(700, 140), 'span');
  });

  it('are drawn over bars and under labels, each kind with its own line and head', () => {
    const renderer = new RecordingRenderer();
    paint(sceneOf(endings, { allArrows: true }), renderer, THEME);
    const kinds = renderer.calls
      .filter((call) => call.startsWith('curve') || call.startsWith('head'))
      .map((call) => call.replace(/ -?[\d.]+( -?[\d.]+)+ /, ' '));
    deepStrictEqual([...new Set(kinds)].sort(), [
      'curve cancelled dash 7 3',
      'curve foreground dash 2 3',
      'curve ready',
      'head cancelled cancelled',
      'head created foreground',
      'head woke ready',
    ]);
    const first = renderer.calls.findIndex((call) => call.startsWith('curve'));
    const label = renderer.calls.findIndex((call) => call.includes("'sleep 1.5 s'"));
    const bar = renderer.calls.findLastIndex((call) => call.includes(' running '));
    ok(bar < first && first < label, `${bar}, ${first}, ${label}`);
  });

  it('are in pictures with their legend', () => {
    const input = { model: endings, theme: THEME, firstLane: 0, width: 900 };
    const svg = (view: ViewState) => {
      const renderer = new SvgRenderer();
      paintPicture({ ...input, view }, renderer);
      return renderer.document('title', describePicture({ ...input, view }));
    };
    const words = (text: string) =>
      [/>who created whom</, />who woke whom</, />cancelled</].map((one) => one.test(text));
    deepStrictEqual(
      [words(svg({ ...INITIAL_VIEW, allArrows: true })), words(svg(INITIAL_VIEW))],
      [
        [true, true, true],
        [false, false, true],
      ],
    );
    ok(svg({ ...INITIAL_VIEW, allArrows: true }).includes('stroke-dasharray="7 3"'));
  });
});

describe('curves', () => {
  it('bulge to a side between places above each other, and not between far ones', () => {
    const straight = curveBetween({ x: 0, y: 0 }, { x: 400, y: 100 }, 1);
    const bulging = curveBetween({ x: 0, y: 0 }, { x: 0, y: 100 }, -1);
    deepStrictEqual([straight.cx1, straight.cx2, bulging.cx1, bulging.cx2], [80, 320, -25, -25]);
    strictEqual(distanceTo(bulging, 0, 0), 0);
    // Half of the way down, three quarters of the bulge.
    strictEqual(Math.round(distanceTo(bulging, 0, 50) * 10) / 10, 18.7);
  });
});
