import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { TraceStore } from '../../../src/trace/store';
import {
  isFiltering,
  type LaneFilter,
  NO_FILTER,
  STATE_FILTERS,
} from '../../../src/webview/model/filter';
import { laneCount } from '../../../src/webview/model/rows';
import type { TimelineModel } from '../../../src/webview/model/timeline-model';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';
import { endingsTrace } from '../../support/webview/traces';
import { lookedAt, relay, seen } from './lanes-support';
import { cursorAt, modelOf } from './support';

const endings = modelOf(endingsTrace());
const blocked = modelOf(blockedSleepTrace());

function found(model: TimelineModel, filter: Partial<LaneFilter>, cursor?: number): string[] {
  return seen(model, { filter: { ...NO_FILTER, ...filter }, cursor: cursorAt(model, cursor) });
}

const LONG = 'a task with a name that is far too long for any column';

describe('filter of lanes', () => {
  it('finds tasks by a word that says how they ended, and not by a part of it', () => {
    const ends = found(endings, { state: 'failed' });
    deepStrictEqual(
      [ends.length, found(endings, { text: 'Failed' }), found(endings, { text: 'cancelle' })],
      [2, ends, []],
    );
  });

  it('finds all words of the text in the name, whatever their case', () => {
    deepStrictEqual(found(endings, { text: 'FETCH' }), ['fetch_prices']);
    deepStrictEqual(found(endings, { text: ' long  task ' }), [LONG]);
    deepStrictEqual(found(endings, { text: 'main fetch' }), []);
  });

  it('nests what is left below the nearest creator that is left', () => {
    // main made fetch_prices and heartbeat; fetch_prices made parse and the long one.
    deepStrictEqual(found(endings, { text: 'a' }), [
      ...['main', '  heartbeat', '  parse', `  ${LONG}`],
    ]);
    deepStrictEqual(found(endings, { state: 'failed' }), ['main', '  parse']);
  });

  it('knows how tasks ended, which blocked, and which were late', () => {
    deepStrictEqual(
      Object.fromEntries(
        (['done', 'cancelled', 'unfinished'] as const).map((state) => [
          state,
          found(endings, { state }),
        ]),
      ),
      { done: ['fetch_prices'], cancelled: ['heartbeat'], unfinished: [LONG] },
    );
    deepStrictEqual(found(blocked, { state: 'blocking' }), ['func2']);
    deepStrictEqual(found(blocked, { state: 'late' }), ['func1']);
  });

  it('follows the cursor for what a task does at a moment', () => {
    const at = (cursor: number) =>
      (['waiting', 'ready', 'running'] as const).map((state) => found(blocked, { state }, cursor));
    deepStrictEqual(at(0.5), [['main', '  func1'], [], ['func2']]);
    deepStrictEqual(at(1.5), [['main'], ['func1'], ['func2']]);
    deepStrictEqual(found(blocked, { state: 'waiting' }), []);
  });

  it('knows the files in which tasks were seen, also while a run goes on', () => {
    const t = new TraceBuilder('/a.py').created(0, 1, 'main').step(0, 1, 0);
    t.suspended(0, 1, 'event', { position: t.at(1) });
    const other = new TraceStore();
    const model = modelOf(other);
    model.append(t.soFar().toChunk());
    deepStrictEqual(found(model, { file: '/a.py' }), ['main']);
    deepStrictEqual(found(model, { file: '/b.py' }), []);
  });

  it('finds threads by their names and calls, and not by a state', () => {
    const threads = modelOf(threadTrace());
    deepStrictEqual(found(threads, { text: 'load' }), ['w_0', 'w_1']);
    deepStrictEqual(found(threads, { text: 'w_1' }), ['w_1']);
    deepStrictEqual(found(threads, { state: 'done' }), ['main']);
    strictEqual(laneCount(threads, false), 3);
  });

  it('is off when nothing is asked for, and offers each state once', () => {
    strictEqual(isFiltering({ ...NO_FILTER, text: '  ' }), false);
    strictEqual(isFiltering({ ...NO_FILTER, state: 'late' }), true);
    const states = STATE_FILTERS.flatMap((group) => group.states.map(({ state }) => state));
    strictEqual(new Set(states).size, states.length);
  });
});

describe('a filter by state', () => {
  it('looks at few more tasks than live at the cursor', () => {
    const model = relay();
    const waiting = (time: number) => found(model, { state: 'waiting' }, time);
    deepStrictEqual(waiting(250.5), ['main', '  task 100', '  task 200']);
    const count = lookedAt(model, () => waiting(450.5));
    ok(count < 20, `${count} tasks`);
  });

  it('puts a task below the nearest of its creators that is left', () => {
    const t = new TraceBuilder().created(0, 1, 'a').created(0, 2, 'b', 1).created(0, 3, 'c', 2);
    t.created(0, 4, 'd', 3).created(0, 5, 'e', 2);
    for (const task of [1, 4, 5]) t.step(0, task).suspended(0, task, 'event', {});
    deepStrictEqual(found(modelOf(t.end(1)), { state: 'waiting' }, 1), ['a', '  d', '  e']);
  });
});
