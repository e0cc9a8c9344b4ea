import { rowsOf } from '../../../src/webview/model/rows';
import type { TimelineModel } from '../../../src/webview/model/timeline-model';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';
import { TraceBuilder } from '../../support/trace-builder';
import { modelOf } from './support';

/** Names of the lanes that are seen, indented by their depth, with `+` where they are collapsed. */
export function seen(model: TimelineModel, view: Partial<ViewState>): string[] {
  return rowsOf(model, { ...INITIAL_VIEW, ...view }).map((row) => {
    if (row.kind === 'worker') return row.worker.name;
    if (row.kind === 'primitive') return row.primitive.title;
    const sign = row.fold === 'collapsed' ? `+${row.inside.length} ` : '';
    return `${'  '.repeat(row.lane.depth)}${sign}${model.names.of(row.key)}`;
  });
}

/** 2,000 tasks that main creates one after the other; each ends before the next begins, and every 100th lives on. */
export function relay(): TimelineModel {
  const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).suspended(0, 1, 'event', {});
  for (let task = 2; task < 2002; task++) {
    t.created(task, task, `task ${task}`, 1).step(task, task);
    if (task % 100 === 0) t.suspended(task, task, 'event', {});
    else t.ended(task, task);
  }
  return modelOf(t.end(2002));
}

/** How many tasks `ask` looks at. */
export function lookedAt({ timeline }: TimelineModel, ask: () => unknown): number {
  const looked = new Set<number>();
  for (const task of timeline.tasks) {
    const { createdEvent: value } = task;
    const get = () => {
      looked.add(task.id);
      return value;
    };
    Object.defineProperty(task, 'createdEvent', { get, configurable: true });
  }
  ask();
  return looked.size;
}
