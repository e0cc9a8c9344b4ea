import type { Future } from './futures';

/** One function of a stack. */
export interface Frame {
  readonly name: string;
  /** Undefined if nobody knows where it stands. */
  readonly file: string | undefined;
  /** Counts from 1. */
  readonly line: number | undefined;
  /** A plain function that a coroutine has called, or a coroutine. */
  readonly kind: 'function' | 'async' | 'async generator';
}

/** One function of a call stack: `asyncio.FrameCallGraphEntry`. */
export class FrameCallGraphEntry {
  constructor(frame: Frame);

  readonly frame: Frame;
}

/** A future, where it stands, and who awaits it: `asyncio.FutureCallGraph`. */
export class FutureCallGraph {
  constructor(
    future: Future,
    callStack: readonly FrameCallGraphEntry[],
    awaitedBy: readonly FutureCallGraph[],
  );

  readonly future: Future;

  /** Innermost first; empty for a future that is no task. */
  readonly callStack: readonly FrameCallGraphEntry[];

  readonly awaitedBy: readonly FutureCallGraph[];
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

export interface PrintOptions {
  /** Where the text goes; the default is the console. */
  file?: { write(text: string): unknown };
}

/**
 * The call graph of a future, or else of the task that is running; undefined in a plain callback:
 * `asyncio.capture_call_graph`.
 * @throws TypeError for anything but a future
 * @throws RuntimeError without a future, if no loop runs
 */
export function captureCallGraph(
  future?: Future,
  options?: CallGraphOptions,
): FutureCallGraph | undefined;

/** As `captureCallGraph`, as text; empty in a plain callback: `asyncio.format_call_graph`. */
export function formatCallGraph(future?: Future, options?: CallGraphOptions): string;

/** Prints what `formatCallGraph` gives: `asyncio.print_call_graph`. */
export function printCallGraph(future?: Future, options?: CallGraphOptions & PrintOptions): void;

/**
 * Notes that `waiter` awaits `future`, for call graphs: `asyncio.future_add_to_awaited_by`. A task that
 * awaits a future need not be noted.
 */
export function futureAddToAwaitedBy(future: Future, waiter: Future): void;

/**
 * Notes that `waiter` does not await `future` any more: `asyncio.future_discard_from_awaited_by`. Does
 * nothing if it did not.
 */
export function futureDiscardFromAwaitedBy(future: Future, waiter: Future): void;
