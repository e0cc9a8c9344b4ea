import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { placeOutput } from '../../../src/webview/layout/output-marks';
import { TraceBuilder } from '../../support/trace-builder';
import { outputTrace } from '../../support/webview/traces';
import { measure, modelOf, timeScale } from './support';

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
