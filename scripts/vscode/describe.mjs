// Asks the timeline in a window what it drew, from outside of VS Code: the same question that the suites ask
// through the extension.
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Makes the pages of timelines answer `describeTimeline`. To be called before VS Code opens.
 * @param {import('playwright-core').Page} page
 */
export function overhearTimelines(page) {
  return page.addInitScript(overhear);
}

/** Real milliseconds. A page that still loads does not hear the question. */
const ANSWER_LIMIT_MS = 1_000;

/**
 * @param {import('./page.mjs').Workbench} window
 * @returns {Promise<import('../../src/protocol/timeline').TimelineDescription | undefined>} undefined while
 * it shows no run, loads, or gives way to another page
 */
export async function describeTimeline(window) {
  const frame = await window.webview();
  const answer = frame.evaluate(() => globalThis.askTimeline?.()).catch(() => undefined);
  return Promise.race([answer, delay(ANSWER_LIMIT_MS)]);
}

/** Runs in each frame before its own scripts. Our numbers are below zero: the extension's own are not. */
function overhear() {
  const answers = new Map();
  let acquire;
  const wrap = (api) => ({
    ...api,
    postMessage: (message, transfer) => {
      const answer = message.type === 'test/reply' && answers.get(message.id);
      if (answer) answer(message.reply);
      else api.postMessage(message, transfer);
    },
  });
  Object.defineProperty(globalThis, 'acquireVsCodeApi', {
    configurable: true,
    get: () => acquire && (() => wrap(acquire())),
    set: (value) => {
      acquire = value;
    },
  });
  globalThis.askTimeline = () =>
    new Promise((done) => {
      const id = -1 - answers.size;
      answers.set(id, done);
      postMessage({ type: 'test/request', id, request: { kind: 'describe' } }, '*');
    });
}
