import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { FromTimeline } from '../../../src/protocol/timeline';
import type { CursorMoment } from '../../../src/trace/cursor';
import { Controller } from '../../../src/webview/controller';
import { isToTimeline } from '../../../src/webview/host';
import type { Intent } from '../../../src/webview/interaction/intent';
import { KEY_GROUPS } from '../../../src/webview/interaction/keys';
import type { SceneLane } from '../../../src/webview/layout/scene';
import type { Details } from '../../../src/webview/model/details';
import { INITIAL_VIEW, restoreView } from '../../../src/webview/view-state';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import {
  endingsTrace,
  instantTrace,
  manyTasksTrace,
  outputTrace,
  stepsTrace,
} from '../../support/webview/traces';
import { modelOf, sceneOf } from './support';

/** A controller over one trace that is drawn again after every change, or only once. */
function controllerOf(model = modelOf(blockedSleepTrace()), isDrawnAgain = true) {
  const sent: FromTimeline[] = [];
  const said: string[] = [];
  let shown: Details | undefined;
  const host = {
    post: (message: FromTimeline) => sent.push(message),
    saved: () => undefined,
    save: () => {},
  };
  const controller: Controller = new Controller(host, {
    changed: () => {
      if (isDrawnAgain) controller.drawn(sceneOf(model, controller.view));
    },
    announce: (text) => said.push(text),
    hover: (details) => {
      shown = details;
    },
    help: () => said.push('help'),
    find: () => said.push('find'),
    findNoMore: () => false,
    inspector: () => said.push('inspector'),
  });
  controller.begin(model, { ...INITIAL_VIEW, headWidth: 200 });
  controller.drawn(sceneOf(model, controller.view));
  const act = (...intents: Intent[]) => {
    for (const intent of intents) controller.handle(intent);
  };
  const hover = (x: number, y: number) => {
    act({ type: 'hover', x, y });
    return shown && [shown.title, ...shown.lines];
  };
  const leadsTo = () => shown?.position?.line;
  return { controller, sent, said, act, hover, leadsTo };
}

function momentText(cursor: CursorMoment | undefined): string {
  return cursor ? `${cursor.event} at ${cursor.time}` : 'gone';
}

/** What was sent, without the parts that make it long. */
function brief(messages: readonly FromTimeline[]): string[] {
  return messages.map((message) => {
    if (message.type === 'source/reveal')
      return `${message.keepsFocus ? 'reveal' : 'go to'} line ${message.position.line}`;
    if (message.type === 'cursor/changed') return `cursor ${momentText(message.cursor)}`;
    if (message.type === 'task/selected') return `task ${message.task}`;
    return message.type;
  });
}

describe('Controller', () => {
  it('obeys keys that come faster than frames as it obeys them one by one', () => {
    const views = [true, false].map((isDrawnAgain) => {
      const { controller, act } = controllerOf(undefined, isDrawnAgain);
      act(
        { type: 'set-scale', scale: 'order' },
        { type: 'zoom', factor: 2, x: undefined },
        { type: 'zoom', factor: 2, x: undefined },
        { type: 'travel', by: 'event', direction: 1 },
        { type: 'travel', by: 'event', direction: 1 },
        { type: 'pan', dx: -20 },
        { type: 'pan', dx: -20 },
      );
      return controller.view;
    });
    deepStrictEqual(views[1], views[0]);
  });

  it('shows the order of a run without time, until the user wants it otherwise', () => {
    const model = modelOf(instantTrace());
    const { controller, act } = controllerOf(model);
    const seen: unknown[] = [];
    const look = () => seen.push([controller.view.scale, controller.view.scaleFor]);
    controller.end();
    look();
    const saved = { runId: model.header.runId, view: controller.view };
    // The next run is another one; the same run, after a reload, is as it was.
    seen.push([restoreView(saved, 'run-2').scale, restoreView(saved, 'run-1').scale]);
    act({ type: 'set-scale', scale: 'time' });
    controller.end();
    look();
    const other = controllerOf().controller;
    other.end();
    seen.push(other.view.scale);
    deepStrictEqual(seen, [['order', 'no time'], ['time', 'order'], ['time', 'user'], 'time']);
  });

  it('selects, moves the cursor and reveals the line that is clicked', () => {
    const { controller, sent, act } = controllerOf();
    act({ type: 'click', x: 820, y: 140 });
    deepStrictEqual(brief(sent), ['task 2', 'cursor 12 at 1.5', 'reveal line 7']);
    deepStrictEqual(controller.view.selection, { lane: 2, index: 3 });
  });

  it('takes a click on a step without duration for its moment', () => {
    const { sent, act } = controllerOf();
    // 15 half cells after the first event at 2 s.
    act({ type: 'click', x: 1036, y: 96 });
    deepStrictEqual(brief(sent), ['task 1', 'cursor 23 at 2', 'reveal line 19']);
  });

  it('moves the cursor on the axis, and gives it back', () => {
    const { controller, sent, act } = controllerOf();
    act({ type: 'click', x: 420, y: 10 }, { type: 'scrub', x: 5000 }, { type: 'clear' });
    deepStrictEqual(brief(sent), ['cursor 12 at 0.5', 'cursor 25 at 2', 'cursor gone']);
    strictEqual(controller.view.cursor, undefined);
  });

  it('says what is selected by keyboard, and goes to its line', () => {
    const { said, sent, act } = controllerOf();
    const down: Intent = { type: 'select-lane', step: 1 };
    const right: Intent = { type: 'select-span', step: 1 };
    act(down, down, down, right, right, right, { type: 'reveal' });
    deepStrictEqual(said, [
      'loop, busy 2.000 s of 2.000 s',
      'main, done at 2.000 s, expanded',
      'func1, done at 2.000 s',
      'func1, running, at 0.000 s, no time passed (drawn just wide enough to be seen), line 5 in func1. This is its first step: main created it at 0.000 s (line 17). It printed func1() started and then slept for 1.0 s (line 7).',
      'func1, waiting: sleep 1.0 s, 0.000 s to 1.000 s, 1.000 s, line 7 in func1. It waited at line 7 until its sleep was over at 1.000 s. The loop was busy with func2 (time.sleep(2), line 12) until 2.000 s, so func1 ran 1.000 s late.',
      'func1, ready: the loop is held by func2, 1.000 s to 2.000 s, 1.000 s, due since 1.000 s, put into the ready queue at 2.000 s, line 7 in func1. func1 was due at 1.000 s. The loop was busy with func2 (time.sleep(2), line 12) until 2.000 s, so func1 ran 1.000 s late.',
    ]);
    deepStrictEqual(brief(sent), [
      ...['task 1', 'task 2', 'cursor 8 at 0', 'cursor 10 at 0', 'cursor 12 at 1', 'go to line 7'],
    ]);
  });

  it('zooms to the interval that is double-clicked', () => {
    const { controller, act } = controllerOf();
    act({ type: 'double-click', x: 820, y: 140 });
    deepStrictEqual(controller.view.range, { from: 0.92, to: 2.08 });
  });

  it('undoes and redoes zooms', () => {
    const { controller, act } = controllerOf();
    const seen = () => controller.view.range;
    act({ type: 'zoom-to', from: 0.5, to: 1.5 });
    const first = seen();
    act({ type: 'zoom-to', from: 1, to: 1.25 }, { type: 'undo-zoom' });
    deepStrictEqual(seen(), first);
    act({ type: 'undo-zoom' }, { type: 'undo-zoom' });
    strictEqual(seen(), undefined);
    act({ type: 'redo-zoom' });
    deepStrictEqual(seen(), first);
  });

  it('marks a stretch of time within the run, zooms to it, and forgets it', () => {
    const { controller, said, act } = controllerOf();
    act({ type: 'mark', x1: 820, x2: 5000 });
    deepStrictEqual(controller.view.marked, {
      from: { event: 12, time: 1.5 },
      to: { event: 25, time: 2 },
    });
    act({ type: 'zoom-selection' });
    deepStrictEqual(controller.view.range, { from: 1.46, to: 2.04 });
    act({ type: 'clear' }, { type: 'click', x: 420, y: 10 }, { type: 'mark-selection' });
    strictEqual(said.at(-1), 'marked at 1.60907 s, no time passed');
  });

  it('says what each key that shows something else has done', () => {
    const { said, act } = controllerOf();
    const done = (intent: Intent) => {
      said.length = 0;
      act(intent, intent);
      return said;
    };
    const seen = KEY_GROUPS.flatMap(({ bindings }) => bindings)
      .filter(({ chords }) => [...'oatz0', 'Home', 'End', 'Escape'].includes(chords[0]!))
      .map(({ chords, intent }) => [chords[0], ...new Set(done(intent))]);
    deepStrictEqual(seen, [
      ['0', 'The whole run is in view.'],
      ['o', 'The axis shows the order of events.', 'The axis shows the time.'],
      ['a', 'The arrows of all lanes are shown.', 'Only the arrows of what is selected are shown.'],
      ['z', 'Nothing is selected.'],
      ['Home', 'The beginning of the run is in view.'],
      ['End', 'The end of the run is in view.'],
      ['Escape', 'Nothing is selected. The cursor is at the end of the run.'],
      ['t', 'The tasks are shown as a table.', 'The tasks are shown as lanes.'],
    ]);
  });

  it('says what came into view, what was collapsed, and that a view is back', () => {
    const { said, act } = controllerOf();
    act(
      { type: 'collapse-all' },
      { type: 'expand-all' },
      { type: 'show-inspector', isOpen: false },
    );
    act({ type: 'mark', x1: 420, x2: 820 }, { type: 'zoom-selection' });
    act({ type: 'undo-zoom' }, { type: 'undo-zoom' }, { type: 'redo-zoom' }, { type: 'redo-zoom' });
    deepStrictEqual(said, [
      ...['All lanes are collapsed.', 'All lanes are expanded.', 'The inspector is hidden.'],
      'In view: 0.500 s to 1.500 s, 1.000 s.',
      ...['The view before is shown.', 'There is no view before.'],
      ...['The view after is shown.', 'There is no view after.'],
    ]);
  });

  it('follows the extension without answering', () => {
    const { controller, sent } = controllerOf();
    controller.setCursor({ event: 3, time: 0.25 });
    deepStrictEqual(controller.view.cursor, { event: 3, time: 0.25 });
    deepStrictEqual(sent, []);
  });

  it('brings a lane that the extension names into view', () => {
    const model = modelOf(manyTasksTrace(300));
    const { controller, sent } = controllerOf(model);
    controller.revealTask(200);
    deepStrictEqual(sent, []);
    const scene = sceneOf(model, controller.view);
    strictEqual(
      scene.lanes.some((lane) => lane.key === 200 && lane.isSelected),
      true,
    );
  });
});

describe('hover', () => {
  it('offers the line to which a click leads, until it has been clicked', () => {
    const { act, hover, leadsTo } = controllerOf();
    const [func1, main] = [
      { x: 300, y: 140 },
      { x: 300, y: 96 },
    ];
    const seen: unknown[] = [];
    const note = () => seen.push(leadsTo());
    hover(func1.x, func1.y);
    note();
    act({ type: 'click', ...func1 });
    note();
    hover(func1.x + 1, func1.y);
    note();
    hover(main.x, main.y);
    note();
    act({ type: 'leave' });
    hover(func1.x, func1.y);
    note();
    deepStrictEqual(seen, [7, undefined, undefined, 19, 7]);
  });

  it('tells the exact times, the state, the reason and the line', () => {
    const { hover } = controllerOf();
    deepStrictEqual(hover(820, 52), [
      ...['loop', 'held by func2', '0.000 s to 2.000 s, 2.000 s', 'line 12 in func2'],
    ]);
    deepStrictEqual(hover(820, 184), [
      ...['func2', 'blocks the loop: time.sleep(2), line 12', '0.000 s to 2.000 s, 2.000 s'],
    ]);
    deepStrictEqual(hover(300, 96), [
      ...['main', 'waiting: task func1', '0.000 s to 2.000 s, 2.000 s', 'line 19 in main'],
    ]);
    deepStrictEqual(hover(50, 140), [
      ...['func1', 'done at 2.000 s', 'created at 0.000 s by main, line 17'],
    ]);
    strictEqual(hover(1040, 380), undefined);
  });

  it('tells how a task ended and who asked it to', () => {
    const model = modelOf(endingsTrace());
    const { hover } = controllerOf(model);
    const lanes = sceneOf(model, { headWidth: 200 }).lanes;
    const on = (lane: SceneLane, mark: number) => hover(lane.marks[mark]!.x, lane.marks[mark]!.y);
    deepStrictEqual(on(lanes[4]!, 0), [
      'heartbeat',
      'main asked it to cancel at 1.500 s (example.py, line 24)',
    ]);
    deepStrictEqual(on(lanes[4]!, 1), ['heartbeat', 'cancelled at 1.600 s']);
    deepStrictEqual(on(lanes[2]!, 0), [
      'parse',
      'failed at 0.850 s',
      "ValueError: invalid literal for int() with base 10: 'x'",
    ]);
  });

  it('tells that a request to cancel came from a timeout', () => {
    const t = new TraceBuilder()
      .created(0, 1, 'main')
      .step(0, 1)
      .timer(0, 1001, 'timeout is over', 1, 1);
    t.suspended(0, 1, 'sleep', { deadline: 5 }).idle(0, 1);
    t.calls(1, 1, 1001, 'timeout is over', () => t.cancelling(1, 1, 1).ready(1, 1, 'cancelled', 1));
    const model = modelOf(t.step(1, 1).ended(1, 1).end(2));
    const { hover } = controllerOf(model);
    const { marks } = sceneOf(model, { headWidth: 200 }).lanes[0]!;
    const mark = marks.find(({ kind }) => kind === 'cancelling');
    deepStrictEqual(hover(mark!.x, mark!.y), ['main', 'its timeout was over at 1.000 s']);
  });

  it('counts steps that are too short to tell apart', () => {
    const model = modelOf(stepsTrace(2, 10_000));
    const { hover } = controllerOf(model);
    deepStrictEqual(hover(600, 140), [
      'spinner 1',
      '10,000 steps, running 1.000 s in all',
      '0.000 s to 1.9999 s, 1.9999 s',
      'Zoom in to tell them apart.',
    ]);
  });

  it('tells the whole text of output that was shortened or joined', () => {
    const model = modelOf(outputTrace());
    const { hover } = controllerOf(model);
    const { marks } = sceneOf(model, { headWidth: 200 }).output!;
    const long = marks.find((mark) => mark.full.startsWith('a very long'))!;
    strictEqual(hover(long.x, long.y)![1]!.length, 8 * 'a very long line of output '.length);
    const joined = marks.find((mark) => mark.last > mark.first)!;
    strictEqual(hover(joined.x, joined.y)!.length, Math.min(7, joined.last - joined.first + 1) + 1);
  });
});

describe('isToTimeline', () => {
  it('knows our messages', () => {
    strictEqual(isToTimeline({ type: 'trace/end', runId: 'a' }), true);
    deepStrictEqual([null, 'x', {}, { type: 3 }, { type: 'other' }].map(isToTimeline), [
      ...[false, false, false, false, false],
    ]);
  });
});
