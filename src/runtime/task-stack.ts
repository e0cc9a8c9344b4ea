import { type Frame, frameOf } from './frames';
import { type PrintOptions, print } from './print';
import { getSource } from './source';
import type { Task } from './task';

export interface StackOptions {
  /** The most frames to give; the default is all. */
  limit?: number;
}

/**
 * The stack of a task, oldest frame first: `Task.get_stack`. A task that is not done has one frame, that
 * of its own coroutine; a failed one has those through which its exception came.
 */
export function stackOf(task: Task, { limit = Number.POSITIVE_INFINITY }: StackOptions): Frame[] {
  if (limit <= 0) return [];
  if (!task.done()) {
    const coroutine = task.getCoro();
    const frame = coroutine && frameOf(coroutine);
    return frame === undefined ? [] : [frame];
  }
  const calls = getSource().callsOf(task.failure).slice().reverse();
  return calls
    .slice(0, limit)
    .map(({ name, file, line }) => ({ name, file, line, kind: 'function' }));
}

/** Prints the stack as Python prints a traceback: `Task.print_stack`. */
export function printStackOf(task: Task, options: StackOptions & PrintOptions): void {
  const frames = stackOf(task, options);
  const title = task.hasFailed ? 'Traceback' : 'Stack';
  const heading =
    frames.length === 0 ? `No stack for ${task}` : `${title} for ${task} (most recent call last):`;
  const lines = [heading, ...frames.flatMap(linesOf)];
  if (task.hasFailed) lines.push(String(task.failure));
  print(lines.join('\n'), options);
}

function linesOf({ name, file, line }: Frame): string[] {
  if (file === undefined || line === undefined) return [`  in ${name}`];
  const text = getSource().text(file, line);
  return [`  File "${file}", line ${line}, in ${name}`, ...(text ? [`    ${text}`] : [])];
}
