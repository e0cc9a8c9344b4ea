// The page of the timeline in a plain browser, fed with one of the sample traces.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { repo } from '../../../scripts/vscode/install.mjs';
import { themes } from './themes.mjs';

/**
 * Writes the scripts of the page and one page for each theme into a folder.
 * @param {string} folder
 */
export async function writePages(folder) {
  await build({
    entryPoints: [join(repo, 'test/support/webview/feed.ts'), join(repo, 'src/webview/main.ts')],
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    target: 'es2022',
    logLevel: 'warning',
  });
  for (const theme of Object.keys(themes)) {
    await writeFile(join(folder, `${theme}.html`), html(theme));
  }
}

/**
 * Where the page is that `writePages` has written.
 * @param {string} folder
 * @param {string} theme a key of `themes`
 * @param {string} trace a key of `SAMPLE_TRACES`; empty: no run
 */
export function addressOf(folder, theme, trace) {
  return `${pathToFileURL(join(folder, `${theme}.html`))}#${trace}`;
}

/**
 * Presses keys on the lanes, one in a frame.
 * @param {import('playwright-core').Page} page
 * @param {readonly string[]} keys
 */
export async function pressOnLanes(page, keys) {
  await page.locator('canvas.canvas').focus();
  for (const key of keys) {
    await page.keyboard.press(key);
    await nextFrame(page);
  }
}

/** @param {import('playwright-core').Page} page */
export function nextFrame(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
}

function html(theme) {
  const { bodyClass, ...variables } = themes[theme];
  const style = Object.entries(variables).map(([name, value]) => `--vscode-${name}:${value};`);
  const link = (file) => `<link rel="stylesheet" href="${pathToFileURL(join(repo, file))}">`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Timeline</title>
<style>:root{${style.join('')}}</style>
${link('node_modules/@vscode/codicons/dist/codicon.css')}${link('media/timeline.css')}</head>
<body class="${bodyClass}"><main id="app"></main><script src="feed.js"></script><script src="main.js"></script></body></html>`;
}
