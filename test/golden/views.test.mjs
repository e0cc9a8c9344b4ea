// Pictures of the timeline, compared with those in `views`. UPDATE_GOLDEN=1 takes them anew: look at them.
import { deepStrictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { hasPackagedBrowser } from '../../scripts/vscode/browser.mjs';
import { blockMeans, differences } from '../support/webview/block-means.mjs';
import { ViewCamera } from '../support/webview/view-pictures.mjs';

const UPDATES = process.env['UPDATE_GOLDEN'] === '1';
/** Of each test, on a machine that has much else to do. */
const LIMIT_MS = 120_000;
/** So many blocks may differ. */
const BLOCK_LIMIT = 3;

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
  this.timeout(LIMIT_MS);
  /** @type {ViewCamera | undefined} */
  let camera;

  before(async function () {
    try {
      camera = await ViewCamera.open();
    } catch (error) {
      // Where it must run, not running is a fault.
      if (hasPackagedBrowser && 'CI' in process.env) throw error;
      console.log('      The browser from npm does not run here, so no pictures are compared.');
      console.log(`      ${error.message.split('\n')[0]}`);
      this.skip();
    }
  });

  after(() => camera?.close());

  for (const view of VIEWS) {
    it(`look as kept: ${view.name}`, async () => {
      const file = resolve(`test/golden/views/${view.name}.png`);
      const taken = await camera.shoot(view);
      if (UPDATES) return write(file, taken);
      const differing = await compare(await kept(file), taken);
      if (differing.length > BLOCK_LIMIT) {
        const copy = resolve(`screenshots/failed/view-${view.name}.png`);
        await write(copy, taken);
        throw new Error(sentence(differing, file, copy));
      }
    });
  }

  it('look otherwise with any of these faults', async () => {
    const [view] = VIEWS;
    const before = await kept(resolve(`test/golden/views/${view.name}.png`));
    const unnoticed = [];
    for (const [fault, style] of Object.entries(FAULTS)) {
      const differing = await compare(before, await camera.shoot(view, style));
      if (differing.length <= BLOCK_LIMIT) unnoticed.push(fault);
    }
    deepStrictEqual(unnoticed, []);
  });

  async function compare(one, other) {
    const [before, now] = await camera.withPage(async (page) => [
      await blockMeans(page, one),
      await blockMeans(page, other),
    ]);
    deepStrictEqual([now.width, now.height], [before.width, before.height]);
    return differences(before, now);
  }
});

function sentence(differing, file, copy) {
  const [worst] = differing.toSorted((one, other) => other.by - one.by);
  return [
    `${differing.length} blocks of 8 × 8 pixels differ from ${file},`,
    `most of all the one at ${worst.x}, ${worst.y}. Now it looks like ${copy}.`,
    'UPDATE_GOLDEN=1 accepts that.',
  ].join(' ');
}

function kept(file) {
  if (!existsSync(file)) throw new Error(`There is no ${file} yet. Run with UPDATE_GOLDEN=1.`);
  return readFile(file);
}

async function write(file, bytes) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
