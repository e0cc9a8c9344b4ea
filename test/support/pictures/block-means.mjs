// Compares pictures by the mean colours of their blocks, so that smoother edges of letters do not count.

/** Pixels on each side of a block. */
export const BLOCK_PX = 8;
/** By so much of 255 may a channel of a block differ. A line one pixel wide changes a block by an eighth of its contrast. */
const CHANNEL_LIMIT = 6;

/**
 * @typedef {object} BlockMeans
 * @property {number} width of the picture, in pixels
 * @property {number} height
 * @property {readonly number[]} means red, green and blue of each block, row by row
 */

/**
 * @typedef {object} DifferingBlock
 * @property {number} x of its top left corner, in pixels
 * @property {number} y
 * @property {number} by how much of 255 its worst channel differs
 */

/**
 * @param {import('playwright-core').Page} page any page: a browser is what reads pictures here
 * @param {Buffer} png
 * @returns {Promise<BlockMeans>}
 */
export function blockMeans(page, png) {
  return page.evaluate(
    async ([base64, block]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const { width, height } = image;
      const context = Object.assign(document.createElement('canvas'), { width, height }).getContext(
        '2d',
      );
      context.drawImage(image, 0, 0);
      const means = [];
      for (let y = 0; y < height; y += block) {
        for (let x = 0; x < width; x += block) {
          const [columns, rows] = [Math.min(block, width - x), Math.min(block, height - y)];
          const { data } = context.getImageData(x, y, columns, rows);
          const sums = [0, 0, 0];
          for (let at = 0; at < data.length; at++) if (at % 4 < 3) sums[at % 4] += data[at];
          means.push(...sums.map((sum) => sum / (columns * rows)));
        }
      }
      return { width, height, means };
    },
    [png.toString('base64'), BLOCK_PX],
  );
}

/**
 * @param {BlockMeans} one
 * @param {BlockMeans} other of the same size
 * @returns {DifferingBlock[]}
 */
export function differences(one, other) {
  const columns = Math.ceil(one.width / BLOCK_PX);
  const found = [];
  for (let at = 0; at < one.means.length; at += 3) {
    const channels = [0, 1, 2].map(
      (channel) => one.means[at + channel] - other.means[at + channel],
    );
    const by = Math.max(...channels.map(Math.abs));
    const block = at / 3;
    const [x, y] = [block % columns, Math.floor(block / columns)].map((place) => place * BLOCK_PX);
    if (by > CHANNEL_LIMIT) found.push({ x, y, by });
  }
  return found;
}
