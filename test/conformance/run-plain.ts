import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Printed } from './outcomes';

/** Real milliseconds that a module may take. */
const LIMIT_MS = 60_000;

/** Runs a file on a loop in pure Python, in a process of its own, which a hanging program cannot keep. */
export function runPlain(file: string, folder: string, args: readonly string[]): Promise<Printed> {
  const child = join(process.cwd(), 'dist', 'conformance', 'plain-child.js');
  const words = [child, file, 'run_tests.py', folder, ...args];
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, words, { timeout: LIMIT_MS, killSignal: 'SIGKILL' });
    let [output, error] = ['', ''];
    started.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    started.stderr.setEncoding('utf8').on('data', (text) => {
      error += text;
    });
    started.on('error', reject);
    started.on('close', (_, signal) => {
      resolve({ output, end: signal ? 'It took too long.' : lastLine(error) });
    });
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
