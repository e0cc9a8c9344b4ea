import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { momentOfEvent } from '../../../src/trace/cursor';
import { Controller } from '../../../src/webview/controller';
import { withAllFolded, withFold, withLaneSeen } from '../../../src/webview/interaction/fold';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { stepInTree } from '../../../src/webview/interaction/select';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { NO_FILTER } from '../../../src/webview/model/filter';
import { COLLAPSED, EXPANDED, foldTest, withFolded } from '../../../src/webview/model/folds';
import { insideNote } from '../../../src/webview/model/inside';
import { InsideSteps } from '../../../src/webview/model/inside-steps';
import { taskState } from '../../../src/webview/model/task-states';
import { TimelineModel } from '../../../src/webview/model/timeline-model';
import { paint } from '../../../src/webview/render/paint';
import { INITIAL_VIEW, type Selection, type ViewState } from '../../../src/webview/view-state';
import { RandomLoop } from '../../support/random-loop';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { endingsTrace, manyTasksTrace, SAMPLE_TRACES } from '../../support/webview/traces';
import { lookedAt, relay, seen } from './lanes-support';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

const endings = modelOf(endingsTrace());
const blocked = modelOf(blockedSleepTrace());

describe('collapsing', () => {
  it('hides what is nested, and says how much', () => {
    deepStrictEqual(seen(endings, { folds: withFolded(EXPANDED, [2], true) }), [
      ...['main', '  +2 fetch_prices', '  heartbeat'],
    ]);
    deepStrictEqual(seen(endings, { folds: COLLAPSED }), ['+4 main']);
    deepStrictEqual(seen(endings, { folds: withFolded(COLLAPSED, [1], false) }), [
      ...['main', '  +2 fetch_prices', '  heartbeat'],
    ]);
  });

  it('hides nothing from a filter', () => {
    const filter = { ...NO_FILTER, text: 'parse' };
    deepStrictEqual(seen(endings, { filter, folds: COLLAPSED }), ['parse']);
  });

  it('keeps its exceptions small, however many tasks there are', () => {
    const folds = withFolded(withFolded(COLLAPSED, [3, 5], false), [3], true);
    deepStrictEqual(folds, { all: true, except: [5] });
    deepStrictEqual([3, 5].map(foldTest(folds)), [true, false]);
  });

  it('says what is inside at the cursor, what calls for a look first', () => {
    const inside = endings.lanes.slice(1);
    deepStrictEqual(
      [undefined, 0.5, 0.82].map((cursor) =>
        insideNote(endings, inside, cursorAt(endings, cursor)),
      ),
      [
        {
          text: '4 tasks inside: 1 failed, 1 waiting, 1 cancelled, 1 done',
          tone: 'bad',
        },
        { text: '4 tasks inside: 4 waiting', tone: 'calm' },
        { text: '4 tasks inside: 1 running, 3 waiting', tone: 'calm' },
      ],
    );
  });

  it('counts what is inside from few of the tasks, and comes to the same', () => {
    const model = relay();
    const inside = model.lanes.slice(1);
    const note = (time: number) => insideNote(model, inside, cursorAt(model, time)).text;
    strictEqual(note(249.5), '2,000 tasks inside: 2 waiting, 246 done, 1,752 not created');
    const count = lookedAt(model, () => note(450.5));
    ok(count < 20, `${count} tasks`);
    for (const make of Object.values(SAMPLE_TRACES)) {
      const run = modelOf(make());
      const { lanes, trace } = run;
      for (let part = 0; part <= 8; part++) {
        const cursor = momentOfEvent(trace, Math.floor(((trace.length - 1) * part) / 8));
        const states = lanes.map(({ task }) => taskState(run, task, cursor));
        const { text } = insideNote(run, lanes, cursor);
        const told = [...text.matchAll(/([\d,]+) (?!tasks? inside)([a-z ]+)/g)];
        deepStrictEqual(
          new Map(told.map(([, number, state]) => [state, Number(number!.replaceAll(',', ''))])),
          new Map(told.map(([, , state]) => [state, states.filter((one) => one === state).length])),
        );
        strictEqual(new Set(states).size, told.length);
      }
    }
  });

  it('draws the steps inside along the lower edge, blocking ones thicker', () => {
    const renderer = new RecordingRenderer();
    paint(sceneOf(blocked, { folds: COLLAPSED }), renderer, THEME);
    const first = renderer.calls.indexOf('box 232 113 4 3 running 1');
    // The lane of main ends at 118 px; func1 runs at 0 s and at 2 s, func2 blocks between.
    deepStrictEqual(renderer.calls.slice(first, first + 3), [
      'box 232 113 4 3 running 1',
      'box 237 110 785 6 blocking 1',
      'box 1028 113 4 3 running 1',
    ]);
  });

  it('leaves out a step within another', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).created(1, 2, 'eager', 1);
    t.step(1, 2).ended(2, 2).step(2, 1).ended(3, 1).created(3, 3, 'later').step(3, 3).ended(4, 3);
    const model = modelOf(t.end(4));
    const { intervals } = model.timeline;
    const inside = new InsideSteps();
    inside.update(model, model.lanes);
    deepStrictEqual(
      inside.steps.map((step) => [intervals.from(step), intervals.to(step)]),
      [
        [0, 3],
        [3, 4],
      ],
    );
  });

  it('reads only what is new of a run that grows', () => {
    const { store } = new RandomLoop(22, 2000);
    const model = new TimelineModel(endings.header);
    const { intervals } = model.timeline;
    let asked = 0;
    const state = intervals.state.bind(intervals);
    intervals.state = (index) => {
      asked++;
      return state(index);
    };
    const growing = new InsideSteps();
    let readings = 0;
    for (let event = 0; event < store.length; event += 5) {
      const chunk = store.slice(event, store.texts.length, store.positions.length, event + 5);
      model.append({ ...chunk, texts: event === 0 ? store.texts.slice(1) : [] });
      asked = 0;
      growing.update(model, model.lanes);
      readings += asked;
    }
    const whole = new InsideSteps();
    whole.update(model, model.lanes);
    deepStrictEqual(growing.steps, whole.steps);
    ok(whole.steps.length > 100);
    strictEqual(readings, intervals.length);
  });

  it('has a sign beside the name, which the pointer finds', () => {
    const scene = sceneOf(endings, { folds: withFolded(EXPANDED, [2], true) });
    deepStrictEqual(
      scene.lanes.map(({ twisty }) => twisty && [twisty.x, twisty.y, twisty.isOpen]),
      [[7, 88, true], [18, 132, false], undefined],
    );
    deepStrictEqual(
      [hitTest(scene, 7, 88), hitTest(scene, 18, 140), hitTest(scene, 40, 140)].map((h) => h.kind),
      ['twisty', 'twisty', 'head'],
    );
    strictEqual(hitTest(scene, 18, 180).kind, 'head');
    deepStrictEqual(hitDetails(endings, hitTest(scene, 40, 140), undefined)?.lines.slice(0, 2), [
      'done at 0.900 s',
      '2 tasks inside: 1 failed, 1 waiting',
    ]);
  });
});

describe('the tree by keyboard', () => {
  const view = (selection: Selection, change: Partial<ViewState> = {}): ViewState => ({
    ...{ ...INITIAL_VIEW, selection },
    ...change,
  });
  const whole = (lane: number) => ({ lane, index: undefined });

  it('expands to the right, and then goes on among the intervals', () => {
    const expanded = stepInTree(endings, view(whole(1), { folds: COLLAPSED }), 1);
    deepStrictEqual(expanded?.folds, { all: true, except: [1] });
    strictEqual(stepInTree(endings, view(whole(1)), 1), undefined);
  });

  it('goes left from the first interval to the lane, collapses it, and goes to its creator', () => {
    // The first interval of fetch_prices that is seen is its first step.
    const first = view({ lane: 2, index: 1 });
    const lane = stepInTree(endings, first, -1)!;
    deepStrictEqual(lane.selection, whole(2));
    const collapsed = stepInTree(endings, lane, -1)!;
    deepStrictEqual(collapsed.folds, { all: false, except: [2] });
    const creator = stepInTree(endings, collapsed, -1)!;
    deepStrictEqual(creator.selection, whole(1));
    strictEqual(stepInTree(endings, view({ lane: 2, index: 3 }), -1), undefined);
  });

  it('selects the lane that hides what was selected', () => {
    const all = withAllFolded(endings, view({ lane: 4, index: 2 }), true);
    deepStrictEqual(all.selection, whole(1));
    const one = withFold(endings, view({ lane: 4, index: 2 }), 2);
    deepStrictEqual(one.selection, whole(2));
    strictEqual(withFold(endings, one, 3), one);
  });

  it('shows a task that is hidden or filtered out', () => {
    const hidden = { ...INITIAL_VIEW, folds: COLLAPSED };
    deepStrictEqual(withLaneSeen(endings, hidden, 4).folds, { all: true, except: [2, 1] });
    const filter = { ...NO_FILTER, text: 'heart' };
    strictEqual(withLaneSeen(endings, { ...hidden, filter }, 4).filter, NO_FILTER);
    strictEqual(withLaneSeen(endings, { ...hidden, filter }, 3).filter, filter);
  });
});

describe('Controller with many lanes', () => {
  function controllerOf(model: TimelineModel) {
    const said: string[] = [];
    const host = { post: () => {}, saved: () => undefined, save: () => {} };
    const controller: Controller = new Controller(host, {
      changed: () => controller.drawn(sceneOf(model, controller.view)),
      announce: (text) => said.push(text),
      hover: () => {},
      help: () => {},
      find: () => said.push('find'),
      findNoMore: () => said.pop() === 'find',
      inspector: () => said.push('inspector'),
    });
    controller.begin(model, { ...INITIAL_VIEW, headWidth: 200 });
    controller.drawn(sceneOf(model, controller.view));
    return { controller, said };
  }

  it('collapses by pointer and key, and says what is inside', () => {
    const { controller, said } = controllerOf(endings);
    controller.handle({ type: 'click', x: 18, y: 132 });
    strictEqual(seen(endings, controller.view)[1], '  +2 fetch_prices');
    controller.handle({ type: 'collapse-all' });
    controller.handle({ type: 'select-lane', step: 1 });
    controller.handle({ type: 'select-lane', step: 1 });
    strictEqual(
      said
        .at(-1)
        ?.endsWith(', collapsed, 4 tasks inside: 1 failed, 1 waiting, 1 cancelled, 1 done'),
      true,
      said.at(-1),
    );
    controller.handle({ type: 'toggle-lane' });
    strictEqual(said.at(-1)?.endsWith(', expanded'), true);
  });

  it('ends a search before it clears the selection', () => {
    const { controller, said } = controllerOf(endings);
    controller.handle({ type: 'select-lane', step: 1 });
    said.length = 0;
    controller.handle({ type: 'find' });
    controller.handle({ type: 'clear' });
    deepStrictEqual([said, controller.view.selection !== undefined], [[], true]);
    controller.handle({ type: 'clear' });
    strictEqual(controller.view.selection, undefined);
  });

  it('filters, and begins at the first lane that is left', () => {
    const model = modelOf(manyTasksTrace(300));
    const { controller, said } = controllerOf(model);
    controller.handle({ type: 'scroll', dy: 4400 });
    controller.handle({ type: 'find' });
    controller.handle({ type: 'filter', filter: { ...NO_FILTER, text: 'worker-29' } });
    strictEqual(controller.view.scrollTop, 0);
    strictEqual(seen(model, controller.view).length, 11);
    deepStrictEqual(said, ['find']);
    controller.revealTask(5);
    strictEqual(controller.view.filter, NO_FILTER);
  });
});
