import * as assert from 'node:assert/strict';
import { cellStateWords } from '../../../src/extension/codelens/cell-state-words';
import { resultMarks, withResults } from '../../../src/extension/editor/cell-results';
import type { LineMark } from '../../../src/extension/editor/run-lines';
import { CellBoard } from '../../../src/extension/run/cell-board';
import { RunModel } from '../../../src/extension/run/run-model';
import { english } from '../../support/localizer';
import { modelOf } from '../../support/run-models';
import { TraceBuilder } from '../../support/trace-builder';

const TEXT = `# %%
import asyncio
one()

# %% Twins
two()

# %% Twins
two()

# %%
await three()
`;

/** The first cell shows a value, the second fails, the third waits, and the last is not run. */
function trace(): TraceBuilder {
  const t = new TraceBuilder();
  cell(t, 0, 1);
  t.shown(2, 1, 1, '[1,\n 2]').ended(2, 1);
  cell(t, 2, 2);
  t.ended(2, 2, 'failed', 'ZeroDivisionError: division by zero');
  cell(t, 2, 3);
  return t;
}

function cell(t: TraceBuilder, time: number, index: number): void {
  t.cell(time, index).created(time, index, `cell ${index}`).step(time, index);
}

/** What is told of the cells of a text, as `line: kind seconds value`. */
function told(board: CellBoard, text: string): string[] {
  return board
    .notes(text)
    .map(({ place, state }) =>
      [`${place.first}-${place.last}:`, state.kind, state.seconds, state.shown || state.error]
        .join(' ')
        .trim(),
    );
}

describe('what became of cells', () => {
  it('is told on the lines that they have', () => {
    const board = new CellBoard(modelOf(trace().soFar()), TEXT);
    const first = '1-3: done 2 [1,\n 2]';
    const second = 'failed 0 ZeroDivisionError: division by zero';
    assert.deepEqual(told(board, TEXT), [first, `5-6: ${second}`, '8-9: running 0']);
    assert.deepEqual(told(board, `\n\n${TEXT}`), [
      '3-5: done 2 [1,\n 2]',
      `7-8: ${second}`,
      '10-11: running 0',
    ]);
  });

  it('is told only of those whose code is what was run, and again when it is so again', () => {
    const board = new CellBoard(modelOf(trace().soFar()), TEXT);
    const edited = TEXT.replace('one()', 'one(1)');
    assert.deepEqual(
      [edited, TEXT, TEXT.replace('one()\n', 'one()\n\n\n# %% New\nnew()\n')].map(
        (text) => told(board, text).length,
      ),
      [2, 3, 3],
    );
  });

  it('is that of the last run of a cell, in a session of several', () => {
    const before = modelOf(trace().end(2));
    const board = new CellBoard(before, TEXT);
    const t = trace();
    const model = new RunModel(before.header, undefined, true);
    model.takeOver(t.soFar().toChunk());
    const edited = `# A note\n${TEXT}`;
    const next = new CellBoard(model, edited, board);
    assert.deepEqual(told(next, edited)[2], '9-10: left 0');
    const { length, texts } = model.trace;
    cell(t, 5, 2);
    model.append(t.ended(6, 2).soFar().slice(length, texts.length, 1));
    assert.deepEqual(told(next, edited), ['2-4: done 2 [1,\n 2]', '6-7: done 1', '9-10: left 4']);
  });

  it('is told of a cell that was left and shows its value while a later one runs', () => {
    const t = new TraceBuilder();
    cell(t, 0, 1);
    cell(t, 1, 2);
    const model = modelOf(t.shown(2, 1, 1, '5').ended(2, 1).shown(3, 2, 2, '6').ended(3, 2).end(3));
    const board = new CellBoard(model, TEXT);
    assert.deepEqual(told(board, TEXT), ['1-3: done 2 5', '5-6: done 2 6']);
  });

  it('stands behind the last line of a cell in short, if it has shown a value', () => {
    const board = new CellBoard(modelOf(trace().soFar()), TEXT);
    const [result] = resultMarks(board.notes(TEXT));
    assert.deepEqual(result, {
      line: 3,
      text: 'Out[1]: [1, …',
      short: 'Out[1]: [1, …',
      kind: 'result',
    });
  });

  it('joins what else is told of a line, but gives way to the cursor', () => {
    const result: LineMark = { line: 3, text: 'Out[1]: 5', short: 'Out[1]: 5', kind: 'result' };
    const mark = (kind: LineMark['kind'], line = 3): LineMark => ({
      line,
      text: 'held 1 s',
      short: 'held',
      kind,
    });
    const joined = (kind: LineMark['kind']) => ({
      line: 3,
      text: 'Out[1]: 5 · held 1 s',
      short: 'Out[1]: 5 · held',
      kind,
    });
    assert.deepEqual(
      [
        withResults([mark('quiet')], [result]),
        withResults([mark('blocking')], [result]),
        withResults([mark('place')], [result]),
        withResults([mark('quiet', 9)], [result]),
      ],
      [[joined('result')], [joined('blocking')], [mark('place')], [mark('quiet', 9), result]],
    );
  });

  it('is said in a few words and in a sentence', () => {
    const board = new CellBoard(modelOf(trace().end(7)), TEXT);
    assert.deepEqual(
      [
        ...board.notes(TEXT).map(({ state }) => cellStateWords(state, true, english)),
        cellStateWords(board.notes(TEXT)[2]!.state, false, english),
      ],
      [
        {
          title: '✓ 2.000 s',
          tooltip: 'This cell took 2.000 s on the clock of the run. Show its end.',
        },
        {
          title: '✗ ZeroDivisionError',
          tooltip: 'This cell ended with ZeroDivisionError: division by zero. Show its end.',
        },
        {
          title: '… Waits',
          tooltip: 'This cell waits, and goes on when a later one wakes it. Show its beginning.',
        },
        {
          title: '✗ Not Done',
          tooltip: 'The run was over before this cell was. Show its beginning.',
        },
      ],
    );
  });
});
