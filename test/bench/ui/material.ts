// What the bench needs of the sources, for Node.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { chromeTraceOf } from '../../../src/analysis/chrome-trace';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { recordServer } from './server-trace';
import { SIZES, type SizeName, SLOW_CALLBACK_DURATION } from './sizes';

export { timelineHtml } from '../../../src/extension/timeline/timeline-html';
export { SIZES } from './sizes';

/** Writes a run as other tools read it. */
export async function writeChromeTrace(size: SizeName, file: string): Promise<void> {
  const trace = new TraceStore();
  recordServer(SIZES[size], (chunk) => trace.append(chunk));
  const run = { title: `${size}.py`, slowCallbackDuration: SLOW_CALLBACK_DURATION };
  const pieces = chromeTraceOf(new Timeline(trace), run);
  await pipeline(Readable.from(pieces), createWriteStream(file));
}
