// Runs the mocha suites of `dist/test/vscode/index.js` inside a real VS Code, first in a trusted and
// then in an untrusted workspace. LOOPSCOPE_TRUST=off|on picks one of them; LOOPSCOPE_VSCODE=oldest
// the oldest VS Code; LOOPSCOPE_GREP tests by title; LOOPSCOPE_VERBOSE=1 shows all that VS Code logs.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { LETTER_FLAGS } from '../../test/support/pictures/steady-letters.mjs';
import { WindowCamera } from '../../test/support/pictures/window-camera.mjs';
import { actions } from './actions.mjs';
import { findBrowser, launchBrowser } from './browser.mjs';
import { withCleanup } from './cleanup.mjs';
import { startDriver } from './driver.mjs';
import { cache, installVsCode, repo } from './install.mjs';
import { openWindow } from './page.mjs';
import { startServer } from './server.mjs';
import { makeWorkspace } from './workspace.mjs';

const START_LIMIT_MS = 3 * 60_000;
const RUN_LIMIT_MS = 45 * 60_000;

/** `test/vscode/index.ts` puts this before each line of its own, to tell it from VS Code's … */
const MARK = '[suite]';

/** … and says with this how many tests failed, which is the last thing that it does. */
const END_MARK = '[suites ended]';

/** VS Code did not get as far as calling `run()`. */
class NotStarted extends Error {
  constructor() {
    super('VS Code did not start in three minutes.');
  }
}

/**
 * @param {import('./install.mjs').Installation} vscode
 * @param {boolean} trust whether workspaces have to be trusted first
 * @returns {Promise<number>} the exit code
 */
function runSuites(vscode, trust) {
  return withCleanup(async (cleanup) => {
    const run = await openRun(trust, cleanup);
    const workspace = await makeWorkspace();
    cleanup.add(workspace.remove);
    const found = await findBrowser();
    let window;
    const driver = await startDriver(() => actions(window, new WindowCamera(window, found.fonts)));
    cleanup.add(driver.stop);
    const server = await startServer(vscode, {
      settings: trustSettings(trust),
      env: { LOOPSCOPE_DRIVER: `${driver.port}`, LOOPSCOPE_TRUST: trust ? 'on' : 'off' },
    });
    cleanup.add(server.stop);
    const browser = await launchBrowser(LETTER_FLAGS, found);
    const onLost = () => run.fail(new Error('The browser ended by itself.'));
    browser.on('disconnected', onLost);
    cleanup.add(() => browser.off('disconnected', onLost).close());
    window = await openWindow(browser, {
      port: server.port,
      workspace: workspace.path,
      extension: repo,
      tests: join(repo, 'dist/test/vscode/index.js'),
      onLog: run.log,
      onExit: run.exit,
    });
    window.page.on('crash', () => run.fail(new Error('The page of VS Code crashed.')));
    return run.ended;
  });
}

/** Without the question at startup an untrusted window is usable at once, and stays untrusted. */
function trustSettings(trust) {
  return {
    'security.workspace.trust.enabled': trust,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
  };
}

/** What happens between opening the window and the end of the suites, with its time limits. */
async function openRun(trust, cleanup) {
  const logFile = join(cache, 'logs', `${trust ? 'untrusted' : 'trusted'}.log`);
  await mkdir(join(cache, 'logs'), { recursive: true });
  const file = createWriteStream(logFile);
  const { promise: ended, resolve, reject } = withResolvers();
  const fail = (error) => {
    error.message += ` What VS Code logged is in ${logFile}.`;
    reject(error);
  };
  let failures;
  let started = false;
  const start = setTimeout(() => fail(new NotStarted()), START_LIMIT_MS);
  const late = new Error('The suites did not end in 45 minutes.');
  const limit = setTimeout(() => fail(late), RUN_LIMIT_MS);
  cleanup.add(() => {
    clearTimeout(start);
    clearTimeout(limit);
    file.end();
  });
  const log = (type, [first, ...rest]) => {
    if (first === MARK) {
      started = true;
      clearTimeout(start);
      console.log(...rest);
    } else if (first === END_MARK) failures = rest[0];
    else if (process.env['LOOPSCOPE_VERBOSE']) console.log(type, first, ...rest);
    file.write(`${type} ${format(first, ...rest)}\n`);
  };
  // VS Code's own exit code is 0 even when its extension host crashed.
  const exit = () => {
    if (failures !== undefined) resolve(failures === 0 ? 0 : 1);
    else if (started) fail(new Error('The extension host ended before the suites did.'));
    else fail(new Error('The suites could not be loaded.'));
  };
  return { ended, exit, fail, log };
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers() {
  let resolve;
  let reject;
  const promise = new Promise((done, failed) => {
    resolve = done;
    reject = failed;
  });
  // It may be rejected while VS Code still starts, before anybody waits for it.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

async function runWithRetry(vscode, trust) {
  try {
    return await runSuites(vscode, trust);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    console.error(`${error.message} Trying once more.`);
    return runSuites(vscode, trust);
  }
}

const vscode = await installVsCode();
const wanted = process.env['LOOPSCOPE_TRUST'];
const modes = [false, true].filter((trust) => !wanted || trust === (wanted === 'on'));
for (const trust of modes) {
  console.log(`${vscode.label}, workspace ${trust ? 'untrusted' : 'trusted'}`);
  const code = await runWithRetry(vscode, trust).catch((error) => {
    console.error(error.message);
    return 1;
  });
  if (code !== 0) process.exitCode = 1;
}
