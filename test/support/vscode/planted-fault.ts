import type { Driver } from './driver';

const PLANT = `(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
  document.documentElement.style.setProperty('--vscode-fault', '1');
}`;

const REMOVE = `() => {
  document.adoptedStyleSheets.pop();
  document.documentElement.style.removeProperty('--vscode-fault');
}`;

/** Runs `body` while the page in the webview has this CSS on top, and draws as after a change of the theme. */
export async function withFault<T>(driver: Driver, style: string, body: () => Promise<T>) {
  await driver.evaluate(`(${PLANT})(${JSON.stringify(style)})`, 'webview');
  try {
    return await body();
  } finally {
    await driver.evaluate(`(${REMOVE})()`, 'webview');
  }
}
