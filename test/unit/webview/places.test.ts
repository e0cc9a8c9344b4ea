import { deepStrictEqual } from 'node:assert/strict';
import { linePlaces } from '../../../src/analysis/line-places';
import { taskStates } from '../../../src/analysis/task-states';
import { type CursorMoment, momentAtTime, momentOfEvent } from '../../../src/trace/cursor';
import { taskNote } from '../../../src/webview/model/notes';
import { tablePage } from '../../../src/webview/model/task-table';
import type { TimelineModel } from '../../../src/webview/model/timeline-model';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { endingsTrace } from '../../support/webview/traces';
import { modelOf } from './support';

/** The lines at which the tasks are that live, as each part of the page and of the editor tells it. */
function told(model: TimelineModel, cursor: CursorMoment): Record<string, unknown> {
  const { timeline, trace, names, moments } = model;
  const moment = moments.of(cursor);
  // The head of a lane says of a new task only that it was created.
  const tasks = moment.tasks.filter(({ event }) => trace.kind(event) !== 'task.created');
  const living = new Set(tasks.map(({ task }) => task));
  const lanes = timeline.tasks.filter(({ id }) => living.has(id));
  const { running } = moment;
  return {
    inspector: tasks.map(({ position }) => position?.line),
    heads: lanes.map((task) => lineIn(taskNote(model, task, cursor).text)),
    table: tablePage(model, { ...INITIAL_VIEW, cursor }, 0)
      .rows.filter(({ key }) => living.has(key))
      .sort((one, other) => one.key - other.key)
      .map(({ position }) => position?.line),
    tasks: taskStates(timeline, cursor, names)
      .filter(({ task }) => living.has(task))
      .map(({ position }) => position?.line),
    loop: running?.position?.line,
    editor: linePlaces(model.whereabouts, cursor, names).find(({ isRunning }) => isRunning)?.line,
  };
}

function lineIn(text: string): number | undefined {
  const line = /line (\d+)/.exec(text)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** The moments at which two of them differ. */
function quarrels(model: TimelineModel, cursors: readonly CursorMoment[]): unknown[] {
  return cursors.flatMap((cursor) => {
    const all = told(model, cursor);
    const { inspector, heads, table, tasks, loop, editor } = all;
    const task = model.moments.of(cursor).running?.task ?? 0;
    const own = model.moments.of(cursor).tasks.find((one) => one.task === task);
    const lists = new Set([inspector, heads, table, tasks].map((lines) => JSON.stringify(lines)));
    const isOne = lists.size === 1 && (!own || own.position?.line === loop) && loop === editor;
    return isOne ? [] : [{ cursor, ...all }];
  });
}

/** Each event, and half way to the next one. */
function cursorsOf({ trace }: TimelineModel): CursorMoment[] {
  return Array.from({ length: trace.length }, (_, event) => {
    const next = event + 1 < trace.length ? trace.time(event + 1) : trace.time(event);
    const at = momentOfEvent(trace, event);
    return [at, momentAtTime(trace, (at.time + next) / 2), momentAtTime(trace, next + 0.01)];
  }).flat();
}

/** A task that starts another one eagerly, calls it, is asked to cancel, and holds the loop. */
function eagerTrace() {
  const t = new TraceBuilder('/scenarios/blocked.py').created(0, 1, 'main', 0, 0);
  t.step(0, 1).eager(0, 2, 'quick', 1, t.at(5)).output(0, 2, 'quick\n', 1, t.at(20));
  t.suspended(0, 2, 'sleep', { deadline: 9, position: t.at(21) }).goesOn(0, 1);
  t.cancelling(0, 2, 1, t.at(6)).ready(0, 2, 'cancelled', 1).output(0, 1, 'on\n', 1, t.at(7));
  t.block(0, 2, 1, 'time.sleep(2)', t.at(8)).suspended(2, 1, 'yield', { position: t.at(9) });
  t.step(2, 2, t.at(21)).ended(2, 2, 'cancelled').step(2, 1, t.at(9)).ended(2, 1);
  return t.end(2);
}

describe('the line at which a task is', () => {
  it('is the same in its lane, the table, the inspector, the task view and the editor', () => {
    for (const trace of [blockedSleepTrace(), endingsTrace(), eagerTrace()]) {
      const model = modelOf(trace);
      deepStrictEqual(quarrels(model, cursorsOf(model)), []);
    }
  });

  it('follows what a step does, also through an eager step inside it', () => {
    const model = modelOf(eagerTrace());
    const lines = Array.from({ length: model.trace.length }, (_, event) =>
      model.moments.at(event).tasks.map(({ position }) => position?.line ?? 0),
    );
    const changes = lines.map((line) => JSON.stringify(line));
    deepStrictEqual(
      changes.filter((line, index) => line !== changes[index - 1]),
      [
        '[0]',
        '[5,5]',
        '[5,0]',
        '[5,20]',
        '[5,21]',
        '[6,21]',
        '[7,21]',
        '[8,21]',
        '[9,21]',
        '[9]',
        '[]',
      ],
    );
  });
});
