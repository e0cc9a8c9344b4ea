import type { Position } from '../trace/schema';
import type { TaskRecord, Timeline } from '../trace/timeline';

/** Tasks that one line of the user's created, in the order of creation. */
export interface TasksOfPlace<T> {
  readonly position: Position;
  readonly tasks: readonly T[];
}

/** Tasks of the user by the place that created them; those that the program did not create are left out. */
export function tasksByPlace<T extends { readonly task: TaskRecord }>(
  { trace }: Timeline,
  tasks: readonly T[],
): TasksOfPlace<T>[] {
  const places = new Map<string, { position: Position; tasks: T[] }>();
  for (const one of tasks) {
    const position = trace.positionOf(one.task.createdEvent);
    if (!position) continue;
    const key = `${position.line}:${position.column} ${position.file}`;
    const known = places.get(key);
    if (known) known.tasks.push(one);
    else places.set(key, { position, tasks: [one] });
  }
  return [...places.values()];
}
