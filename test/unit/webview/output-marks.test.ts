import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { placeOutput } from '../../../src/webview/layout/output-marks';
import { TraceBuilder } from '../../support/trace-builder';
import { outputTrace } from '../../support/webview/traces';
import { measure, modelOf, sceneOf, timeScale } from './support';

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

  it('keeps lines of one moment in order, on one side of their dots', () => {
    const texts = ['The first of four lines of errors:', 'the second', 'the third', 'the last'];
    const t = new TraceBuilder().output(8.2, 0, 'out\n');
    for (const text of texts) t.output(9, 0, `${text}\n`, 2);
    const { lines } = modelOf(t.end(10)).outputs;
    const geometry = { top: 0, rows: 4, rowHeight: 20 };
    // The first line of errors is 238 px long and ends at 289 px, where `out` stands in the first row.
    const scale = timeScale({ from: 0, to: 10 }, 0, 330);
    deepStrictEqual(
      placeOutput(lines, scale, geometry, measure).map(({ text, x, y, textX }) => [
        ...[text, y],
        textX < x ? 'left' : 'right',
      ]),
      [
        ['out', 19, 'right'],
        ['The first of four lines of errors:', 39, 'left'],
        ['the second', 59, 'left'],
        ['the third', 79, 'left'],
        // No row is left below: a mark in the strip, rather than a label beside `out`.
        ['', 4.5, 'right'],
      ],
    );
  });

  it('shows a traceback as one line that begins with the exception, and the rest in the card', () => {
    const frames = Array.from({ length: 5 }, (_, at) => [
      `  File "x.py", line ${at}`,
      `    f(${at})`,
    ]);
    const texts = [
      ...['before', 'Traceback (most recent call last):', ...frames.flat(), "KeyError: 'b'", ''],
      ...['During handling of the above exception, another exception occurred:', ''],
      ...['Traceback (most recent call last):', '  File "y.py"', 'ValueError: no tea', 'after'],
    ];
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    for (const text of texts) t.output(1, 1, `${text}\n`, 2);
    const model = modelOf(t.ended(2, 1).end(2));
    const scene = sceneOf(model);
    const [before, traceback, after] = scene.output!.marks;
    deepStrictEqual(
      {
        texts: [before, traceback, after].map((mark) => mark?.full),
        of: [traceback!.first, traceback!.last],
        card: hitDetails(model, hitTest(scene, traceback!.x, traceback!.y), undefined)?.lines,
      },
      {
        texts: ['before', 'ValueError: no tea · traceback of 18 lines', 'after'],
        of: [1, 18],
        card: [
          'ValueError: no tea',
          '… 11 earlier lines',
          "KeyError: 'b'",
          '',
          'During handling of the above exception, another exception occurred:',
          '',
          'Traceback (most recent call last):',
          '  File "y.py"',
        ],
      },
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
