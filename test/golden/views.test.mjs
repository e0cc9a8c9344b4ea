// Pictures of the timeline, compared with those in `views`. UPDATE_GOLDEN=1 takes them anew: look at them.
import { deepStrictEqual } from 'node:assert/strict';
import { assertLooksAsKept, BLOCK_LIMIT, unlikeBlocks } from '../support/pictures/kept-picture.mjs';
import { useCamera } from '../support/webview/use-camera.mjs';

/** @type {import('../support/webview/view-pictures.mjs').View[]} */
const VIEWS = [
  { name: 'blocked', trace: 'blocked', theme: 'dark', width: 1060, height: 600 },
  { name: 'order', trace: 'blocked', theme: 'dark', width: 1060, height: 600, keys: ['o'] },
  {
    ...{ name: 'arrows', trace: 'endings', theme: 'light', width: 1060, height: 860 },
    keys: ['a', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight'],
  },
  {
    ...{ name: 'contrast', trace: 'blocked', theme: 'contrast', width: 1060, height: 600 },
    keys: ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft'],
  },
  { name: 'narrow', trace: 'blocked', theme: 'dark', width: 300, height: 780 },
  { name: 'crowd', trace: 'many', theme: 'light', width: 1060, height: 700 },
];

/** Styles that break the first view. */
const FAULTS = {
  'a colour of lanes is another': 'body { --ls-running: var(--vscode-charts-orange) }',
  'the lanes are 4 px lower': '.stage { transform: translateY(4px) }',
  'the minimap is missing': '.minimap { visibility: hidden }',
  'the legend covers what is above': '.legend { margin-top: -40px }',
  'buttons are off the page': '.toolbar .group:last-child { transform: translateX(300px) }',
};

describe('pictures of the timeline', function () {
  const camera = useCamera(this);

  for (const view of VIEWS) {
    it(`look as kept: ${view.name}`, async () => {
      const taken = await camera().shoot(view);
      await camera().withPage((page) => assertLooksAsKept(page, fileOf(view), taken));
    });
  }

  it('look otherwise with any of these faults', async () => {
    const [view] = VIEWS;
    const unnoticed = [];
    for (const [fault, style] of Object.entries(FAULTS)) {
      const taken = await camera().shoot(view, style);
      const differing = await camera().withPage((page) => unlikeBlocks(page, fileOf(view), taken));
      if (differing.length <= BLOCK_LIMIT) unnoticed.push(fault);
    }
    deepStrictEqual(unnoticed, []);
  });
});

function fileOf({ name }) {
  return `test/golden/views/${name}.png`;
}
