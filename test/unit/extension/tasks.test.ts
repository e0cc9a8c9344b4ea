import * as assert from 'node:assert/strict';
import { TaskFamilies } from '../../../src/analysis/task-families';
import { TaskForest } from '../../../src/extension/tasks/task-forest';
import { rowDescription, rowTooltip, stateIcon } from '../../../src/extension/tasks/task-row';
import { momentAtTime, momentOfEvent } from '../../../src/trace/cursor';
import { english } from '../../support/localizer';
import { ended, modelOf } from '../../support/run-models';
import { FINISHED } from '../../support/scripted-engine';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { askingTrace } from '../../support/webview/traces';

/** Rows with their depth as indentation. */
function rows(forest: TaskForest, creator = 0, indent = ''): string[] {
  return forest.children(creator).flatMap((state) => {
    const row = `${indent}${state.name} [${stateIcon(state).icon}] ${rowDescription(state, english)}`;
    return [row, ...rows(forest, state.task, `${indent}  `)];
  });
}

describe('task rows', () => {
  it('show where each task is at the cursor', () => {
    const model = ended(blockedSleepTrace());
    model.setCursor(momentAtTime(model.trace, 1.5), 'timeline');
    assert.deepEqual(rows(new TaskForest(model)), [
      'main [watch] waiting: task func1 · line 19',
      // Its sleep was over at 1 s, but func2 holds the loop until 2 s.
      '  func1 [debug-pause] ready since 1.000 s · line 7',
      '  func2 [play-circle] running · line 12',
    ]);
    model.setCursor(undefined, 'timeline');
    assert.deepEqual(rows(new TaskForest(model)), [
      'main [pass] done at 2.000 s',
      '  func1 [pass] done at 2.000 s',
      '  func2 [pass] done at 2.000 s',
    ]);
  });

  it('tell who waits for what the user types, also while that holds the loop', () => {
    const model = modelOf(askingTrace());
    const live = rows(new TaskForest(model));
    model.end(FINISHED, []);
    assert.deepEqual(live, [
      'main [keyboard] waiting: your input: Name? · line 7',
      '  clerk [keyboard] waits for your input, holds the loop · line 12',
    ]);
  });

  it('move with each event of one moment', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.created(0, 2, 'child', 1).suspended(0, 1, 'task', { on: 2 }).step(0, 2).ended(0, 2);
    const model = ended(t.soFar());
    const seen = Array.from({ length: model.trace.length }, (_, event) => {
      model.setCursor(momentOfEvent(model.trace, event), 'command');
      return [model.moment.time, ...rows(new TaskForest(model)).map((row) => row.trim())];
    });
    const mainWaits = 'main [watch] waiting: task child';
    assert.deepEqual(seen, [
      [0, 'main [debug-pause] ready since 0.000 s'],
      [0, 'main [debug-pause] ready since 0.000 s'],
      [0, 'main [play-circle] running'],
      ...Array(2).fill([
        0,
        'main [play-circle] running',
        'child [debug-pause] ready since 0.000 s',
      ]),
      [0, mainWaits, 'child [debug-pause] ready since 0.000 s'],
      [0, mainWaits, 'child [play-circle] running'],
      [0, mainWaits, 'child [pass] done at 0.000 s'],
    ]);
  });

  it('tell a task that never ended from one that waits', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).suspended(0, 1, 'lock');
    const texts = (forest: TaskForest) => {
      const state = forest.state(1)!;
      const atEnd = forest.atEnd(state);
      return [stateIcon(state, atEnd).icon, rowDescription(state, english, atEnd)];
    };
    const stalled = ended(t.endAs(1, 'stalled'));
    assert.deepEqual(texts(new TaskForest(stalled)), ['ellipsis', 'waiting: lock · not done']);
    stalled.setCursor(momentAtTime(stalled.trace, 0.5), 'timeline');
    assert.deepEqual(texts(new TaskForest(stalled)), ['watch', 'waiting: lock']);
    const kept = new TaskForest(ended(t.soFar(), { kept: { isPaused: false } }));
    assert.deepEqual(texts(kept), ['watch', 'waiting: lock · goes on with the next cell']);
    const cut = new TraceBuilder().created(0, 1, 'main').step(0, 1).dropped(0, 9).end(2);
    assert.deepEqual(texts(new TaskForest(ended(cut))), ['question', 'not recorded any more']);
  });

  it('tell failures, cancellations and what is about to be cancelled', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1);
    t.created(0, 2, 'broken', 1).created(0, 3, 'unwanted', 1).suspended(0, 1, 'event');
    t.step(0, 2).ended(1, 2, 'failed', 'ValueError: no *tea*', t.at(4, 'broken'));
    t.step(1, 3).ended(2, 3, 'cancelled');
    const forest = new TaskForest(ended(t.soFar()));
    assert.deepEqual(rows(forest), [
      'main [watch] waiting: event',
      '  broken [error] failed at 1.000 s: ValueError: no *tea* · line 4',
      '  unwanted [circle-slash] cancelled at 2.000 s',
    ]);
    assert.equal(
      rowTooltip(forest.state(2)!, 'broken', english),
      [
        '**broken** — broken',
        'failed at 1\\.000 s: ValueError: no \\*tea\\*',
        'since 1.000 s',
        'ValueError: no \\*tea\\*',
        'line 4, in `broken`',
      ].join('\n\n'),
    );
    const waiting = forest.state(1)!;
    const cancelling = { ...waiting, cancelling: true };
    assert.equal(rowDescription(cancelling, english), 'waiting: event, cancelling');
    assert.equal(stateIcon(cancelling).icon, 'stop-circle');
  });

  it('are at most a thousand under one creator, and the rest is counted', () => {
    const t = new TraceBuilder();
    for (let task = 1; task <= 1203; task++) t.created(0, task, `task ${task}`);
    const forest = new TaskForest(ended(t.soFar()));
    assert.deepEqual(
      [forest.children(0).length, forest.hidden(0), forest.isEmpty],
      [1000, 203, false],
    );
  });

  it('are counted as they were at the cursor, and begin collapsed if they are thousands', () => {
    const t = new TraceBuilder().created(0, 1, 'main').created(0, 2, 'other');
    for (let task = 3; task <= 1001; task++) t.created(1, task, `task ${task}`, 1);
    const model = ended(t.soFar());
    const families = new TaskFamilies(model.timeline);
    const seen = (event: number | undefined) => {
      const cursor = event === undefined ? undefined : momentOfEvent(model.trace, event);
      model.setCursor(cursor, 'timeline');
      const forest = new TaskForest(model, families);
      const ofMain = forest.children(1).map(({ task }) => task);
      return [forest.children(0).length, forest.hasChildren(1), ofMain.length, forest.isOpen];
    };
    assert.deepEqual([0, 2, 4, 9, undefined].map(seen), [
      [1, false, 0, false],
      [2, false, 0, false],
      [2, true, 1, false],
      [2, true, 3, false],
      [2, true, 999, false],
    ]);
    assert.equal(new TaskForest(ended(blockedSleepTrace())).isOpen, true);
  });
});
