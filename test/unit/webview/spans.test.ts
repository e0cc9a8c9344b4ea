import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { SpanSums } from '../../../src/webview/layout/span-sums';
import {
  isPale,
  type PlacedSource,
  placeSpans,
  type SpanSource,
} from '../../../src/webview/layout/spans';
import type { SpanState, TimelineModel } from '../../../src/webview/model/timeline-model';
import type { Scale } from '../../../src/webview/scale/scale';
import { blockedSleepTrace } from '../../support/trace-builder';
import { stepsTrace } from '../../support/webview/traces';
import { modelOf, sceneOf, timeScale } from './support';

/** A hundred pixels a second, from 0 px on. */
const SCALE = timeScale({ from: 0, to: 10 }, 0, 1000);

function sourceOf(spans: readonly (readonly [SpanState, number, number])[]): SpanSource {
  return {
    length: spans.length,
    state: (index) => spans[index]![0],
    from: (index) => spans[index]![1],
    to: (index) => spans[index]![2],
  };
}

function placed(source: SpanSource, scale: Scale): PlacedSource {
  const left = (index: number) => scale.x(source.from(index));
  return { ...source, left, right: (index) => scale.x(source.to(index)) };
}

function boxes(spans: readonly (readonly [SpanState, number, number])[]) {
  return placeSpans(placed(sourceOf(spans), SCALE), 0, SCALE.right).map(
    ({ state, first, last, x, width, isDense }) => [
      state,
      `${first}-${last}`,
      Math.round(x * 10) / 10,
      Math.round(width * 10) / 10,
      isDense,
    ],
  );
}

describe('placeSpans', () => {
  it('keeps steps without duration visible and what follows beside them', () => {
    deepStrictEqual(
      boxes([
        ['ready', 0, 0],
        ['running', 0, 0],
        ['waiting', 0, 1],
        ['ready', 1, 2],
        ['running', 2, 2],
      ]),
      [
        ['running', '0-1', 0, 2.5, false],
        ['waiting', '2-2', 3.5, 96.5, false],
        ['ready', '3-3', 100, 100, false],
        ['running', '4-4', 200, 2.5, false],
      ],
    );
  });

  it('draws nothing for a wait that took no time', () => {
    deepStrictEqual(boxes([['waiting', 1, 1]]), []);
  });

  it('joins crowds of short steps, but never a blocking one with others', () => {
    const short = Array.from({ length: 400 }, (_, index): [SpanState, number, number] => [
      index % 2 ? 'running' : 'waiting',
      index * 0.005,
      (index + 1) * 0.005,
    ]);
    deepStrictEqual(boxes([...short, ['blocking', 2, 3]]), [
      // Bars of 2.5 px with 1 px between them; the last one ends 2 px late, and 1 px after it is free.
      ['running', '0-399', 0, 202, true],
      ['blocking', '400-400', 203, 97, false],
    ]);
  });

  it('orders boxes without overlap at every zoom', () => {
    const model = modelOf(stepsTrace(3, 40));
    for (const seconds of [0.0005, 0.003, 0.02, 0.1]) {
      const scene = sceneOf(model, { range: { from: 0.001, to: 0.001 + seconds } });
      for (const lane of [scene.loop!, ...scene.lanes]) {
        lane.spans.reduce((right, span) => {
          ok(span.x >= right - 1e-6, `${lane.name.text} at ${span.x}, taken to ${right}`);
          return span.x + span.width;
        }, Number.NEGATIVE_INFINITY);
      }
    }
  });
});

describe('SpanSums', () => {
  /** Spans of 0.1 ms: every third runs, every thousandth blocks, one in seven is a callback. */
  const many = Array.from({ length: 200_000 }, (_, index): [SpanState, number, number] => [
    index % 1000 === 0 ? 'blocking' : index % 7 === 0 ? 'callback' : index % 3 ? 'idle' : 'running',
    index * 0.0001,
    (index + 1) * 0.0001,
  ]);

  /** How often the spans themselves are asked for. */
  function counting(source: SpanSource) {
    const asked = { count: 0 };
    const count =
      <T>(read: (index: number) => T) =>
      (index: number) => {
        asked.count++;
        return read(index);
      };
    const { length } = source;
    const [from, to, state] = [count(source.from), count(source.to), count(source.state)];
    return { asked, source: { length, from, to, state } };
  }

  it('gives the same crowds as reading every span, without reading them', () => {
    const scale = timeScale({ from: 0, to: 20 }, 0, 1000);
    const { asked, source } = counting(sourceOf(many));
    const sums = new SpanSums();
    sums.update(source, () => false);
    asked.count = 0;
    const crowd = (first: number, last: number) => sums.crowd(source, first, last);
    const summed = placeSpans(placed({ ...source, crowd }, scale), 0, scale.right);
    // A crowd of 500 spans is found with 16 questions, and summed up with fewer; there are at most 400.
    ok(asked.count < 400 * 26, `${asked.count} questions`);
    const rounded = (box: { busy: number }) => ({ ...box, busy: Math.round(box.busy * 1e9) });
    deepStrictEqual(
      summed.map(rounded),
      placeSpans(placed(source, scale), 0, scale.right).map(rounded),
    );
  });

  it('reads spans that are still open each time, and closed ones once', () => {
    const { asked, source } = counting(sourceOf(many.slice(0, 3000)));
    const sums = new SpanSums();
    sums.update(source, (index) => index === 2999);
    const all = sums.crowd(source, 0, 2999);
    deepStrictEqual(
      { ...all, busySeconds: Math.round(all.busySeconds * 1e4) },
      {
        // Three block, 428 are callbacks and 857 run; each takes 0.1 ms.
        state: 'blocking',
        steps: 1288,
        busySeconds: 1288,
      },
    );
    asked.count = 0;
    sums.update(source, (index) => index === 2999);
    strictEqual(asked.count, 0);
    strictEqual(sums.crowd(source, 1, 6).state, 'running');
    strictEqual(sums.crowd(source, 1, 2).state, 'idle');
  });
});

describe('isPale', () => {
  it('tells bars of many short steps from all others', () => {
    const pale = (model: TimelineModel) =>
      sceneOf(model).lanes.flatMap(({ spans }) => spans.filter(isPale)).length > 0;
    deepStrictEqual(
      [stepsTrace(2, 1500), blockedSleepTrace()].map((t) => pale(modelOf(t))),
      [true, false],
    );
  });
});
