import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { describe as describeScene } from '../../../src/webview/describe';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { TimelineModel } from '../../../src/webview/model/timeline-model';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { endingsTrace, manyTasksTrace, plainTrace } from '../../support/webview/traces';
import { modelOf, sceneOf } from './support';

describe('scene', () => {
  it('describes what is drawn of two tasks, one of which holds the loop', () => {
    const model = modelOf(blockedSleepTrace());
    const drawn = describeScene(sceneOf(model), {
      ...{ title: 'blocked.py', summary: '', left: 0, top: 100, nameOf: () => '' },
      ...{ minimap: undefined, inspector: undefined, isTable: false },
    });
    const rows = drawn.lanes.map((lane) => [
      `${lane.depth} ${lane.name}: ${lane.note}, ${lane.end ?? 'no end'}`,
      ...lane.spans.map((s) => `${s.state} ${s.from}-${s.to} ${s.x}+${s.width} '${s.label}'`),
    ]);
    // 400 px a second from 220 px on; what happens at one time is a pixel or two apart, in its order.
    deepStrictEqual(rows, [
      [
        '0 loop: busy 2.000 s of 2.000 s, no end',
        "running 0-0 223+8 ''",
        "running 0-0 232+4 ''",
        "blocking 0-2 237+785 'func2'",
        "callback 2-2 1023+4 ''",
        "running 2-2 1028+4 ''",
        "running 2-2 1035+2.5 ''",
      ],
      [
        '0 main: done at 2.000 s, done',
        "running 0-0 223+8 ''",
        "waiting 0-2 231+802 'task func1'",
        "running 2-2 1035+2.5 ''",
      ],
      [
        '1 func1: done at 2.000 s, done',
        "ready 0-0 226+6 ''",
        "running 0-0 232+4 ''",
        "waiting 0-1 236+384 'sleep 1.0 s'",
        "ready 1-2 620+408 'ready: the loop is held by func2'",
        "running 2-2 1028+4 ''",
      ],
      [
        '1 func2: done at 2.000 s, done',
        "ready 0-0 229+8 ''",
        "blocking 0-2 237+785 'time.sleep(2), line 12'",
      ],
    ]);
    deepStrictEqual(
      drawn.outputs.map((output) => `${output.time} ${output.text}`),
      ['0 func1() started', '0 func2() started', '2 func2() finished', '2 func1() finished'],
    );
  });

  it('draws only the lanes in view and says how far they scroll', () => {
    const model = modelOf(manyTasksTrace(300));
    const scene = sceneOf(model, { scrollTop: 4400 });
    // Lanes are 44 px high; 9 px of strip, a row of 17 px and 8 px are output; 74 px axis and loop.
    strictEqual(scene.maxScroll, 300 * 44 - (400 - 74 - 34));
    deepStrictEqual(
      scene.lanes.map((lane) => lane.y),
      [74, 118, 162, 206, 250, 294, 338],
    );
    strictEqual(sceneOf(model, { scrollTop: 1e9 }).lanes.at(-1)!.key, model.lanes.at(-1)!.task.id);
  });

  it('keeps a label in view while its span begins to the left', () => {
    const scene = sceneOf(modelOf(blockedSleepTrace()), { range: { from: 0.5, to: 0.6 } });
    deepStrictEqual(
      scene.lanes.map((lane) => lane.spans.map((span) => [span.label, span.labelX])),
      [[['task func1', 216]], [['sleep 1.0 s', 216]], [['time.sleep(2), line 12', 208]]],
    );
  });

  it('has no lane for a loop that never was', () => {
    const scene = sceneOf(modelOf(plainTrace()));
    deepStrictEqual(
      [scene.loop, scene.lanes.length, scene.output?.marks.length],
      [undefined, 0, 2],
    );
  });

  it('finds what is under the pointer', () => {
    const scene = sceneOf(modelOf(endingsTrace()));
    const kinds = [
      [10, 10],
      [200, 60],
      [300, 10],
      [50, 60],
      [300, 60],
      [225, 96],
      [scene.lanes[1]!.marks[0]!.x, 140],
      [scene.output!.marks[0]!.x + 20, scene.output!.marks[0]!.y],
      [1e6, 10],
    ].map(([x, y]) => hitTest(scene, x!, y!).kind);
    deepStrictEqual(kinds, [
      ...['nothing', 'head edge', 'axis', 'head', 'span', 'span', 'mark', 'output', 'nothing'],
    ]);
  });

  it('marks tasks that were alive when the run ended, but not while it goes on', () => {
    const marks = (model: TimelineModel) =>
      sceneOf(model).lanes.flatMap((lane) => lane.marks.map(({ kind, time }) => [kind, time]));
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).suspended(0, 1, 'event');
    const header = modelOf(t.soFar()).header;
    const live = new TimelineModel(header);
    live.append(t.idle(0, 2).soFar().toChunk());
    deepStrictEqual(marks(live), []);
    deepStrictEqual(marks(modelOf(t.endAs(2, 'stalled'))), [['unfinished', 2]]);
  });

  it('prefers a narrow bar to the wide one beside it', () => {
    const scene = sceneOf(modelOf(blockedSleepTrace()));
    const hit = hitTest(scene, 1026, 140 + 4);
    strictEqual(hit.kind === 'span' && hit.span.state, 'running');
  });
});
