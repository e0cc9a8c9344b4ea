import * as assert from 'node:assert/strict';
import { cellSentences, cellsOfRun, restartSentence } from '../../../src/extension/run/cell-texts';
import { RunModel } from '../../../src/extension/run/run-model';
import type { RunOutcome } from '../../../src/protocol/run';
import { english } from '../../support/localizer';
import { ended, modelOf } from '../../support/run-models';
import { FINISHED } from '../../support/scripted-engine';
import { TraceBuilder } from '../../support/trace-builder';

const KEPT: Partial<RunOutcome> = { kept: { isPaused: false } };

/** A run of cells after others that had run before. */
function run(before: number[], now: number[], outcome: Partial<RunOutcome>): RunModel {
  const model = new RunModel(modelOf().header, undefined, true);
  const trace = new TraceBuilder();
  for (const cell of before) trace.cell(0, cell);
  if (before.length > 0) model.takeOver(trace.soFar().toChunk());
  for (const cell of now) trace.cell(1, cell);
  const { length } = model.trace;
  model.append(trace.end(2).slice(length, model.trace.texts.length, 1));
  model.end({ ...FINISHED, ...outcome }, []);
  return model;
}

describe('what is said about cells', () => {
  it('names the cells whose state was there, and what becomes of it', () => {
    const gone = 'The interpreter is gone, so the next Run Cell begins anew.';
    const runs = [
      run([], [1, 2], KEPT),
      run([], [1, 2], { kept: { isPaused: true } }),
      run([1, 2], [3], KEPT),
      run([1, 2, 3, 3, 5, 7, 8], [3], { kept: { isPaused: true } }),
      run([4], [4], { end: 'stopped' }),
      run([], [1], { end: 'limit' }),
      run([], [1], {}),
      ended(new TraceBuilder().cell(0, 1).end(1)),
    ];
    assert.deepEqual(
      runs.map((model) => cellSentences(model, english)),
      [
        [],
        ['Tasks that are left go on while the next cell runs.'],
        ['Ran cell 3 after cells 1 and 2, in the same interpreter.'],
        [
          'Ran cell 3 after cells 1–3, 5, 7 and 8, in the same interpreter.',
          'Tasks that are left go on while the next cell runs.',
        ],
        ['Ran cell 4 after cell 4, in the same interpreter.', gone],
        [gone],
        [],
        [],
      ],
    );
    assert.equal(cellsOfRun(run([1, 2], [4], KEPT), english), 'cells 1, 2 and 4');
    assert.equal(cellsOfRun(run([1, 2], [3], KEPT), english), 'cells 1–3');
  });

  it('says what a restart takes away', () => {
    const models = [run([1], [2], KEPT), run([], [], KEPT), undefined];
    assert.deepEqual(
      models.map((model) => restartSentence('tea.py', model, english)),
      [
        'tea.py: what cells 1 and 2 had made is gone. The next Run Cell begins anew.',
        'tea.py: the next Run Cell begins anew.',
        'tea.py: the next Run Cell begins anew.',
      ],
    );
  });
});
