import type { TaskRecord, Timeline } from '../trace/timeline';

/** Tasks in the order of their lanes: each behind its creator, siblings in order of creation. */
export function laneOrder(timeline: Timeline): TaskRecord[] {
  const children = new Map<number, TaskRecord[]>();
  const stack: TaskRecord[] = [];
  for (const task of [...timeline.tasks].reverse()) {
    if (task.creator === 0) stack.push(task);
    else if (children.has(task.creator)) children.get(task.creator)!.push(task);
    else children.set(task.creator, [task]);
  }
  // A set, because a file from elsewhere may hold two tasks with one id.
  const ordered = new Set<TaskRecord>();
  for (let task = stack.pop(); task; task = stack.pop()) {
    if (ordered.has(task)) continue;
    ordered.add(task);
    for (const child of children.get(task.id) ?? []) stack.push(child);
  }
  return [...ordered];
}
