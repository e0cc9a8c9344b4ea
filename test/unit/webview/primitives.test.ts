import { deepStrictEqual } from 'node:assert/strict';
import { changeView } from '../../../src/webview/interaction/change-view';
import { stretchOfSelection } from '../../../src/webview/interaction/moments-of';
import { stepSpan } from '../../../src/webview/interaction/select';
import { selectionDetails } from '../../../src/webview/interaction/selection-details';
import { NO_FILTER } from '../../../src/webview/model/filter';
import {
  primitiveKey,
  primitiveNote,
  primitivesWords,
  topLevel,
} from '../../../src/webview/model/primitives';
import { rowsOf } from '../../../src/webview/model/rows';
import { subjectOf } from '../../../src/webview/model/subject';
import { tablePage } from '../../../src/webview/model/task-table';
import { paint } from '../../../src/webview/render/paint';
import { INITIAL_VIEW, restoreView, type ViewState } from '../../../src/webview/view-state';
import { TraceBuilder } from '../../support/trace-builder';
import { primitivesTrace } from '../../support/webview/traces';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

const SHOWN: ViewState = { ...INITIAL_VIEW, showsPrimitives: true };
const HIGH = { showsPrimitives: true, range: { from: 0, to: 3.5 } };

const [DOOR, JOBS] = [1, 2].map((id) => primitiveKey({ id }));

/** The names of all lanes below the loop's. */
function lanes(view: Partial<ViewState>): string[] {
  const rows = rowsOf(modelOf(primitivesTrace()), { ...INITIAL_VIEW, ...view });
  return rows.map((row) => (row.kind === 'primitive' ? row.primitive.title : row.kind));
}

describe('lanes of primitives', () => {
  it('stand below all others if they are wanted, and only those that pass the filter', () => {
    deepStrictEqual(
      [
        lanes({}),
        lanes(SHOWN),
        lanes({ ...SHOWN, filter: { ...NO_FILTER, text: 'QUEUE' } }),
        lanes({ ...SHOWN, filter: { ...NO_FILTER, state: 'done' } }),
      ],
      [
        ['task', 'task', 'task'],
        ['task', 'task', 'task', 'door', 'jobs', 'semaphore 1', 'go'],
        ['jobs'],
        ['task', 'task', 'task'],
      ],
    );
  });

  it('are kept when the page is loaded again, and in the next run', () => {
    const saved = { runId: 'a', view: SHOWN };
    deepStrictEqual(
      [restoreView(saved, 'a').showsPrimitives, restoreView(saved, 'b').showsPrimitives],
      [true, true],
    );
  });

  it('go with what is selected in them', () => {
    const model = modelOf(primitivesTrace());
    const toggled = (view: ViewState) =>
      changeView(view, { type: 'toggle-primitives' }, model, sceneOf(model));
    const selection = { lane: DOOR!, index: 1 };
    const hidden = toggled({ ...SHOWN, selection });
    deepStrictEqual([hidden.showsPrimitives, hidden.selection], [false, undefined]);
    const task = { lane: 1, index: undefined };
    deepStrictEqual(toggled({ ...SHOWN, selection: task }).selection, task);
    deepStrictEqual(toggled(INITIAL_VIEW).showsPrimitives, true);
  });

  it('are steps as high as the level, with who holds a lock, numbers, and who waits', () => {
    const model = modelOf(primitivesTrace());
    const scene = sceneOf(model, { ...HIGH, range: undefined, scrollTop: 1000 });
    const wide = scene.lanes.slice(-4).map(({ name, limit, spans }) => [
      name.text,
      limit,
      ...spans
        .filter(({ to, from }) => to - from > 0.1)
        .map(({ label, level, isDense }) => {
          return [label, level!.high, level!.isAwaited, isDense].join(' ');
        }),
    ]);
    deepStrictEqual(wide, [
      ['door', undefined, 'ann, 1 task waits 1 true false', 'bob 1 false false', ' 0 false false'],
      ['jobs', 1, '2 0.5 false false', '4, 1 task waits 1 true false', '0 0 false false'],
      [
        'semaphore 1',
        1,
        '1 0.5 false false',
        '0 0 false false',
        '1 0.5 false false',
        '2 1 false false',
      ],
      ['go', undefined, '1 task waits 0 true false', 'set 1 false false'],
    ]);
  });

  it('show the lowest and the highest level of what is too short to tell apart', () => {
    const t = new TraceBuilder().created(0, 1, 'main').primitive(0, 1, 'queue', 'jobs');
    for (let event = 0; event < 20_000; event++) t.level(event / 10_000, 1, 1 + (event % 4), 1);
    const model = modelOf(t.end(2));
    const { spans } = sceneOf(model, { showsPrimitives: true }).lanes.at(-1)!;
    const dense = spans.filter(({ isDense }) => isDense);
    deepStrictEqual(
      [
        spans.length < 400,
        dense.length > 200,
        new Set(dense.map(({ level }) => `${level!.low} ${level!.high}`)),
        spans.at(-1)!.last,
      ],
      [true, true, new Set(['0.25 1', '0 1']), 20_000],
    );
  });

  it('have room for the limit, unless it is far away', () => {
    const t = new TraceBuilder().primitive(0, 1, 'queue', 'a', { limit: 4 }).level(0, 1, 1);
    t.primitive(0, 2, 'queue', 'b', { limit: 1000 }).level(0, 2, 3).primitive(0, 3, 'event');
    deepStrictEqual(modelOf(t.end(1)).timeline.primitives.map(topLevel), [4, 3, 1]);
  });

  it('are painted as boxes; what somebody waits for is striped', () => {
    const t = new TraceBuilder().created(0, 1, 'a').created(0, 2, 'b').step(0, 1);
    t.primitive(0, 1, 'queue', 'q', { limit: 2 }).level(0, 1, 1, 1).suspended(0, 1, 'sleep');
    t.step(1, 2).suspended(1, 2, 'queue.put', { on: 1 });
    const scene = sceneOf(modelOf(t.end(2)), { showsPrimitives: true });
    const renderer = new RecordingRenderer();
    paint({ ...scene, loop: undefined, lanes: scene.lanes.slice(-1) }, renderer, THEME);
    const { barTop, barHeight } = scene.lanes.at(-1)!;
    const half = barTop + barHeight - Math.round(barHeight / 2);
    const boxes = renderer.calls.filter(
      (call) => /^(box|line)/.test(call) && call.includes(` ${half} `),
    );
    // 355 px a second, and 90 px for what goes on after the end.
    deepStrictEqual(
      boxes.map((call) => call.replace(/^box [\d.]+/, 'box')),
      [
        `box ${half} 345.5 ${Math.round(barHeight / 2)} job 0.2`,
        `box ${half} 345.5 2 job`,
        `box ${half} 443 ${Math.round(barHeight / 2)} ready 0.2 ready`,
        `box ${half} 443 2 ready`,
      ],
    );
  });
});

describe('the words for all primitives', () => {
  it('say how many there are', () => {
    const model = modelOf(primitivesTrace());
    const none = modelOf(new TraceBuilder().end(0));
    deepStrictEqual(
      [
        primitivesWords(model, SHOWN),
        primitivesWords(model, INITIAL_VIEW),
        primitivesWords(none, SHOWN),
      ],
      [
        '4 lanes of locks, queues and the like shown',
        '4 lanes of locks, queues and the like hidden',
        'there are no locks, queues or the like',
      ],
    );
  });
});

describe('a primitive', () => {
  const model = modelOf(primitivesTrace());
  const [door, jobs, seats, go] = model.timeline.primitives;

  it('says beside its lane how it is at the cursor, or what there was in all', () => {
    const notes = (time: number | undefined) =>
      [door!, jobs!, seats!, go!].map((one) => {
        const { text, tone } = primitiveNote(model, one, cursorAt(model, time));
        return tone === 'late' ? `${text}!` : text;
      });
    deepStrictEqual(
      [notes(undefined), notes(0.5), notes(1.5), notes(3.2)],
      [
        [
          'lock: taken 2 times',
          'queue: at most 4 of 4 items',
          'semaphore: 2 places',
          'event: set once',
        ],
        [
          'lock: held by ann, 1 task waits!',
          'queue: 2 of 4 items',
          'semaphore: 1 of 2 free',
          'event: not set, 1 task waits!',
        ],
        [
          'lock: held by bob',
          'queue: 4 of 4 items, 1 task waits!',
          'semaphore: 0 of 2 free',
          'event: not set, 1 task waits!',
        ],
        ['lock: free', 'queue: 0 of 4 items', 'semaphore: 2 of 2 free', 'event: set'],
      ],
    );
  });

  it('can be selected state by state, past those that took no time, and explained', () => {
    const first = stepSpan(model, { lane: DOOR!, index: undefined }, 1, undefined);
    const second = stepSpan(model, first, 1, undefined);
    const { title, lines, why, position } = selectionDetails(model, second, undefined);
    deepStrictEqual(
      [
        [first.index, second.index],
        [title, ...lines, position?.line],
        why,
        stretchOfSelection(model, second)?.to.time,
        subjectOf(model, { ...SHOWN, selection: second }, model.moments.outline(model.lastMoment)),
      ],
      [
        [2, 5],
        ['door', 'lock: held by bob', '1.000 s to 2.000 s, 1.000 s', 3],
        ['bob took it at 1.000 s.'],
        2,
        { kind: 'primitive', primitive: 1, index: 5 },
      ],
    );
  });

  it('is described as a whole, and stands in the table', () => {
    const details = selectionDetails(model, { lane: JOBS!, index: undefined }, undefined);
    const { rows } = tablePage(model, SHOWN);
    deepStrictEqual(
      [details.lines, rows.slice(-4).map(({ name, state }) => `${name}: ${state}`)],
      [
        ['queue: at most 4 of 4 items', 'made at 0.000 s by main'],
        [
          'door: lock: taken 2 times',
          'jobs: queue: at most 4 of 4 items',
          'semaphore 1: semaphore: 2 places',
          'go: event: set once',
        ],
      ],
    );
  });
});
