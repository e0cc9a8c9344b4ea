import { deepStrictEqual } from 'node:assert/strict';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { summary } from '../../../src/webview/model/summary';
import { tablePage } from '../../../src/webview/model/task-table';
import { TimelineModel } from '../../../src/webview/model/timeline-model';
import { paint } from '../../../src/webview/render/paint';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { TraceBuilder } from '../../support/trace-builder';
import { askingTrace } from '../../support/webview/traces';
import { modelOf, RecordingRenderer, sceneOf, THEME } from './support';

function liveModel(trace = askingTrace()): TimelineModel {
  const model = new TimelineModel(modelOf(trace).header);
  model.append(trace.toChunk());
  return model;
}

describe('a program that waits for what the user types', () => {
  it('says so above the lanes, in their heads, and in the table', () => {
    const model = liveModel();
    const { loop, lanes } = sceneOf(model);
    deepStrictEqual(
      {
        above: summary(model).filter(({ isLoud }) => isLoud),
        heads: [loop!, ...lanes].map(({ note }) => `${note.tone}: ${note.full}`),
        table: tablePage(model, INITIAL_VIEW).rows.map(({ state, waitsFor, line }) => [
          state,
          waitsFor,
          line,
        ]),
      },
      {
        above: [
          { text: 'It waits for your input: type in the terminal.', tone: 'late', isLoud: true },
        ],
        heads: [
          'calm: busy 0.000 s of 1.000 s',
          'calm: waiting: your input: Name? · example.py, line 7',
          'late: waits for your input, holds the loop · example.py, line 12',
        ],
        table: [
          ['waiting', 'your input: Name?', 'example.py, line 7'],
          ['waits for your input, holds the loop', 'your input', 'example.py, line 12'],
        ],
      },
    );
  });

  it('says so as long as a thread waits for a line, whatever the loop does meanwhile', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).created(0, 2, 'ticker', 1);
    const isSaid = () =>
      summary(liveModel(t.soFar())).some(({ text }) => text.startsWith('It waits for your input'));
    const seen = [isSaid()];
    t.suspended(0, 1, 'input', { detail: 'Age?', position: t.at(7, 'main') });
    t.step(0, 2).suspended(0, 2, 'sleep', { detail: '1.0 s', deadline: 1 });
    seen.push(isSaid());
    t.idle(0, 1).ready(1, 2, 'timer').step(1, 2).output(1, 2, 'tick\n');
    seen.push(isSaid());
    t.suspended(1, 2, 'sleep', { detail: '1.0 s', deadline: 2 }).ready(1.5, 1, 'woken');
    seen.push(isSaid());
    deepStrictEqual(seen, [false, true, true, false]);
  });

  it('has a keyboard at the end of each lane that waits, which is explained and drawn', () => {
    const model = liveModel();
    const scene = sceneOf(model);
    const marks = scene.lanes.flatMap((lane) => lane.marks);
    const renderer = new RecordingRenderer();
    paint(scene, renderer, THEME);
    deepStrictEqual(
      marks.map(({ kind, x, y }) => [
        kind,
        hitDetails(model, hitTest(scene, x, y), undefined)?.lines,
      ]),
      [
        ['asks', ['waiting: your input: Name? · example.py, line 7']],
        ['asks', ['waits for your input, holds the loop · example.py, line 12']],
      ],
    );
    deepStrictEqual(renderer.calls.filter((call) => call.startsWith('mark asks')).length, 2);
    model.finish();
    deepStrictEqual(
      sceneOf(model).lanes.map((lane) => lane.marks.map(({ kind }) => kind)),
      [['unfinished'], ['unfinished']],
    );
  });

  it('is explained: which call holds the loop, and who waits for what', () => {
    const model = liveModel();
    const intervals = model.timeline.tasks.map(({ intervals: own }) => own.at(-1)!);
    deepStrictEqual(
      intervals.map((interval) => model.explain({ kind: 'interval', interval }).at(-1)),
      [
        'It still waits at example.py, line 7 at 1.000 s.',
        "input('Age? ') (example.py, line 12) waits for your input and holds the loop until then.",
      ],
    );
  });
});
