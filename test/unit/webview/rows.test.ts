import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { momentOfEvent } from '../../../src/trace/cursor';
import { TraceStore } from '../../../src/trace/store';
import { Controller } from '../../../src/webview/controller';
import { withAllFolded, withFold, withLaneSeen } from '../../../src/webview/interaction/fold';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { stepInTree } from '../../../src/webview/interaction/select';
import { hitTest } from '../../../src/webview/layout/hit-test';
import {
  isFiltering,
  type LaneFilter,
  NO_FILTER,
  STATE_FILTERS,
} from '../../../src/webview/model/filter';
import { COLLAPSED, EXPANDED, foldTest, withFolded } from '../../../src/webview/model/folds';
import { insideNote } from '../../../src/webview/model/inside';
import { InsideSteps } from '../../../src/webview/model/inside-steps';
import { laneCount, rowsOf } from '../../../src/webview/model/rows';
import { taskState } from '../../../src/webview/model/task-states';
import { TimelineModel } from '../../../src/webview/model/timeline-model';
import { paint } from '../../../src/webview/render/paint';
import { INITIAL_VIEW, type Selection, type ViewState } from '../../../src/webview/view-state';
import { RandomLoop } from '../../support/random-loop';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';
import { endingsTrace, manyTasksTrace, SAMPLE_TRACES } from '../../support/webview/traces';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

const endings = modelOf(endingsTrace());
const blocked = modelOf(blockedSleepTrace());

/** Names of the lanes that are seen, indented by their depth, with `+` where they are collapsed. */
function seen(model: TimelineModel, view: Partial<ViewState>): string[] {
  return rowsOf(model, { ...INITIAL_VIEW, ...view }).map((row) => {
    if (row.kind === 'worker') return row.worker.name;
    if (row.kind === 'primitive') return row.primitive.title;
    const sign = row.fold === 'collapsed' ? `+${row.inside.length} ` : '';
    return `${'  '.repeat(row.lane.depth)}${sign}${model.names.of(row.key)}`;
  });
}

function found(model: TimelineModel, filter: Partial<LaneFilter>, cursor?: number): string[] {
  return seen(model, { filter: { ...NO_FILTER, ...filter }, cursor: cursorAt(model, cursor) });
}

/** 2,000 tasks that main creates one after the other; each ends before the next begins, and every 100th lives on. */
function relay(): TimelineModel {
  const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).suspended(0, 1, 'event', {});
  for (let task = 2; task < 2002; task++) {
    t.created(task, task, `task ${task}`, 1).step(task, task);
    if (task % 100 === 0) t.suspended(task, task, 'event', {});
    else t.ended(task, task);
  }
  return modelOf(t.end(2002));
}

/** How many tasks `ask` looks at. */
function lookedAt({ timeline }: TimelineModel, ask: () => unknown): number {
  const looked = new Set<number>();
  for (const task of timeline.tasks) {
    const { createdEvent: value } = task;
    const get = () => {
      looked.add(task.id);
      return value;
    };
    Object.defineProperty(task, 'createdEvent', { get, configurable: true });
  }
  ask();
  return looked.size;
}

const LONG = 'a task with a name that is far too long for any column';

describe('filter of lanes', () => {
  it('finds tasks by a word that says how they ended, and not by a part of it', () => {
    const ends = found(endings, { state: 'failed' });
    deepStrictEqual(
      [ends.length, found(endings, { text: 'Failed' }), found(endings, { text: 'cancelle' })],
      [2, ends, []],
    );
  });

  it('finds all words of the text in the name, whatever their case', () => {
    deepStrictEqual(found(endings, { text: 'FETCH' }), ['fetch_prices']);
    deepStrictEqual(found(endings, { text: ' long  task ' }), [LONG]);
    deepStrictEqual(found(endings, { text: 'main fetch' }), []);
  });

  it('nests what is left below the nearest creator that is left', () => {
    // main made fetch_prices and heartbeat; fetch_prices made parse and the long one.
    deepStrictEqual(found(endings, { text: 'a' }), [
      ...['main', '  heartbeat', '  parse', `  ${LONG}`],
    ]);
    deepStrictEqual(found(endings, { state: 'failed' }), ['main', '  parse']);
  });

  it('knows how tasks ended, which blocked, and which were late', () => {
    deepStrictEqual(
      Object.fromEntries(
        (['done', 'cancelled', 'unfinished'] as const).map((state) => [
          state,
          found(endings, { state }),
        ]),
      ),
      { done: ['fetch_prices'], cancelled: ['heartbeat'], unfinished: [LONG] },
    );
    deepStrictEqual(found(blocked, { state: 'blocking' }), ['func2']);
    deepStrictEqual(found(blocked, { state: 'late' }), ['func1']);
  });

  it('follows the cursor for what a task does at a moment', () => {
    const at = (cursor: number) =>
      (['waiting', 'ready', 'running'] as const).map((state) => found(blocked, { state }, cursor));
    deepStrictEqual(at(0.5), [['main', '  func1'], [], ['func2']]);
    deepStrictEqual(at(1.5), [['main'], ['func1'], ['func2']]);
    deepStrictEqual(found(blocked, { state: 'waiting' }), []);
  });

  it('knows the files in which tasks were seen, also while a run goes on', () => {
    const t = new TraceBuilder('/a.py').created(0, 1, 'main').step(0, 1, 0);
    t.suspended(0, 1, 'event', { position: t.at(1) });
    const other = new TraceStore();
    const model = modelOf(other);
    model.append(t.soFar().toChunk());
    deepStrictEqual(found(model, { file: '/a.py' }), ['main']);
    deepStrictEqual(found(model, { file: '/b.py' }), []);
  });

  it('finds threads by their names and calls, and not by a state', () => {
    const threads = modelOf(threadTrace());
    deepStrictEqual(found(threads, { text: 'load' }), ['w_0', 'w_1']);
    deepStrictEqual(found(threads, { text: 'w_1' }), ['w_1']);
    deepStrictEqual(found(threads, { state: 'done' }), ['main']);
    strictEqual(laneCount(threads, false), 3);
  });

  it('is off when nothing is asked for, and offers each state once', () => {
    strictEqual(isFiltering({ ...NO_FILTER, text: '  ' }), false);
    strictEqual(isFiltering({ ...NO_FILTER, state: 'late' }), true);
    const states = STATE_FILTERS.flatMap((group) => group.states.map(({ state }) => state));
    strictEqual(new Set(states).size, states.length);
  });
});

describe('a filter by state', () => {
  it('looks at few more tasks than live at the cursor', () => {
    const model = relay();
    const waiting = (time: number) => found(model, { state: 'waiting' }, time);
    deepStrictEqual(waiting(250.5), ['main', '  task 100', '  task 200']);
    const count = lookedAt(model, () => waiting(450.5));
    ok(count < 20, `${count} tasks`);
  });

  it('puts a task below the nearest of its creators that is left', () => {
    const t = new TraceBuilder().created(0, 1, 'a').created(0, 2, 'b', 1).created(0, 3, 'c', 2);
    t.created(0, 4, 'd', 3).created(0, 5, 'e', 2);
    for (const task of [1, 4, 5]) t.step(0, task).suspended(0, task, 'event', {});
    deepStrictEqual(found(modelOf(t.end(1)), { state: 'waiting' }, 1), ['a', '  d', '  e']);
  });
});

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
