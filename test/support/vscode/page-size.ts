import type { Driver } from './driver';
import { until } from './loopscope';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const SIZE = '({ width: innerWidth, height: innerHeight })';

/** Makes the page in the webview that large, by the size of the window; half of its editors is the page. */
export async function fitPage(driver: Driver, wanted: Size): Promise<void> {
  await until(`a page of ${wanted.width} × ${wanted.height}`, async () => {
    const page = await driver.evaluate<Size>(SIZE, 'webview');
    const [more, higher] = [wanted.width - page.width, wanted.height - page.height];
    if (more === 0 && higher === 0) return true;
    const window = await driver.evaluate<Size>(SIZE);
    await driver.resize(window.width + 2 * more, window.height + higher);
    // A page that is late would be made larger by the same once more.
    await until('a page of another size', async () => {
      const { width, height } = await driver.evaluate<Size>(SIZE, 'webview');
      return width !== page.width || height !== page.height ? true : undefined;
    });
    return undefined;
  });
}

/** Makes the window as large as it was at first. */
export function fitWindow(driver: Driver): Promise<void> {
  return driver.resize(1600, 900);
}
