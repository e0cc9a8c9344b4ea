import { deepStrictEqual } from 'node:assert/strict';
import type { Edit } from '../../../src/extension/diagnostics/edits';
import { EditedLines } from '../../../src/extension/run/edited-lines';

const FILE = '/scenarios/example.py';
const LINES = 30;

const edit = (first: number, last: number, lines: number): Edit => ({
  file: FILE,
  first,
  last,
  lines,
});

function joined(...edits: Edit[]): readonly Edit[] {
  const lines = new EditedLines();
  for (const one of edits) lines.add(one);
  return lines.edits;
}

/** The lines of a text after edits, by the numbers that they had; 0 is a line that is new. */
function textAfter(edits: readonly Edit[]): number[] {
  const text = Array.from({ length: LINES }, (_, i) => i + 1);
  for (const { first, last, lines } of edits) {
    text.splice(first - 1, last - first + 1, ...Array<number>(lines).fill(0));
  }
  return text;
}

describe('edits of a file since it was run', () => {
  it('are one for each place, however often it was edited', () => {
    const typing = Array.from({ length: 500 }, (_, i) => edit(i % 2 ? 4 : 20, i % 2 ? 4 : 20, 1));
    deepStrictEqual(
      [
        joined(...typing),
        // Two lines are put in below line 4, so that line 20 is on 22; then both places become one.
        joined(edit(4, 4, 3), edit(22, 22, 1)),
        joined(edit(4, 4, 3), edit(22, 22, 1), edit(6, 23, 2)),
        joined(edit(20, 20, 5), edit(4, 6, 1), edit(19, 19, 1)),
      ],
      [
        [edit(20, 20, 1), edit(4, 4, 1)],
        [edit(20, 20, 1), edit(4, 4, 3)],
        [edit(4, 21, 4)],
        [edit(20, 20, 5), edit(4, 6, 1)],
      ],
    );
  });

  it('do the same as one after another', () => {
    let seed = 1;
    const below = (limit: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < 300; round++) {
      const edits: Edit[] = [];
      for (let i = 0; i < 8; i++) {
        const first = 1 + below(textAfter(edits).length);
        const last = Math.min(first + below(4), textAfter(edits).length);
        edits.push(edit(first, last, 1 + below(4)));
      }
      deepStrictEqual(textAfter(joined(...edits)), textAfter(edits));
    }
  });
});
