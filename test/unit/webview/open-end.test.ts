import { deepStrictEqual, ok } from 'node:assert/strict';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { paint } from '../../../src/webview/render/paint';
import { TraceBuilder } from '../../support/trace-builder';
import { deadlockTrace } from '../../support/webview/traces';
import { modelOf, RecordingRenderer, sceneOf, THEME } from './support';

describe('what goes on after the end of a run', () => {
  const model = modelOf(deadlockTrace(), { title: 'example.py', file: '/scenarios/example.py' });

  it('is seen and told on both scales, though no time passes in it', () => {
    for (const scale of ['time', 'order'] as const) {
      const scene = sceneOf(model, { scale });
      const told = scene.lanes.map((lane) => {
        const { x, width, label, from, to, tail } = lane.spans.at(-1)!;
        const hit = hitTest(scene, x + width - 5, lane.barTop + 5);
        return [label, from, to, tail, hitDetails(model, hit, undefined)?.lines[0]];
      });
      deepStrictEqual(told, [
        ['gather 2', 0, 1, 90, 'waiting: gather 2'],
        [scale === 'time' ? 'lock' : 'lock right', 1, 1, 90, 'waiting: lock right'],
        [scale === 'time' ? 'lock' : 'lock left', 1, 1, 90, 'waiting: lock left'],
      ]);
    }
  });

  it('is dotted, and ends with the sign of a task that is not done', () => {
    const scene = sceneOf(model);
    const [main] = scene.lanes;
    const { x, width, tail } = main!.spans.at(-1)!;
    const renderer = new RecordingRenderer();
    paint({ ...scene, loop: undefined, lanes: [main!] }, renderer, THEME);
    const y = main!.barTop + main!.barHeight / 2;
    const end = x + width - tail;
    deepStrictEqual(
      renderer.calls
        .filter((call) => call.startsWith('line') && call.endsWith('waiting'))
        .slice(-1),
      [`line ${end} ${y} ${end + tail} ${y} waiting`],
    );
    const [mark] = main!.marks;
    deepStrictEqual([mark!.kind, mark!.x > x + width], ['unfinished', true]);
    ok(mark!.x < scene.scale.right);
  });

  it('takes no room in a run whose tasks are all done, or of which the trace does not know all', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    const done = new TraceBuilder().created(0, 1, 'main').step(0, 1).ended(0, 1).end(1);
    const live = t.suspended(0, 1, 'sleep', { deadline: 2 }).soFar();
    deepStrictEqual(
      [done, live].map((trace) => sceneOf(modelOf(trace)).scale.tail),
      [0, 0],
    );
  });
});
