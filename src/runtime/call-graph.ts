import { awaitersOf } from './awaited-by';
import { RuntimeError } from './errors';
import { type Frame, framesAbove, framesBelow } from './frames';
import { Future } from './future';
import { repr } from './repr';
import { findRunningLoop } from './running-loop';
import { Task } from './task';

/** One function of a call stack: `asyncio.FrameCallGraphEntry`. */
export class FrameCallGraphEntry {
  constructor(readonly frame: Frame) {}
}

/** A future, where it stands, and who awaits it: `asyncio.FutureCallGraph`. */
export class FutureCallGraph {
  constructor(
    readonly future: Future,
    /** Innermost first; empty for a future that is no task. */
    readonly callStack: readonly FrameCallGraphEntry[],
    readonly awaitedBy: readonly FutureCallGraph[],
  ) {}
}

export interface CallGraphOptions {
  /** Leaves out the `depth - 1` innermost functions of the task that is running; the default is 1. */
  depth?: number;
  /**
   * The most entries that each call stack may have, counted from the outermost if positive and from
   * the innermost if negative. The default is no limit.
   */
  limit?: number;
}

/**
 * The call graph of a future, or else of the task that is running; undefined in a plain callback:
 * `asyncio.capture_call_graph`.
 *
 * Coroutines of the core have no place, and stand in it only if the host gives them names.
 * Throws `TypeError` for anything but a future, `RuntimeError` without a future and a running loop.
 */
export function captureCallGraph(
  future?: Future,
  { depth = 1, limit }: CallGraphOptions = {},
): FutureCallGraph | undefined {
  const loop = findRunningLoop();
  if (future === undefined && loop === undefined) {
    throw new RuntimeError(
      'capture_call_graph() is called outside of a running event loop ' +
        'and no *future* to introspect was provided',
    );
  }
  const current = loop?.currentTask;
  const subject = future ?? current;
  if (subject === undefined) return undefined;
  if (!(subject instanceof Future)) {
    throw new TypeError(
      `${repr(subject)} object does not appear to be compatible with asyncio.Future`,
    );
  }
  const isRunning = subject === current;
  const above = isRunning ? framesAbove() : [];
  return graphOf(subject, above, isRunning ? depth - 1 : 0, limit, new Set());
}

/** Tasks that await each other form a circle, which ends where it comes back to a task of `path`. */
function graphOf(
  future: Future,
  above: readonly Frame[],
  skipped: number,
  limit: number | undefined,
  path: Set<Future>,
): FutureCallGraph {
  const coroutine = future instanceof Task ? future.getCoro() : undefined;
  const below = coroutine === undefined ? [] : framesBelow(coroutine).reverse();
  const stack = [...above, ...below].slice(skipped);
  path.add(future);
  // Some notes stay until the future is done, but a task that has ended awaits nothing any more.
  const parents = awaitersOf(future).filter((parent) => !path.has(parent) && !parent.done());
  const awaitedBy = parents.map((parent) => graphOf(parent, [], 0, limit, path));
  path.delete(future);
  const entries = limited(stack, limit).map((frame) => new FrameCallGraphEntry(frame));
  return new FutureCallGraph(future, entries, awaitedBy);
}

function limited(stack: readonly Frame[], limit: number | undefined): readonly Frame[] {
  if (limit === undefined) return stack;
  if (limit === 0) return [];
  return limit > 0 ? stack.slice(-limit) : stack.slice(0, -limit);
}
