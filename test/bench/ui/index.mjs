// Measures how the timeline copes with long traces, and another viewer with the same runs in the same browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { serve } from './server.mjs';
import { measureSpeedscope } from './speedscope.mjs';
import { measureTimeline } from './timeline.mjs';

const { SIZES, writeChromeTrace } = createRequire(import.meta.url)(
  '../../../dist/bench/ui-material.js',
);
const VIEWPORT = { width: 1400, height: 900 };
/** The fastest try counts: the others may have been interrupted by what else the machine does. */
const TRIES = 3;

const line = (name, ...cells) =>
  console.log(`  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(16)).join('')}`);
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const short = (milliseconds) => `${milliseconds.toFixed(1)} ms`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const rate = (milliseconds) => `${(1000 / milliseconds).toFixed(0)} fps`;
const ratio = (other, ours) => `${(other / ours).toFixed(1)} ×`;

function showRow(name, ours, other, format) {
  const cells = other === undefined ? ['–', ''] : [format(other), ratio(other, ours)];
  line(name, format(ours), ...cells);
}

function show(ours, other) {
  line('', 'timeline', 'speedscope', 'ratio');
  showRow('open', ours.open, other?.open, seconds);
  showRow('memory of scripts', ours.heap, other?.heap, megabytes);
  showRow('memory of arrays', ours.arrays, other?.arrays, megabytes);
  const perInterval = (ours.heap + ours.arrays) / ours.intervals;
  line('memory for each interval', `${perInterval.toFixed(0)} bytes`);
  line('memory after reading ahead', megabytes(ours.ahead));
  for (const move of ['zoom', 'pan', 'scroll']) {
    const [mine, its] = [ours.frames[move], other?.frames[move]];
    showRow(`${move}, median frame`, mine.median, its?.median, rate);
    showRow(`${move}, one frame in a hundred`, mine.most, its?.most, rate);
    showRow(`${move}, worst frame`, mine.worst, its?.worst, rate);
  }
  line('cursor jump, median', short(ours.jumps.median));
  line('cursor jump, worst of 200', short(ours.jumps.worst));
}

async function fastest(browser, port, size) {
  const tries = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    tries.push(await measureTimeline(browser, { port, viewport: VIEWPORT, size }));
  }
  return tries.reduce((best, one) => (one.open < best.open ? one : best));
}

async function compare(browser, port, folder, size) {
  const ours = await fastest(browser, port, size);
  const [events, tasks, intervals] = [ours.events, ours.tasks, ours.intervals].map((count) =>
    count.toLocaleString('en'),
  );
  console.log(`\n${tasks} tasks, ${intervals} intervals, ${events} events`);
  const file = join(folder, `${size}.trace.json`);
  await writeChromeTrace(size, file);
  const other = await measureSpeedscope(browser, { port, viewport: VIEWPORT, file });
  show(ours, other);
  if (!other) console.log('  speedscope gave up, or took longer than two minutes to open it.');
}

const folder = await mkdtemp(join(tmpdir(), 'loopscope-bench-'));
const server = await serve();
// The page around the timeline is of another site: with this flag it has another process, as in VS Code.
const browser = await launchBrowser(['--site-per-process']);
try {
  console.log(
    `Chromium ${browser.version()}, no GPU, ${VIEWPORT.width} × ${VIEWPORT.height} pixels`,
  );
  for (const size of Object.keys(SIZES)) await compare(browser, server.port, folder, size);
} finally {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
}
