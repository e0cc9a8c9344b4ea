import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { hitDetails } from '../../../src/webview/interaction/hit-details';
import { stretchOfSelection } from '../../../src/webview/interaction/moments-of';
import { stepLane, stepSpan } from '../../../src/webview/interaction/select';
import { selectionDetails } from '../../../src/webview/interaction/selection-details';
import { hitTest } from '../../../src/webview/layout/hit-test';
import { rowsOf } from '../../../src/webview/model/rows';
import { workerNote } from '../../../src/webview/model/workers';
import { paint } from '../../../src/webview/render/paint';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

/** Lanes of the loop, main, w_0 and w_1; a second is 160 px wide from 220 px on. */
const model = modelOf(threadTrace());

function details(x: number, y: number) {
  const found = hitDetails(model, hitTest(sceneOf(model), x, y), undefined);
  return found && [found.title, ...found.lines];
}

describe('lanes of threads and processes', () => {
  it('stand below the tasks, and only in runs that have some', () => {
    deepStrictEqual(
      rowsOf(model, INITIAL_VIEW).map(({ key }) => key),
      [1, -1, -2],
    );
    deepStrictEqual(
      rowsOf(modelOf(blockedSleepTrace()), INITIAL_VIEW).map(({ key }) => key),
      [1, 2, 3],
    );
  });

  it('show each job with its call, and one that failed with a mark', () => {
    const lanes = sceneOf(model).lanes.slice(1);
    deepStrictEqual(
      lanes.map((lane) => [
        `${lane.name.text}, ${lane.note.text}`,
        ...lane.spans.map((s) => `${s.state} ${s.from}-${s.to} ${s.x}+${s.width} '${s.label}'`),
        ...lane.marks.map((mark) => `${mark.kind} at ${mark.time}, ${mark.x}`),
      ]),
      [
        ['w_0, thread: 1 job, 3.000 s', "job 0-3 226+474 'load('a')'"],
        [
          'w_1, thread: 2 jobs, 4.000 s',
          "job 0-2 229+311 'load('b'), failed'",
          "job 2-4 542+318 'load('c')'",
          'failed at 2, 540',
        ],
      ],
    );
  });

  it('draw a job pale with an outline, unlike a step of the loop', () => {
    const renderer = new RecordingRenderer();
    paint(sceneOf(model), renderer, THEME);
    const bar = renderer.calls.indexOf('box 226 128 474 24 job 0.2 3 job 2');
    const label = renderer.calls.indexOf("text 'load('a')' 234 140 label foreground");
    deepStrictEqual([bar >= 0, label > bar], [true, true]);
  });

  it('say what the pointer is on', () => {
    deepStrictEqual(details(600, 190), [
      'w_1',
      "runs load('c')",
      '2.000 s to 4.000 s, 2.000 s',
      'handed in at 0.000 s by main, threads.py, line 5',
      'waited 2.000 s for a free thread',
    ]);
    deepStrictEqual(details(540, 170), [
      'w_1',
      "runs load('b')",
      '0.000 s to 2.000 s, 2.000 s',
      'failed',
      'handed in at 0.000 s by main, threads.py, line 4',
    ]);
    deepStrictEqual(details(20, 140), [
      'w_0',
      'thread: 1 job, 3.000 s',
      'started at 0.000 s',
      'Its jobs run beside the loop.',
    ]);
  });

  it('say in their heads what they do at the cursor', () => {
    const late = new TraceBuilder().created(0, 1, 'main').worker(1, 1, 'p', 'process');
    late.submitted(1, 1, 'work()', 1).jobStarted(1, 1, 1).jobEnded(2, 1);
    const run = modelOf(late.end(3));
    const worker = run.timeline.workers[0]!;
    deepStrictEqual(
      [0.5, 1, 1.9, 2].map((time) => workerNote(run, worker, cursorAt(run, time)).text),
      ['process: not started yet', 'process: runs work()', 'process: runs work()', 'process: idle'],
    );
  });

  it('are summed once while the run does not grow', () => {
    const run = modelOf(threadTrace());
    const worker = run.timeline.workers[0]!;
    let asked = 0;
    const until = run.until.bind(run);
    run.until = (to) => {
      asked++;
      return until(to);
    };
    const texts = [1, 2, 3].map(() => workerNote(run, worker, undefined).text);
    deepStrictEqual([asked, ...texts], [1, ...Array(3).fill('thread: 1 job, 3.000 s')]);
    run.finish();
    workerNote(run, worker, undefined);
    strictEqual(asked, 2);
  });

  it('are reached by keyboard, job by job', () => {
    const lane = stepLane(
      model,
      { ...INITIAL_VIEW, selection: { lane: -1, index: undefined } },
      1,
    )!;
    const second = stepSpan(model, stepSpan(model, lane, 1, undefined), 1, undefined);
    deepStrictEqual(second, { lane: -2, index: 1 });
    const { from, to } = stretchOfSelection(model, second)!;
    deepStrictEqual([from.time, to.time], [2, 4]);
    strictEqual(selectionDetails(model, second, undefined).lines[0], "runs load('c')");
    strictEqual(selectionDetails(model, lane, cursorAt(model, 4.5)).lines[0], 'thread: idle');
  });

  it('count jobs that are too short to tell apart', () => {
    const t = new TraceBuilder().created(0, 1, 'main').worker(0, 1, 'w');
    for (let job = 1; job <= 1000; job++) {
      t.submitted(0, job, 'f()', 1)
        .jobStarted(job / 1000, job, 1)
        .jobEnded((job + 1) / 1000, job);
    }
    const run = modelOf(t.end(2));
    const hit = hitTest(sceneOf(run), 500, 140);
    deepStrictEqual(hitDetails(run, hit, undefined)?.lines, [
      '1,000 jobs',
      '0.001 s to 1.001 s, 1.000 s',
      'Zoom in to tell them apart.',
    ]);
  });
});
