import type { TaskRecord } from '../../trace/timeline';

/** One lane of a task, in the order from top to bottom. */
export interface Lane {
  readonly task: TaskRecord;
  /** Creators above it. */
  readonly depth: number;
  /** Whether no task of the same creator follows. */
  readonly isLast: boolean;
  /** For each level above its own parent's: whether that level goes on below, so that its line is drawn. */
  readonly guides: readonly boolean[];
}

/** Levels for which lines are kept; deeper tasks are drawn at this level. */
export const MAX_GUIDES = 12;

/**
 * Every task below another, which is its creator unless `parentOf` names another (0: none), siblings in
 * the order of creation. Iterative: chains may be thousands deep.
 */
export function orderLanes(
  tasks: readonly TaskRecord[],
  parentOf = (task: TaskRecord) => task.creator,
): Lane[] {
  const children = new Map<number, TaskRecord[]>();
  for (const task of tasks) {
    const parent = parentOf(task);
    const siblings = children.get(parent);
    if (siblings) siblings.push(task);
    else children.set(parent, [task]);
  }
  const lanes: Lane[] = [];
  const stack = lanesOf(children.get(0) ?? [], 0, []);
  for (let lane = stack.pop(); lane; lane = stack.pop()) {
    lanes.push(lane);
    const guides = lane.depth === 0 ? [] : [...lane.guides, !lane.isLast].slice(0, MAX_GUIDES);
    for (const child of lanesOf(children.get(lane.task.id) ?? [], lane.depth + 1, guides)) {
      stack.push(child);
    }
  }
  return lanes;
}

function lanesOf(tasks: readonly TaskRecord[], depth: number, guides: readonly boolean[]): Lane[] {
  return tasks
    .map((task, index) => ({ task, depth, isLast: index === tasks.length - 1, guides }))
    .reverse();
}
