import { join, resolve } from 'node:path';
import { coreGrowth } from './core';
import { CORE_PROGRAMS, FOUR_PROGRAMS } from './core-programs';
import { benchExtensionJumps } from './extension-jumps';
import { measureFourPrograms } from './four-programs';
import { benchMoments } from './moments';
import { embeddedPython, startTimes } from './python';
import { SIZE_NAMES } from './ui/sizes';

const BUNDLES = resolve('dist');
const CACHE = resolve('.loopscope-cache');
const DEMO = join('media', 'demos', 'staring_cook.py');

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

/** A row of a table whose last columns are all of the same kind. */
function row(name: string, cells: readonly string[]): void {
  console.log(`  ${name.padEnd(32)}${cells.map((cell) => cell.padStart(18)).join('')}`);
}

async function showFourPrograms(): Promise<void> {
  const { version, native, ...ours } = await measureFourPrograms(BUNDLES, CACHE);
  console.log('Four programs: how much a second, and how many times as fast as native CPython');
  if (version === undefined) console.log('  There is no python3 to compare with.');
  else console.log('  The timers of CPython have a clock that jumps instead of waiting.');
  const python = version === undefined ? '' : `CPython ${version}`;
  row('', [python, 'core', 'recorded', 'TypeScript', 'recorded', 'with variables']);
  for (const name of FOUR_PROGRAMS) {
    const { title, count } = CORE_PROGRAMS[name];
    const columns = [
      ours.core,
      ours.coreRecorded,
      ours.typescript,
      ours.typescriptRecorded,
      ours.typescriptWithLocals,
    ];
    const cells = columns.map((seconds) => {
      const speed = perSecond(count, seconds[name]);
      return native ? `${speed} ${(native[name] / seconds[name]).toFixed(1).padStart(5)}` : speed;
    });
    row(title, [native ? perSecond(count, native[name]) : '', ...cells]);
  }
}

function showGrowth(): void {
  console.log('\nA program of the core that is ten times as large takes so many times as long');
  for (const { title, factor } of coreGrowth()) line(title, `${factor.toFixed(1)} ×`);
}

async function showEmbedded(): Promise<void> {
  const { seconds, memory } = await embeddedPython(BUNDLES, CACHE);
  console.log(
    '\nPython scenarios: how much a second, and how many times as long as on a loop in Python',
  );
  row('', ["asyncio's own loop", 'ours', 'recorded', 'with variables']);
  for (const name of FOUR_PROGRAMS) {
    const { title, count } = CORE_PROGRAMS[name];
    const { pure, ...ours } = seconds;
    const columns = [ours.unrecorded, ours.recorded, ours.withLocals];
    const cells = columns.map((way) => ratio(way[name], pure[name]));
    row(title, [perSecond(count, pure[name]), ...cells]);
  }
  line('memory of the interpreter', `${(memory / 1e6).toFixed(0)} MB`);
}

function showMoments(): void {
  console.log('\nA jump to a random moment of a long trace, the fastest of three');
  for (const { name, events, read, median, worst } of benchMoments()) {
    const [middle, most] = [median, worst].map((seconds) => `${(seconds * 1000).toFixed(2)} ms`);
    const size = `${events.toLocaleString('en')} events, read in ${milliseconds(read)}`;
    line(`${name}: median`, middle!, size);
    line(`${name}: worst of 1,000`, most!);
  }
}

async function showExtensionJumps(): Promise<void> {
  console.log(
    '\nA move of the cursor in the extension: task view and marks in the editor, CPU time',
  );
  for (const name of SIZE_NAMES) {
    const { events, tasks, first, median, worst } = await benchExtensionJumps(name);
    const [middle, most] = [median, worst].map((seconds) => `${(seconds * 1000).toFixed(2)} ms`);
    const size = `${events.toLocaleString('en')} events of ${tasks.toLocaleString('en')} tasks`;
    line(`${name}: median`, middle!, `${size}, the first move ${milliseconds(first)}`);
    line(`${name}: worst of 200`, most!);
  }
}

async function showStart(): Promise<void> {
  console.log('\nFrom the command to the result of a short demo');
  const start = await startTimes(BUNDLES, resolve(DEMO));
  line('first start ever (makes the snapshot)', milliseconds(start.withoutSnapshot));
  line('first start with the snapshot', milliseconds(start.withSnapshot));
  line('warm', milliseconds(start.warm));
}

async function main(): Promise<void> {
  await showFourPrograms();
  showGrowth();
  await showEmbedded();
  showMoments();
  await showExtensionJumps();
  await showStart();
}

void main();
