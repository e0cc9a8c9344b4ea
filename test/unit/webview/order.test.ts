import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { momentOfEvent } from '../../../src/trace/cursor';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { changeView } from '../../../src/webview/interaction/change-view';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { paint } from '../../../src/webview/render/paint';
import { EventOrder } from '../../../src/webview/scale/event-order';
import { OrderScale } from '../../../src/webview/scale/order-scale';
import { TimeScale } from '../../../src/webview/scale/time-scale';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { SAMPLE_TRACES } from '../../support/webview/traces';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

function orderOf(trace: TraceStore): EventOrder {
  return new EventOrder(new Timeline(trace));
}

/** Two tasks that sleep and end in the other order. */
function sleepers(): TraceBuilder {
  const t = new TraceBuilder().created(0, 1, 'one').created(0, 2, 'two');
  t.step(0, 1).suspended(0, 1, 'sleep', { deadline: 2 });
  t.step(0, 2).suspended(0, 2, 'sleep', { deadline: 1 });
  t.idle(0, 1).ready(1, 2, 'timer').step(1, 2).ended(1, 2);
  t.idle(1, 2).ready(2, 1, 'timer').step(2, 1).ended(2, 1);
  return t;
}

describe('EventOrder', () => {
  it('gives each kind of event its room, and idle time one cell', () => {
    const order = orderOf(sleepers().soFar());
    const { trace } = order;
    deepStrictEqual(
      Array.from({ length: trace.length }, (_, event) => [
        trace.kind(event),
        order.start(event),
        order.timeOf(order.instantOf(event)),
      ]).filter(([kind]) => kind !== 'run.started'),
      [
        ['task.created', 0, 0],
        ['task.ready', 1, 0],
        ['task.created', 3, 0],
        ['task.ready', 4, 0],
        ['task.step', 6, 0],
        ['task.suspended', 8, 0],
        ['task.step', 9, 0],
        ['task.suspended', 11, 0],
        ['loop.idle', 12, 0],
        ['task.ready', 17, 1],
        ['task.step', 19, 1],
        ['task.ended', 21, 1],
        ['loop.idle', 22, 1],
        ['task.ready', 27, 2],
        ['task.step', 29, 2],
        ['task.ended', 31, 2],
      ],
    );
    strictEqual(order.size, 32);
  });

  it('lets time pass in the last cell of an instant alone', () => {
    const order = orderOf(sleepers().soFar());
    const times = [-1, 0, 6.5, 12, 14.5, 17, 20, 24.5, 99].map(
      (position) => order.momentAt(position).time,
    );
    deepStrictEqual(times, [0, 0, 0, 0, 0.5, 1, 1, 1.5, 2]);
    deepStrictEqual(
      [-1, 0, 0.5, 1, 1.5, 2, 3].map((time) => order.positionAt(time)),
      [0, 12, 14.5, 22, 24.5, 32, 32],
    );
  });

  it('puts what the trace heard of late where it was', () => {
    const order = orderOf(blockedSleepTrace());
    const { intervals } = order.timeline;
    const late = Array.from({ length: intervals.length }, (_, index) => index).filter(
      (index) => intervals.state(index) === 'ready' && intervals.from(index) === 1,
    );
    // func1 was due in the middle of the call that blocked, a cell of five halves.
    deepStrictEqual(
      late.map((index) => {
        const block = order.trace.length - 1 - blocksFromEnd(order);
        return order.positionOf(1, intervals.event(index)) - order.start(block);
      }),
      [2.5],
    );
  });

  it('finds for each cursor a place that leads back to it', () => {
    for (const make of Object.values(SAMPLE_TRACES)) {
      const trace = make();
      const order = orderOf(trace);
      let before = 0;
      for (let event = 0; event < Math.min(trace.length, 2000); event++) {
        const position = order.positionOfCursor(momentOfEvent(trace, event));
        ok(position >= before, `event ${event}`);
        before = position;
        const hasCell = order.start(event + 1) > order.start(event) && !order.isStretch(event);
        if (hasCell) strictEqual(order.momentAt(position).time, trace.time(event));
      }
    }
  });

  it('says the same of a trace that came bit by bit', () => {
    const whole = sleepers().soFar();
    const timeline = new Timeline(new TraceStore());
    const growing = new EventOrder(timeline);
    timeline.trace.append(whole.toChunk());
    timeline.update();
    growing.update();
    const order = orderOf(whole);
    const starts = (one: EventOrder) =>
      Array.from({ length: whole.length + 1 }, (_, event) => one.start(event));
    deepStrictEqual(starts(growing), starts(order));
  });

  it('asks few questions of many events', () => {
    const t = new TraceBuilder().created(0, 1, 'main');
    for (let step = 0; step < 200_000; step++) {
      t.step(step, 1)
        .suspended(step, 1, 'sleep', {})
        .ready(step + 1, 1, 'timer');
    }
    const order = orderOf(t.soFar());
    const { trace } = order;
    let asked = 0;
    const time = trace.time.bind(trace);
    trace.time = (event) => {
      asked++;
      return time(event);
    };
    const scale = new OrderScale(order, { from: 0, to: order.size }, 0, 1000);
    const ticks = scale.ticks(70);
    strictEqual(ticks.filter(({ label }) => label !== '').length, 14);
    for (let x = 0; x < 1000; x++) scale.momentAt(x);
    ok(asked < 1100 * 60, `${asked} questions`);
  });
});

/** How many events follow the last `block` row. */
function blocksFromEnd({ trace }: EventOrder): number {
  let event = trace.length - 1;
  while (trace.kind(event) !== 'block') event--;
  return trace.length - 1 - event;
}

describe('OrderScale', () => {
  it('has a tick where a new time begins, and marks the time between as skipped', () => {
    const order = orderOf(sleepers().soFar());
    const scale = new OrderScale(order, { from: 0, to: 32 }, 0, 640);
    deepStrictEqual(scale.ticks(60), [
      { x: 0, label: '0.000 s', isPinned: true },
      { x: 0, label: '' },
      { x: 340, label: '1.000 s' },
      { x: 540, label: '2.000 s' },
    ]);
    deepStrictEqual(scale.ticks(200), [
      { x: 0, label: '0.000 s', isPinned: true },
      { x: 0, label: '' },
      { x: 340, label: '1.000 s' },
      { x: 540, label: '2.000 s' },
    ]);
    deepStrictEqual(scale.ticks(300), [
      { x: 0, label: '' },
      { x: 340, label: '1.000 s' },
      { x: 540, label: '' },
    ]);
    deepStrictEqual(scale.skips(), [
      { x: 240, width: 100 },
      { x: 440, width: 100 },
    ]);
  });

  it('has the time of the left edge if no time begins near', () => {
    const order = orderOf(sleepers().soFar());
    const ticks = (from: number, to: number) =>
      new OrderScale(order, { from, to }, 200, 1000).ticks(60);
    deepStrictEqual(ticks(6, 10), [{ x: 200, label: '0.000 s', isPinned: true }]);
    deepStrictEqual(ticks(14.5, 24.5), [
      { x: 200, label: '0.500 s', isPinned: true },
      { x: 400, label: '1.000 s' },
    ]);
    deepStrictEqual(ticks(16, 26), [{ x: 280, label: '1.000 s' }]);
  });

  it('writes the time of the left edge beside the heads, without a line', () => {
    const renderer = new RecordingRenderer();
    const range = { from: 6, to: 10 };
    paint(sceneOf(modelOf(sleepers().end(2)), { scale: 'order', range }), renderer, THEME);
    deepStrictEqual(
      renderer.calls.filter((call) => call.startsWith("text '0.000 s'") || call.endsWith(' grid')),
      ["text '0.000 s' 202 14 axis dim"],
    );
  });

  it('tells times apart that differ by little', () => {
    const t = new TraceBuilder().created(0, 1, 'main');
    for (let step = 0; step < 4; step++) t.step(1 + step / 1e5, 1).output(1 + step / 1e5, 1, 'x\n');
    const order = orderOf(t.soFar());
    const scale = new OrderScale(order, { from: 0, to: order.size }, 0, 1000);
    deepStrictEqual(
      scale.ticks(60).flatMap(({ label }) => label || []),
      ['0.00000 s', '1.00000 s', '1.00001 s', '1.00002 s', '1.00003 s'],
    );
  });

  it('lets layout, hit test, cursor, marks and the minimap work as on the scale of time', () => {
    const model = modelOf(blockedSleepTrace());
    const view = { scale: 'order', cursor: cursorAt(model, 1) } as const;
    const scene = sceneOf(model, view);
    const func2 = scene.lanes[2]!;
    deepStrictEqual(
      func2.spans.map((span) => [span.state, span.label]),
      [
        ['ready', 'ready'],
        ['blocking', 'time.sleep(2), line 12'],
      ],
    );
    // The cursor is in the middle of the call that blocks, and so is the beginning of func1's delay.
    const late = scene.lanes[1]!.spans.find((span) => span.from === 1)!;
    strictEqual(scene.cursor!.x, late.x);
    const hit = hitTest(scene, late.x, func2.barTop + 5);
    deepStrictEqual(hit.kind === 'span' && [hit.span.state, hit.moment.time], ['blocking', 1]);
  });

  it('keeps in view what was in view when the scale changes', () => {
    const model = modelOf(blockedSleepTrace());
    const view = { ...INITIAL_VIEW, headWidth: 200, range: { from: 0.5, to: 1.5 } };
    const order = changeView(view, { type: 'set-scale' }, model, sceneOf(model, view));
    strictEqual(order.scale, 'order');
    const seen = sceneOf(model, order).scale;
    ok(seen.momentAt(seen.left).time <= 0.5 && seen.momentAt(seen.right).time >= 1.5);
    const back = changeView(order, { type: 'set-scale' }, model, sceneOf(model, order));
    deepStrictEqual(
      [back.scale, back.range!.from < 0.5, back.range!.to > 1.5],
      ['time', true, true],
    );
    const whole = changeView(INITIAL_VIEW, { type: 'set-scale' }, model, sceneOf(model));
    deepStrictEqual([whole.scale, whole.range], ['order', undefined]);
  });

  it('draws a break where time was skipped', () => {
    const renderer = new RecordingRenderer();
    const scene = sceneOf(modelOf(sleepers().end(2)), { scale: 'order' });
    paint(scene, renderer, THEME);
    const { x, width } = scene.skips[0]!;
    const band = renderer.calls.filter((call) => call.includes('line 0.2'));
    strictEqual(band.length, 2);
    ok(band[0]!.startsWith(`box ${Math.round(x * 10) / 10} `), band[0]);
    ok(width > 50);
  });
});

describe('TimeScale', () => {
  it('spreads what happens at one time, but never over the next time', () => {
    const order = orderOf(sleepers().soFar());
    const scale = (pxPerSecond: number) =>
      new TimeScale(order, { from: 0, to: 1000 / pxPerSecond }, 0, 1000);
    const { trace } = order;
    const starts = (one: TimeScale) =>
      Array.from({ length: trace.length }, (_, event) => event)
        .filter((event) => trace.kind(event) === 'task.step')
        .map((event) => Math.round(one.xOf(trace.time(event), event) * 10) / 10);
    // 6, 9 and 2 half cells after the first event of their time, a pixel each.
    deepStrictEqual(starts(scale(100)), [6, 9, 102, 202]);
    // Up to the next time there are 10 px: five for twelve half cells before the idle time.
    deepStrictEqual(starts(scale(10)), [2.5, 3.8, 12, 22]);
  });

  it('finds the event under the pointer among those of one time', () => {
    const model = modelOf(sleepers().end(2));
    const { scale } = sceneOf(model);
    const { trace } = model;
    const kinds = [6.5, 8.5, 9.5].map((half) => {
      const { event, time } = scale.momentAt(scale.x(0) + half);
      return [trace.kind(event), trace.task(event), time];
    });
    deepStrictEqual(kinds, [
      ['task.step', 1, 0],
      ['task.suspended', 1, 0],
      ['task.step', 2, 0],
    ]);
  });

  it('never places a later event or time before an earlier one', () => {
    for (const make of Object.values(SAMPLE_TRACES)) {
      const order = orderOf(make());
      for (const seconds of [0.01, 1, 100]) {
        const scale = new TimeScale(order, { from: 0, to: seconds }, 0, 1000);
        let before = Number.NEGATIVE_INFINITY;
        for (let event = 0; event < Math.min(order.trace.length, 3000); event++) {
          const x = scale.xOf(order.begins(event), event);
          ok(x >= before - 1e-6, `event ${event} at ${x}, after ${before}`);
          before = x;
        }
      }
    }
  });
});
