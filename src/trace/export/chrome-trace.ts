import type { Timeline } from '../timeline';
import { type ChromeRun, ChromeWriter } from './chrome-writer';

export type { ChromeRun } from './chrome-writer';

/** Name extension of the files. */
export const CHROME_TRACE_EXTENSION = '.trace.json';

/** Characters of one piece; a reader that stops after a piece has waited a few milliseconds at most. */
const PIECE_CHARACTERS = 1 << 18;

/**
 * A trace as JSON in the Trace Event Format, which Perfetto and chrome://tracing open. It comes in pieces,
 * since the whole may be longer than a text can be.
 *
 * The loop, each task, and each thread and process is a lane; what they do are slices, who caused it are
 * arrows, and outputs, ends and cells are instants. Times are whole microseconds on the clock of the run.
 */
export function* chromeTrace(timeline: Timeline, run: ChromeRun): Generator<string> {
  let piece = '{"displayTimeUnit":"ms","traceEvents":[';
  let separator = '\n';
  for (const event of new ChromeWriter(timeline, run).events()) {
    piece += separator + JSON.stringify(event);
    separator = ',\n';
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n]}\n`;
}
