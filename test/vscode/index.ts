import trustedSuites from 'suites:./suites';
import untrustedSuites from 'suites:./untrusted';
import { format } from 'node:util';
import Mocha from 'mocha';
import { version } from 'vscode';

/** Longer than two waits that fail: those say what was waited for. Only ends what hangs. */
const TIMEOUT_MS = 5 * 60_000;

/** A test above half of this is shown in yellow: real windows are slow. */
const SLOW_MS = 10_000;

/** The runner (scripts/vscode/run-tests.mjs) prints only lines that start with this; the rest is log. */
const MARK = '[suite]';

/** Told to the runner with the number of failures. Without it the run counts as crashed. */
const END_MARK = '[suites ended]';

/**
 * Runs the suites; VS Code calls this inside the extension host.
 * @throws Error when a test fails, which makes VS Code exit with code 1
 */
export async function run(): Promise<void> {
  print(`VS Code ${version}, Node ${process.versions.node}`);
  const failures = await runMocha().catch((error: unknown) => {
    print('The suites could not be loaded.', error);
    throw error;
  });
  console.log(END_MARK, failures);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

function print(...args: unknown[]): void {
  if (process.env['LOOPSCOPE_DRIVER']) console.log(MARK, format(...args));
  else console.log(...args);
}

async function runMocha(): Promise<number> {
  const title = process.env['LOOPSCOPE_GREP'];
  const mocha = new Mocha({
    timeout: TIMEOUT_MS,
    slow: SLOW_MS,
    color: true,
    forbidOnly: 'CI' in process.env,
    failZero: !title,
  });
  Mocha.reporters.Base.consoleLog = print;
  if (title) mocha.grep(title);
  // Defines `describe`, `it` and the hooks, which the suites use as soon as they are loaded.
  mocha.suite.emit('pre-require', globalThis, 'suites', mocha);
  const suites = process.env['LOOPSCOPE_TRUST'] === 'on' ? untrustedSuites : trustedSuites;
  for (const load of suites) await load();
  return new Promise((resolve) => mocha.run(resolve));
}
