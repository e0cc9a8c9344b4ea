// Compares a picture with the one that is kept in the project. UPDATE_GOLDEN=1 keeps the new one instead.
import { deepStrictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { repo } from '../../../scripts/vscode/install.mjs';
import { BLOCK_PX, blockMeans, differences } from './block-means.mjs';
import { differencePicture } from './difference-picture.mjs';

const UPDATES = process.env['UPDATE_GOLDEN'] === '1';

/** So many blocks may differ. */
export const BLOCK_LIMIT = 3;

/**
 * @param {import('playwright-core').Page} page any page: a browser is what reads pictures here
 * @param {string} file the PNG that is kept, from the folder of the project
 * @param {Buffer} taken a PNG
 * @throws {Error} if too many blocks differ, with the paths of the picture and of one that marks the blocks
 */
export async function assertLooksAsKept(page, file, taken) {
  if (UPDATES) return write(join(repo, file), taken);
  const differing = await unlikeBlocks(page, file, taken);
  if (differing.length <= BLOCK_LIMIT) return;
  const copy = join(repo, 'screenshots/failed', `view-${basename(file)}`);
  const marked = copy.replace(/\.png$/, '-difference.png');
  await write(copy, taken);
  await write(marked, await differencePicture(page, taken, differing));
  const [worst] = differing.toSorted((one, other) => other.by - one.by);
  throw new Error(
    [
      `${differing.length} blocks of ${BLOCK_PX} × ${BLOCK_PX} pixels differ from ${file},`,
      `most of all the one at ${worst.x}, ${worst.y}. Now it looks like ${copy}; ${marked} marks the`,
      'blocks. UPDATE_GOLDEN=1 accepts that.',
    ].join(' '),
  );
}

/**
 * @param {import('playwright-core').Page} page any page
 * @param {string} file the PNG that is kept, from the folder of the project
 * @param {Buffer} taken a PNG of the same size
 * @returns {Promise<import('./block-means.mjs').DifferingBlock[]>}
 */
export async function unlikeBlocks(page, file, taken) {
  const path = join(repo, file);
  if (!existsSync(path)) throw new Error(`There is no ${file} yet. Run with UPDATE_GOLDEN=1.`);
  const before = await blockMeans(page, await readFile(path));
  const now = await blockMeans(page, taken);
  deepStrictEqual([now.width, now.height], [before.width, before.height]);
  return differences(before, now);
}

async function write(path, bytes) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
