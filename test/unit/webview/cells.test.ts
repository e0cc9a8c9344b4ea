import { deepStrictEqual } from 'node:assert/strict';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { momentOfHit } from '../../../src/webview/interaction/moments-of';
import { SceneBuilder } from '../../../src/webview/layout/build-scene';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { paint } from '../../../src/webview/render/paint';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { cellsTrace } from '../../support/webview/traces';
import { METRICS, modelOf, RecordingRenderer, sceneInput, sceneOf, THEME } from './support';

const MIDDLE = METRICS.axisHeight + 9;

describe('the strip of cells', () => {
  it('says where each cell begins, with its name as far as there is room', () => {
    const { cells, loop } = sceneOf(modelOf(cellsTrace()));
    deepStrictEqual(
      [cells?.y, loop?.y, cells?.borders.map(({ first, last, text }) => [first, last, text])],
      [
        METRICS.axisHeight,
        METRICS.axisHeight + (cells?.height ?? 0),
        [
          [0, 0, ''],
          [1, 1, ''],
          [2, 2, 'cell 3: Wait for the first answer'],
          [3, 3, 'cell 4'],
          [4, 4, ''],
          [5, 5, 'cell 6'],
        ],
      ],
    );
  });

  it('gives cells that take no time their room on the scale of order', () => {
    const { cells } = sceneOf(modelOf(cellsTrace()), { scale: 'order' });
    deepStrictEqual(
      cells?.borders.map(({ text }) => text),
      ['cell 1:…', 'cell 2', 'cell 3: Wait for the fi…', 'cell 4', 'cell 5', 'cell 6'],
    );
  });

  it('begins with the cell that the left edge is in, and ends at the right edge', () => {
    const { cells } = sceneOf(modelOf(cellsTrace()), { range: { from: 0.5, to: 1.5 } });
    deepStrictEqual(
      cells?.borders.map(({ text, x, textX }) => [text, x < 200, textX > 200]),
      [
        ['cell 3: Wait for the first answer', true, true],
        ['cell 4', false, true],
      ],
    );
  });

  it('joins borders that cannot be told apart', () => {
    const input = { ...sceneInput(modelOf(cellsTrace()), { headWidth: 100 }), width: 250 };
    const { cells } = new SceneBuilder().build(input);
    deepStrictEqual(
      cells?.borders.map(({ first, last, text }) => [first, last, text]),
      [
        [0, 1, ''],
        [2, 2, '3'],
        [3, 3, '4'],
        [4, 5, '5–6'],
      ],
    );
  });

  it('names cells that ran at one moment in the order in which they ran', () => {
    const text = (indexes: readonly number[]) => {
      const t = new TraceBuilder('/scenarios/example.py');
      for (const index of indexes) t.cell(0, index, '', t.at(index));
      t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'sleep').idle(0, 1);
      return sceneOf(modelOf(t.end(1))).cells?.borders.map((border) => border.text);
    };
    deepStrictEqual(
      [
        [5, 4],
        [4, 4],
        [1, 2, 1],
      ].map(text),
      [['cells 5, 4'], ['cells 4, 4'], ['cells 1–2, 1']],
    );
  });

  it('answers the pointer with the whole heading, and a click leads to its moment', () => {
    const model = modelOf(cellsTrace());
    const scene = sceneOf(model);
    const third = hitTest(scene, scene.cells!.borders[2]!.x + 40, MIDDLE);
    const both = { kind: 'cell', first: 4, last: 5 } as const;
    deepStrictEqual(
      [
        hitTest(scene, 10, MIDDLE).kind,
        hitTest(scene, scene.headWidth + 6, MIDDLE).kind,
        [third, momentOfHit(model, third, scene.scale)?.time],
        hitDetails(model, third, undefined)?.title,
        hitDetails(model, third, undefined)?.lines,
        hitDetails(model, third, undefined)?.position?.line,
        hitDetails(model, both, undefined)?.lines,
      ],
      [
        'nothing',
        'nothing',
        [{ kind: 'cell', first: 2, last: 2 }, 0],
        'cell 3: Wait for the first answer',
        ['begins at 0.000 s, example.py, line 12'],
        12,
        [
          'cell 5 begins at 2.000 s, example.py, line 20',
          'cell 6 begins at 2.000 s, example.py, line 24',
        ],
      ],
    );
  });

  it('is drawn with a line through all lanes', () => {
    const renderer = new RecordingRenderer();
    const scene = sceneOf(modelOf(cellsTrace()));
    paint(scene, renderer, THEME);
    const border = scene.cells!.borders[3]!;
    const at = renderer.calls.findIndex((call) => call.startsWith("text 'cell 4'"));
    const bottom = scene.output!.y + scene.output!.height;
    const x = Math.round(border.x * 10) / 10;
    deepStrictEqual(renderer.calls[at - 1], `line ${x} ${METRICS.axisHeight} ${x} ${bottom} dim`);
  });

  it('is not there for other programs', () => {
    const { cells, loop } = sceneOf(modelOf(blockedSleepTrace()));
    deepStrictEqual([cells, loop?.y], [undefined, METRICS.axisHeight]);
  });
});
