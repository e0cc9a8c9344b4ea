import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { plainName, TaskNames } from '../../../src/analysis/task-names';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

/** All names of a trace at once. */
function displayNames(timeline: Timeline): Map<number, string> {
  const names = new TaskNames(timeline);
  return new Map(timeline.tasks.map((task) => [task.id, names.of(task.id)]));
}

describe('TaskNames', () => {
  it('prefers the coroutine to a default name, without what it is nested in', () => {
    strictEqual(plainName({ name: 'Task-2', coroutine: 'func1' }), 'func1');
    strictEqual(plainName({ name: 'Task-2', coroutine: 'main.<locals>.work' }), 'work');
    strictEqual(plainName({ name: 'fetcher', coroutine: 'func1' }), 'fetcher');
    strictEqual(plainName({ name: 'Task-2', coroutine: '' }), 'Task-2');
    strictEqual(plainName({ name: '', coroutine: '' }), 'task');
  });

  it('numbers tasks that share a name, past names that the program chose itself', () => {
    const t = new TraceBuilder();
    ['main', 'work', 'work', 'work #3', 'work'].forEach((name, index) => {
      t.created(0, index + 1, name);
    });
    deepStrictEqual(
      [...displayNames(new Timeline(t.soFar())).values()],
      ['main', 'work', 'work #2', 'work #3', 'work #4'],
    );
  });

  it('gives the same names to a trace that grows', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main');
    const timeline = new Timeline(t.soFar());
    const names = new TaskNames(timeline);
    t.created(0, 2, 'work', 1).created(0, 3, 'work', 1).soFar();
    timeline.update();
    names.update();
    deepStrictEqual(
      [1, 2, 3, 4].map((task) => names.of(task)),
      ['main', 'work', 'work #2', 'task 4'],
    );
    deepStrictEqual(
      [...displayNames(timeline)],
      timeline.tasks.map((task) => [task.id, names.of(task.id)]),
    );
  });
});
