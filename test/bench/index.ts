import { join, resolve } from 'node:path';
import { benchCore } from './core';
import { nativeSteps, pythonSteps, startTimes } from './python';

const BUNDLES = resolve('dist');
const CACHE = resolve('.loopscope-cache');
const DEMO = join('media', 'demos', 'staring_cook.py');
const STEPS = 100_000;

function line(name: string, value: string, note = ''): void {
  console.log(`  ${name.padEnd(58)} ${value.padStart(14)}  ${note}`);
}

function perSecond(count: number, seconds: number): string {
  return `${Math.round(count / seconds / 1000).toLocaleString('en')} k/s`;
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`;
}

function ratio(seconds: number, to: number): string {
  return `${(seconds / to).toFixed(2)} ×`;
}

async function main(): Promise<void> {
  const native = nativeSteps();
  console.log('Runtime core, 100 tasks × 1000 sleep(0) and more');
  if (native === undefined) line('native python3', 'not found');
  else line('native python3', perSecond(STEPS, native), milliseconds(native));
  const core = benchCore();
  for (const { name, seconds, count } of core)
    line(name, perSecond(count, seconds), milliseconds(seconds));
  if (native !== undefined) {
    line('the core takes, of the time of native python3', ratio(core[0]!.seconds, native));
  }

  console.log('\nEmbedded CPython, 100 tasks × 1000 sleep(0)');
  const python = await pythonSteps(BUNDLES, CACHE);
  line("asyncio's own loop in Python, nothing recorded", perSecond(STEPS, python.pure));
  line(
    'our loop, nothing recorded',
    perSecond(STEPS, python.unrecorded),
    ratio(python.unrecorded, python.pure),
  );
  line(
    'our loop, recorded',
    perSecond(STEPS, python.recorded),
    ratio(python.recorded, python.pure),
  );
  line('recording takes, of the time without', ratio(python.recorded, python.unrecorded));
  line(
    'trace',
    `${Math.round(python.events).toLocaleString('en')} events`,
    `${(python.bytes / 1e6).toFixed(1)} MB`,
  );

  console.log('\nFrom the command to the result of a short demo');
  const start = await startTimes(BUNDLES, resolve(DEMO));
  line('first start ever (makes the snapshot)', milliseconds(start.withoutSnapshot));
  line('first start with the snapshot', milliseconds(start.withSnapshot));
  line('warm', milliseconds(start.warm));
}

void main();
