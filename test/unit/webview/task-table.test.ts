import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert/strict';
import { momentAtTime } from '../../../src/trace/cursor';
import type { TraceStore } from '../../../src/trace/store';
import { NO_FILTER } from '../../../src/webview/model/filter';
import { tablePage } from '../../../src/webview/model/task-table';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';
import { blockedSleepTrace, threadTrace } from '../../support/trace-builder';
import { endingsTrace, manyTasksTrace } from '../../support/webview/traces';
import { modelOf } from './support';

/** The table as lines of text, with its caption. `time` in seconds; undefined: the end of the run. */
function table(
  trace: TraceStore,
  time: number | undefined,
  view: Partial<ViewState> = {},
): string[] {
  const model = modelOf(trace, { title: 'example.py' });
  const cursor = time === undefined ? undefined : momentAtTime(trace, time);
  const { caption, rows } = tablePage(model, { ...INITIAL_VIEW, cursor, ...view });
  return [
    caption,
    ...rows.map(({ depth, name, state, waitsFor, line, since, isSelected }) =>
      [`${'  '.repeat(depth)}${isSelected ? '> ' : ''}${name}`, state, waitsFor, line, since].join(
        ' | ',
      ),
    ),
  ];
}

describe('the table of lanes', () => {
  it('says what the lanes show at the cursor', () => {
    const selection = { lane: 2, index: undefined };
    deepStrictEqual(table(blockedSleepTrace('/scenarios/example.py'), 1.5, { selection }), [
      'Tasks at 1.500 s: 3 lanes. The loop: held by func2.',
      'main | waiting | task func1 | line 19 | 0.000 s',
      '  > func1 | ready, 0.500 s late |  | line 7 | 1.000 s',
      '  func2 | blocking |  | line 12 | 0.000 s',
    ]);
    deepStrictEqual(table(endingsTrace(), 1.52), [
      'Tasks at 1.520 s: 5 lanes. The loop: runs main.',
      'main | running |  | line 24 | 1.500 s',
      '  fetch_prices | done |  |  | 0.900 s',
      "    parse | failed: ValueError: invalid literal for int() with base 10: 'x' |  | line 7 | 0.850 s",
      '    a task with a name that is far too long for any column | waiting | lock | line 6 | 0.000 s',
      '  heartbeat | waiting, asked to cancel | event | line 17 | 0.000 s',
    ]);
    deepStrictEqual(table(threadTrace(), 1), [
      'Tasks at 1.000 s: 3 lanes. The loop: idle.',
      'main | waiting | gather 3 awaitables |  | 0.000 s',
      "w_0 | thread: runs load('a') |  |  | 0.000 s",
      "w_1 | thread: runs load('b') |  |  | 0.000 s",
    ]);
  });

  it('says how the run ended without a cursor', () => {
    deepStrictEqual(table(endingsTrace(), undefined), [
      'Tasks at the end, 1.650 s: 5 lanes. The loop: busy 0.250 s of 1.650 s.',
      'main | failed: CancelledError |  |  | 1.650 s',
      '  fetch_prices | done |  |  | 0.900 s',
      "    parse | failed: ValueError: invalid literal for int() with base 10: 'x' |  | line 7 | 0.850 s",
      '    a task with a name that is far too long for any column | waiting | lock | line 6 | 0.000 s',
      '  heartbeat | cancelled |  |  | 1.600 s',
    ]);
  });

  it('is made anew only when something in it changes', () => {
    const model = modelOf(manyTasksTrace(60));
    const page = (view: Partial<ViewState>) => tablePage(model, { ...INITIAL_VIEW, ...view });
    const before = page({});
    strictEqual(page({ range: { from: 1, to: 2 }, scrollTop: 80 }), before);
    notStrictEqual(page({ cursor: momentAtTime(model.trace, 1) }), before);
    model.finish();
    notStrictEqual(page({}), before);
  });

  it('holds only the lanes that are in view, and says how many that are', () => {
    const trace = manyTasksTrace(300);
    const filter = { ...NO_FILTER, text: 'worker-29' };
    deepStrictEqual(table(trace, 0.5, { filter }), [
      'Tasks at 0.500 s: 11 lanes that are in view, of 300 in all. The loop: idle.',
      'worker-29 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      '  worker-293 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-290 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-291 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-292 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-294 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-295 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-296 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-297 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-298 | waiting | sleep 1.0 s | line 4 | 0.000 s',
      'worker-299 | waiting | sleep 1.0 s | line 4 | 0.000 s',
    ]);
  });

  it('has pages, and shows that of the selected lane', () => {
    const model = modelOf(manyTasksTrace(300));
    const [start, busy] = ['Tasks at the end, 5.130 s:', 'The loop: busy 4.130 s of 5.130 s.'];
    const page = (selection: ViewState['selection'], wanted?: number) => {
      const { caption, page, pages, rows } = tablePage(
        model,
        { ...INITIAL_VIEW, selection },
        wanted,
      );
      return [caption, `${page} of ${pages}`, rows.length, rows[0]?.name];
    };
    deepStrictEqual(
      [page(undefined), page({ lane: 200, index: undefined }), page(undefined, 99)],
      [
        [`${start} 1 to 50 of 300 lanes. ${busy}`, '0 of 6', 50, 'main'],
        [`${start} 51 to 100 of 300 lanes. ${busy}`, '1 of 6', 50, 'worker-119'],
        [`${start} 251 to 300 of 300 lanes. ${busy}`, '5 of 6', 50, 'worker-144'],
      ],
    );
  });
});
