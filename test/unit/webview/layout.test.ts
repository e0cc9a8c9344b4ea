import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { describe as describeScene } from '../../../src/webview/describe';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { placeOutput } from '../../../src/webview/layout/output-marks';
import { SpanSums } from '../../../src/webview/layout/span-sums';
import {
  isPale,
  type PlacedSource,
  placeSpans,
  type SpanSource,
} from '../../../src/webview/layout/spans';
import { elide, fitFirst } from '../../../src/webview/layout/text-fit';
import { shorterNotes } from '../../../src/webview/model/notes';
import { type SpanState, TimelineModel } from '../../../src/webview/model/timeline-model';
import type { Scale } from '../../../src/webview/scale/scale';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import {
  endingsTrace,
  manyTasksTrace,
  outputTrace,
  plainTrace,
  stepsTrace,
} from '../../support/webview/traces';
import { measure, modelOf, sceneOf, timeScale } from './support';

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

describe('placeOutput', () => {
  it('never lets labels overlap', () => {
    const { lines } = modelOf(outputTrace()).outputs;
    const geometry = { top: 0, rows: 4, rowHeight: 17 };
    for (const to of [0.5, 1.5, 3, 30]) {
      const scale = timeScale({ from: -0.1, to }, 200, 1000);
      const ends = new Map<number, number>();
      for (const mark of placeOutput(lines, scale, geometry, measure)) {
        const left = Math.min(mark.x - 3, mark.textX);
        ok(left >= (ends.get(mark.y) ?? 0), `'${mark.text}' begins at ${left}`);
        ok(mark.textX + mark.textWidth <= 1000);
        ends.set(mark.y, Math.max(mark.x, mark.textX + mark.textWidth));
      }
    }
  });

  it('cuts a label where more of it is left', () => {
    const t = new TraceBuilder().output(9.8, 0, 'a line that has room on neither side\n');
    const { lines } = modelOf(t.end(10)).outputs;
    const geometry = { top: 0, rows: 1, rowHeight: 17 };
    const scale = timeScale({ from: 0, to: 10 }, 100, 300);
    // The dot is at 296 px; the label ends 8 px before it and begins where the lane does.
    const [mark] = placeOutput(lines, scale, geometry, measure);
    deepStrictEqual(
      [mark!.text, mark!.textX + mark!.textWidth],
      ['a line that has room on n…', 288],
    );
  });

  it('keeps a traceback in order, on one side of its dots', () => {
    const texts = ['Traceback (most recent call last):', 'File "x.py"', 'x["b"]', 'KeyError'];
    const t = new TraceBuilder().output(8.2, 0, 'out\n');
    for (const text of texts) t.output(9, 0, `${text}\n`, 2);
    const { lines } = modelOf(t.end(10)).outputs;
    const geometry = { top: 0, rows: 4, rowHeight: 20 };
    // The first line of the traceback is 238 px long and ends at 289 px, where `out` stands in the first row.
    const scale = timeScale({ from: 0, to: 10 }, 0, 330);
    deepStrictEqual(
      placeOutput(lines, scale, geometry, measure).map(({ text, x, y, textX }) => [
        ...[text, y],
        textX < x ? 'left' : 'right',
      ]),
      [
        ['out', 19, 'right'],
        ['Traceback (most recent call last):', 39, 'left'],
        ['File "x.py"', 59, 'left'],
        ['x["b"]', 79, 'left'],
        // No row is left below: a mark in the strip, rather than a label beside `out`.
        ['', 4.5, 'right'],
      ],
    );
  });

  it('loses no line: what has no room is a mark above the rows', () => {
    const { lines } = modelOf(outputTrace()).outputs;
    const geometry = { top: 0, rows: 2, rowHeight: 17 };
    const marks = placeOutput(
      lines,
      timeScale({ from: -0.1, to: 4 }, 200, 1000),
      geometry,
      measure,
    );
    const shown = marks.reduce((sum, mark) => sum + mark.last - mark.first + 1, 0);
    strictEqual(shown, lines.length);
  });

  it('looks at few lines of a flood, and knows of each error in it', () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => {
      const time = index / 20_000;
      return { time, text: `line ${index}`, task: 0, isError: index === 123_456, event: -1 };
    });
    const scale = timeScale({ from: 0, to: 10 }, 200, 1000);
    let asked = 0;
    const xOf = scale.xOf.bind(scale);
    scale.xOf = (time, event) => {
      asked++;
      return xOf(time, event);
    };
    const geometry = { top: 0, rows: 4, rowHeight: 17 };
    const marks = placeOutput(lines, scale, geometry, measure);
    deepStrictEqual(
      marks
        .filter((mark) => mark.isError)
        .map(({ first, last }) => first <= 123_456 && last >= 123_456),
      [true],
    );
    strictEqual(
      marks.reduce((sum, mark) => sum + mark.last - mark.first + 1, 0),
      lines.length,
    );
    ok(marks.length < 500, `${marks.length} marks`);
    // Half a thousand marks, each found by halving 200,000 lines.
    ok(asked < 500 * 20, `${asked} questions`);
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

describe('a note without room', () => {
  it('has texts that say what matters most', () => {
    deepStrictEqual(
      [
        'waiting: lock door · not done · line 6',
        'ready, 1.000 s late',
        'busy 2.000 s of 2.100 s',
        'failed at 1.000 s: KeyError',
        'done at 1.000 s',
        'running',
      ].map(shorterNotes),
      [
        ['waiting: lock door · not done', 'waiting: lock door', 'lock door', 'waiting'],
        ['ready'],
        ['busy 2.000 s'],
        ['failed at 1.000 s', 'failed'],
        ['done'],
        [],
      ],
    );
  });
});

describe('text', () => {
  it('is shortened to the room', () => {
    strictEqual(elide('hello world', 77, 'label', measure), 'hello world');
    strictEqual(elide('hello world', 50, 'label', measure), 'hello…');
    strictEqual(elide('hello world', 13, 'label', measure), '');
  });

  it('takes the first that fits', () => {
    strictEqual(fitFirst(['long text', 'short'], 40, 20, 'label', measure), 'short');
    strictEqual(fitFirst(['long text', 'short'], 30, 20, 'label', measure), 'lon…');
    strictEqual(fitFirst(['long text', 'short'], 15, 20, 'label', measure), '');
  });
});

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
