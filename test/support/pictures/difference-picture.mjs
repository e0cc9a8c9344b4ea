// Shows where a picture differs from another.
import { BLOCK_PX } from './block-means.mjs';

/**
 * @param {import('playwright-core').Page} page any page: a browser is what draws pictures here
 * @param {Buffer} taken a PNG
 * @param {readonly import('./block-means.mjs').DifferingBlock[]} blocks
 * @returns {Promise<Buffer>} a PNG: the picture, pale, with these blocks as they are in a red frame
 */
export async function differencePicture(page, taken, blocks) {
  const base64 = await page.evaluate(draw, [taken.toString('base64'), blocks, BLOCK_PX]);
  return Buffer.from(base64, 'base64');
}

/** Runs in the page. */
async function draw([png, blocks, size]) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const { width, height } = image;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.globalAlpha = 0.3;
  context.drawImage(image, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = 'red';
  for (const { x, y } of blocks) context.fillRect(x - 1, y - 1, size + 2, size + 2);
  for (const { x, y } of blocks) context.drawImage(image, x, y, size, size, x, y, size, size);
  return canvas.toDataURL('image/png').split(',')[1];
}
