import type { Driver } from './driver';

const WEBVIEW = { where: 'webview' } as const;

/** Clicks a button of the timeline that is shown and whose tooltip begins so, in the menu if it has no room. */
export async function clickTool(driver: Driver, title: string): Promise<void> {
  const button = `.toolbar button[title^="${title}"]`;
  const isInRow = await driver.evaluate<boolean>(
    `document.querySelector('${button}').offsetWidth > 0`,
    'webview',
  );
  if (isInRow) return driver.click(button, WEBVIEW);
  await driver.click('.toolbar button[aria-label="More"]', WEBVIEW);
  await driver.click(`.menu-item:has-text("${title}")`, WEBVIEW);
}
