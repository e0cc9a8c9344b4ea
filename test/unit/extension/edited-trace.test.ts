import { deepStrictEqual } from 'node:assert/strict';
import { awaitableCall } from '../../../src/analysis/await-instead';
import { oldIdiomFindings } from '../../../src/analysis/old-idioms';
import type { Edit } from '../../../src/extension/diagnostics/edits';
import { afterEdits } from '../../../src/extension/run/edited-trace';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

const FILE = '/scenarios/example.py';
const edit = (first: number, last: number, lines: number, file = FILE): Edit => ({
  file,
  first,
  last,
  lines,
});

/** The line of each event of a trace of what was printed on lines 2, 5 and 9. */
function linesAfter(...edits: Edit[]): (number | undefined)[] {
  const t = new TraceBuilder();
  const lines = [2, 5, 9];
  for (const line of lines) t.output(0, 0, 'tea', 1, t.at(line));
  const store = new TraceStore();
  store.append(afterEdits(t.soFar().toChunk(), edits));
  return lines.map((_, event) => store.positionOf(event)?.line);
}

describe('the trace of earlier cells', () => {
  it('moves with the text below an edit, and says nothing of edited lines', () => {
    deepStrictEqual(
      [
        linesAfter(),
        linesAfter(edit(3, 3, 2)),
        linesAfter(edit(5, 5, 1)),
        linesAfter(edit(4, 6, 1)),
        linesAfter(edit(3, 3, 4), edit(8, 8, 1)),
        linesAfter(edit(1, 9, 1, '/other.py')),
      ],
      [
        [2, 5, 9],
        [2, 6, 10],
        [2, undefined, 9],
        [2, undefined, 7],
        // What stood on line 5 stands on 8 after the first edit.
        [2, undefined, 12],
        [2, 5, 9],
      ],
    );
  });

  it('mends nothing after an edit', () => {
    const t = new TraceBuilder();
    const fix = JSON.stringify([{ from: [3, 1], to: [3, 2], text: 'await x' }]);
    t.block(0, 1, 0, 'time.sleep(1)', t.at(3), 'await sleep(1)');
    t.oldIdiom(1, 'with-await', 'lock', fix, t.at(3));
    const chunk = t.soFar().toChunk();
    deepStrictEqual(fixesOf(afterEdits(chunk, [])), [1, 'await sleep(1)']);
    deepStrictEqual(fixesOf(afterEdits(chunk, [edit(1, 1, 2)])), [undefined, undefined]);
  });
});

/** How many changes mend the old idiom, and what mends the call that blocks. */
function fixesOf(chunk: ReturnType<TraceStore['toChunk']>) {
  const store = new TraceStore();
  store.append(chunk);
  const idiom = oldIdiomFindings(new Timeline(store))[0];
  return [idiom?.fix?.edits.length, awaitableCall(store, 0)?.text];
}
