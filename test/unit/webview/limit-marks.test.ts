import { deepStrictEqual } from 'node:assert/strict';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { paint } from '../../../src/webview/render/paint';
import { TraceBuilder } from '../../support/trace-builder';
import { timeoutTrace } from '../../support/webview/traces';
import { modelOf, RecordingRenderer, sceneOf, THEME } from './support';

/** `kind time`, from left to right. */
function limits(scene: ReturnType<typeof sceneOf>): string[] {
  return scene.lanes[0]!.marks.filter(({ limit }) => limit !== undefined).map(
    ({ kind, time }) => `${kind} ${time}`,
  );
}

describe('the marks of timeouts', () => {
  const model = modelOf(timeoutTrace(), { title: 'example.py', file: '/scenarios/example.py' });

  it('stand at their deadlines, or where the timeout was not needed any more', () => {
    deepStrictEqual(limits(sceneOf(model)), ['limit 1', 'over 3', 'limit 4.5']);
  });

  it('are told where they stand, and leave the interval above to itself', () => {
    const scene = sceneOf(model);
    const told = scene.lanes[0]!.marks.filter(({ limit }) => limit !== undefined).map(
      ({ x, y }) => [
        hitDetails(model, hitTest(scene, x, y), undefined)?.lines,
        hitTest(scene, x - 5, y - 14).kind,
      ],
    );
    deepStrictEqual(told, [
      [
        [
          'timeout of 2.000 s, until 2.000 s',
          'set at 0.000 s, line 4',
          'not needed any more from 1.000 s on',
        ],
        'span',
      ],
      [
        ['timeout of 2.000 s, until 3.000 s', 'set at 1.000 s, line 7', 'it was over at 3.000 s'],
        // The sign of the request to cancel stands there.
        'mark',
      ],
      [
        ['timeout of 1.500 s, until 4.500 s', 'set at 3.000 s, line 11', 'the run ended before'],
        'lane',
      ],
    ]);
  });

  it('are ended by a callback that the lane of the loop tells', () => {
    const scene = sceneOf(model);
    const loop = scene.loop!;
    const span = loop.spans.find(({ state }) => state === 'callback')!;
    const hit = hitTest(scene, span.x + 1, loop.barTop + 5);
    deepStrictEqual(
      hitDetails(model, hit, undefined)?.lines[0],
      'runs a callback: timeout is over',
    );
  });

  it('are joined to where the timeout was set, and to the bar if it was reached', () => {
    const renderer = new RecordingRenderer();
    paint(sceneOf(model), renderer, THEME);
    const marks = renderer.calls.filter((call) => /^mark (limit|over)/.test(call));
    const [, reached] = sceneOf(model).lanes[0]!.marks;
    const { fromX, x, y } = reached!;
    deepStrictEqual(
      [
        marks.map((call) => call.split(' ')[1]),
        renderer.calls.includes(`line ${fromX} ${y} ${x} ${y} cancelled`),
      ],
      [['limit', 'over', 'limit'], true],
    );
  });

  it('keep their lines where only these are in sight, one for all that end further right', () => {
    const range = (from: number, to: number) => ({ from, to });
    deepStrictEqual(
      [range(0.25, 0.75), range(1.25, 1.75), range(1.5, 2.5), range(3.5, 4), range(4.75, 5)].map(
        (seen) => limits(sceneOf(model, { range: seen })),
      ),
      [['limit 1'], ['over 3'], ['over 3'], ['limit 4.5'], []],
    );
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    for (const deadline of [8, 9]) t.timer(0, 1000 + deadline, 'timeout is over', deadline, 1);
    const two = modelOf(t.suspended(0, 1, 'future').end(10));
    deepStrictEqual(limits(sceneOf(two, { range: range(1, 2) })), ['limit 8']);
  });

  it('stand beside the end of a run that ended before, each on a line of its own', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.timer(0, 1000, 'timeout is over', 7, 1).timer(0.5, 1001, 'timeout is over', 2, 1);
    const ended = modelOf(t.suspended(0.5, 1, 'future').endAs(3, 'stopped', 1));
    const { lanes, scale } = sceneOf(ended);
    const [outer, inner] = lanes[0]!.marks;
    deepStrictEqual(
      [outer, inner].map((mark) => [mark!.time, mark!.x, mark!.y - outer!.y]),
      [
        [7, scale.x(3) + scale.tail + 11.5, 0],
        [2, scale.x(2), 3],
      ],
    );
    deepStrictEqual(limits(sceneOf(ended, { scale: 'order' })), ['limit 7', 'limit 2']);
  });

  it('are left out where a task has many that were not reached', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    for (let at = 0; at < 9; at++) {
      t.timer(at, 1000 + at, 'timeout is over', at + 5, 1).suspended(at, 1, 'sleep', {
        deadline: at + 1,
      });
      t.idle(at, at + 1)
        .ready(at + 1, 1, 'timer')
        .step(at + 1, 1)
        .timerCancelled(at + 1, 1000 + at);
    }
    t.timer(9, 2000, 'timeout is over', 10, 1).suspended(9, 1, 'future').idle(9, 10);
    t.calls(10, 10, 2000, 'timeout is over', () => t.cancelling(10, 1).ready(10, 1, 'cancelled'));
    deepStrictEqual(limits(sceneOf(modelOf(t.step(10, 1).ended(10, 1).end(11)))), ['over 10']);
  });
});
