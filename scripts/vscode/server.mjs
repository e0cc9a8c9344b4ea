// Starts and ends the server of a real VS Code. Each has its own port, profile and time limit.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_MS = 120_000;
const END_LIMIT_MS = 5_000;

/** Keeps VS Code quiet and the same in every run; a caller's settings come on top. */
const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'workbench.editor.restoreEditors': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.enablePersistentSessions': false,
  'terminal.integrated.hideOnStartup': 'always',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  // A high-contrast theme would give way to the browser's colours, which are not.
  'window.autoDetectHighContrast': false,
  'window.confirmBeforeClose': 'never',
  'window.restoreWindows': 'none',
};

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {(changes: object) => Promise<void>} changeSettings writes user settings, with some
 * changed; an open window notices
 * @property {() => Promise<void>} stop ends the server and all it started, and removes its profile
 */

/**
 * @param {import('./install.mjs').Installation} vscode
 * @param {object} [options]
 * @param {object} [options.settings] user settings on top of the quiet ones
 * @param {Record<string, string>} [options.env] variables for the server and its extension host
 * @returns {Promise<Server>} once it listens
 * @throws {Error} with the server's output if it ends early or is not ready within two minutes
 */
export async function startServer(vscode, options = {}) {
  const settings = { ...quietSettings, ...options.settings };
  const profile = await makeProfile(settings);
  const port = await freePort();
  const child = spawn(vscode.node, serverArguments(vscode, port, profile), {
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that ending it takes the extension host and its children along.
    detached: platform() !== 'win32',
  });
  const log = collect(child);
  const stop = async () => {
    await end(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await ready(child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  const changeSettings = (changes) => writeSettings(profile, { ...settings, ...changes });
  return { port, stop, changeSettings };
}

/** The flag about shutting down ends a server whose driver was killed before it could do so. */
function serverArguments(vscode, port, profile) {
  return [
    vscode.serverMain,
    '--without-connection-token',
    '--accept-server-license-terms',
    '--enable-remote-auto-shutdown',
    ...['--host', '127.0.0.1', '--port', `${port}`],
    ...['--telemetry-level', 'off', '--server-data-dir', profile],
  ];
}

async function makeProfile(settings) {
  const profile = await mkdtemp(join(tmpdir(), 'loopscope-vscode-'));
  await mkdir(join(profile, 'data/User'), { recursive: true });
  await writeSettings(profile, settings);
  return profile;
}

/** A window that opens meanwhile reads the settings from before or these, never a part of them. */
async function writeSettings(profile, settings) {
  const path = join(profile, 'data/User/settings.json');
  await writeFile(`${path}.new`, JSON.stringify(settings, null, 2));
  await rename(`${path}.new`, path);
}

/** Variables of an outer VS Code or npm would change what the inner one does. */
function cleanEnvironment() {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

function collect(child) {
  let text = '';
  const watchers = new Set();
  const add = (chunk) => {
    text += chunk;
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding('utf8').on('data', add);
  child.stderr.setEncoding('utf8').on('data', add);
  return { text: () => text, onAdded: (watcher) => watchers.add(watcher) };
}

function ready(child, log) {
  return new Promise((done, failed) => {
    const fail = (why) => failed(new Error(`The VS Code server ${why}.\n${log.text()}`));
    const limit = setTimeout(() => fail('was not ready in two minutes'), START_LIMIT_MS);
    const settled = () => clearTimeout(limit);
    child.once('error', (error) => fail(`could not start: ${error.message}`));
    child.once('exit', (code) => fail(`ended with code ${code}`));
    child.once('exit', settled);
    log.onAdded(() => {
      if (!log.text().includes('Extension host agent listening')) return;
      settled();
      done();
    });
  });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((done) => child.once('exit', done));
  signal(child, 'SIGTERM');
  await Promise.race([gone, delay(END_LIMIT_MS, undefined, { ref: false })]);
  signal(child, 'SIGKILL');
  await gone;
}

/** The group may outlive the server itself by a moment, and may just as well be gone. */
function signal(child, name) {
  try {
    if (platform() === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
