import trustedSuites from 'suites:./suites';
import untrustedSuites from 'suites:./untrusted';
import { format } from 'node:util';
import { version } from 'vscode';

const TIMEOUT_MS = 60_000;

/** The runner prints only lines that start with this; the rest is VS Code's own log. */
const MARK = '[suite]';

/**
 * Runs the suites; VS Code calls this inside the extension host.
 * @throws Error when a test fails, which makes VS Code exit with code 1
 */
export async function run(): Promise<void> {
  markOutput();
  console.log(`VS Code ${version}, Node ${process.versions.node}`);
  const failures = await runMocha();
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

/** Before mocha is loaded, since it keeps the `console.log` that it finds then. */
function markOutput(): void {
  const print = console.log;
  console.log = (...args: unknown[]) => print(MARK, format(...args));
}

async function runMocha(): Promise<number> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ timeout: TIMEOUT_MS, color: true, forbidOnly: 'CI' in process.env });
  const title = process.env['LOOPSCOPE_GREP'];
  if (title) mocha.grep(title);
  // Defines `describe`, `it` and the hooks, which the suites use as soon as they are loaded.
  mocha.suite.emit('pre-require', globalThis, 'suites', mocha);
  const suites = process.env['LOOPSCOPE_TRUST'] === 'on' ? untrustedSuites : trustedSuites;
  for (const load of suites) await load();
  return new Promise((resolve) => mocha.run(resolve));
}
