import { deepStrictEqual } from 'node:assert/strict';
import { describe as describeScene } from '../../../src/webview/describe';
import { blockedSleepTrace } from '../../support/trace-builder';
import { cursorAt, modelOf, sceneOf } from './support';

const PAGE = {
  ...{ title: 'blocked.py', summary: 'finished at 2.000 s', left: 10, top: 100 },
  ...{ minimap: undefined, inspector: undefined, isTable: false },
};

describe('the description for tests', () => {
  const model = modelOf(blockedSleepTrace());
  const page = { ...PAGE, nameOf: (task: number) => model.names.of(task) };

  it('places what was drawn in the page', () => {
    const { axis, lanes } = describeScene(sceneOf(model), page);
    const func2 = lanes.find(({ name }) => name === 'func2')!;
    // The heads are 200 px wide, the axis is 30 px high, each lane 44 px.
    deepStrictEqual(
      { axis, head: func2.head, spans: func2.spans.map(({ state, x, y }) => [state, x, y]) },
      {
        axis: { x: 210, y: 100, width: 856, height: 30 },
        head: { x: 10, y: 100 + 30 + 3 * 44, width: 200, height: 44 },
        spans: [
          ['ready', 239, 272],
          ['blocking', 247, 272],
        ],
      },
    );
  });

  it('names the ends of arrows, the scale, what is marked and what is selected', () => {
    const marked = { from: cursorAt(model, 0.5)!, to: cursorAt(model, 1.5)! };
    const selection = { lane: 2, index: undefined };
    const drawn = describeScene(sceneOf(model, { scale: 'order', marked, selection }), page);
    deepStrictEqual(
      {
        scale: drawn.scale,
        marked: [drawn.marked?.from.toFixed(3), drawn.marked?.to.toFixed(3)],
        selected: drawn.lanes.filter(({ isSelected }) => isSelected).map(({ name }) => name),
        arrows: drawn.arrows.map(({ kind, from, to, isSelected }) => [kind, from, to, isSelected]),
      },
      {
        scale: 'order',
        marked: ['0.500', '1.500'],
        selected: ['func1'],
        arrows: [
          ['created', 'main', 'func1', true],
          ['woke', 'loop', 'func1', true],
          ['woke', 'func1', 'main', true],
        ],
      },
    );
  });
});
