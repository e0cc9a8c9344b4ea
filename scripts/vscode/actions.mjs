// What a test may ask of the driver. `where` is `workbench` (default) or `webview`.
import { join } from 'node:path';
import { colorSettings } from '../../test/support/webview/themes.mjs';
import { repo } from './install.mjs';

/**
 * @param {import('./page.mjs').Workbench} workbench
 * @param {import('../../test/support/pictures/window-camera.mjs').WindowCamera} camera of that window
 * @returns {Record<string, (request: any) => Promise<unknown>>} by method name; the parameters of
 * each are in `test/support/vscode/driver.ts`
 */
export function actions(workbench, camera) {
  const { page } = workbench;
  const root = (where) => (where === 'webview' ? workbench.webview() : page.mainFrame());
  const find = async ({ selector, where }) => (await root(where)).locator(selector);
  return {
    press: ({ keys }) => page.keyboard.press(keys),
    type: ({ text }) => page.keyboard.type(text),
    runCommand: ({ title }) => workbench.runCommand(title),
    openFile: ({ name }) => workbench.openFile(name),
    resize: ({ width, height }) => page.setViewportSize({ width, height }),
    screenshot: ({ name }) => workbench.screenshot(join(repo, 'screenshots', `${name}.png`)),
    canCompare: async () => camera.canCompare,
    colorsOf: async ({ theme }) => colorSettings(theme),
    steadyLetters: () => camera.steadyLetters(),
    assertLooksAsKept: (request) => camera.assertLooksAsKept(request),
    countUnlikeBlocks: (request) => camera.countUnlikeBlocks(request),
    evaluate: async ({ source, where }) => (await root(where)).evaluate(source),
    waitFor: async (request) =>
      (await find(request)).first().waitFor({ state: request.state ?? 'visible' }),
    texts: async (request) => (await find(request)).allInnerTexts(),
    attributes: async (request) =>
      (await find(request)).evaluateAll(
        (elements, name) => elements.map((element) => element.getAttribute(name)),
        request.name,
      ),
    box: async (request) => (await find(request)).first().boundingBox(),
    click: async (request) => (await find(request)).first().click(pointer(request)),
    hover: async (request) => (await find(request)).first().hover(pointer(request)),
    wheel: async (request) => {
      await (await find(request)).first().hover(pointer(request));
      await withKeys(page, request.modifiers, () => page.mouse.wheel(request.dx, request.dy));
    },
    drag: async (request) => {
      const target = (await find(request)).first();
      await target.hover({ position: request.from });
      await withKeys(page, request.modifiers, async () => {
        await page.mouse.down();
        await target.hover({ position: request.to, force: true });
        await page.mouse.up();
      });
    },
  };
}

function pointer({ at, button, count, modifiers }) {
  return { position: at, button, clickCount: count, modifiers };
}

async function withKeys(page, modifiers = [], body) {
  for (const key of modifiers) await page.keyboard.down(key);
  await body();
  for (const key of modifiers) await page.keyboard.up(key);
}
