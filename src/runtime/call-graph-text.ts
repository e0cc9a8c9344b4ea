import { type CallGraphOptions, captureCallGraph, type FutureCallGraph } from './call-graph';
import type { Frame } from './frames';
import type { Future } from './future';
import { type PrintOptions, print } from './print';
import { repr } from './repr';
import { Task } from './task';

const INDENTATION = '    ';

/**
 * The call graph of a future, or else of the task that is running, as text; empty in a plain callback:
 * `asyncio.format_call_graph`. Throws as `captureCallGraph` does.
 */
export function formatCallGraph(future?: Future, options: CallGraphOptions = {}): string {
  const graph = captureCallGraph(future, options);
  return graph === undefined ? '' : linesOf(graph).join('\n');
}

/** Prints what `formatCallGraph` gives: `asyncio.print_call_graph`. */
export function printCallGraph(
  future?: Future,
  options: CallGraphOptions & PrintOptions = {},
): void {
  print(formatCallGraph(future, options), options);
}

function linesOf({ future, callStack, awaitedBy }: FutureCallGraph): string[] {
  const id = `id=0x${future.id.toString(16)}`;
  const isTask = future instanceof Task;
  const lines = [isTask ? `* Task(name=${repr(future.getName())}, ${id})` : `* Future(${id})`];
  if (callStack.length > 0) {
    lines.push('  + Call stack:', ...callStack.map(({ frame }) => `  |   ${frameText(frame)}`));
  }
  if (awaitedBy.length > 0) {
    const parents = awaitedBy.flatMap(linesOf).map((line) => `${INDENTATION}${line}`);
    lines.push('  + Awaited by:', ...parents);
  }
  return lines;
}

function frameText({ name, file, line, kind }: Frame): string {
  const place = file === undefined ? '' : `File ${repr(file)}, line ${line}, `;
  return `${place}in ${kind === 'function' ? '' : `${kind} `}${name}()`;
}
