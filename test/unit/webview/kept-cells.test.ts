import { deepStrictEqual } from 'node:assert/strict';
import { taskNote } from '../../../src/webview/model/notes';
import { summary } from '../../../src/webview/model/summary';
import type { TimelineModel } from '../../../src/webview/model/timeline-model';
import { TraceBuilder } from '../../support/trace-builder';
import { modelOf, sceneOf } from './support';

/** A cell that leaves a worker behind, which sleeps, and one that has no turn yet. */
function twoWorkers(): TimelineModel {
  const t = new TraceBuilder('/scenarios/example.py');
  t.cell(0, 1, '', t.at(1)).created(0, 1, 'cell 1', 0, t.at(1)).step(0, 1);
  t.created(0, 2, 'worker', 1, t.at(2)).created(0, 3, 'helper', 1, t.at(3)).ended(0, 1);
  t.step(0, 2).suspended(0, 2, 'sleep', { detail: '1.0 s', deadline: 1, position: t.at(5) });
  return modelOf(t.end(0));
}

/** All that is said of a worker that is left: above the lanes, in its lane, and of its end. */
function told(model: TimelineModel) {
  const [, worker, helper] = model.timeline.tasks;
  const interval = worker!.intervals.at(-1)!;
  return {
    above: summary(model).slice(2),
    inLane: taskNote(model, worker!, undefined),
    end: model.explain({ kind: 'end', task: worker!.id }),
    wait: model.explain({ kind: 'interval', interval }),
    turn: model.explain({ kind: 'interval', interval: helper!.intervals.at(-1)! }).at(-1),
    marks: sceneOf(model).lanes.flatMap((lane) => lane.marks.map(({ kind }) => kind)),
  };
}

describe('tasks that a cell leaves behind', () => {
  it('go on with the next cell while the interpreter is kept, and are not done after it', () => {
    const model = twoWorkers();
    model.setKept(true);
    const kept = told(model);
    model.setKept(false);
    deepStrictEqual(kept, {
      above: [
        { text: '3 tasks', tone: 'calm' },
        { text: '2 tasks go on with the next cell', tone: 'calm' },
      ],
      inLane: { text: 'waiting: sleep 1.0 s · goes on · example.py, line 5', tone: 'calm' },
      end: ['It goes on with the next cell.'],
      wait: ['It still waits at example.py, line 5 at 0.000 s.'],
      turn: 'Its turn has not come by 0.000 s.',
      marks: ['done', 'kept', 'kept'],
    });
    deepStrictEqual(told(model), {
      above: [
        { text: '3 tasks', tone: 'calm' },
        { text: '2 tasks not done', tone: 'bad' },
      ],
      inLane: { text: 'waiting: sleep 1.0 s · not done · example.py, line 5', tone: 'bad' },
      end: ['The run ended before it did.'],
      wait: ['It waited at example.py, line 5 when the run ended at 0.000 s.'],
      turn: 'The run ended at 0.000 s before its turn came.',
      marks: ['done', 'unfinished', 'unfinished'],
    });
  });
});
