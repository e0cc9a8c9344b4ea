import type { Timeline } from '../trace/timeline';

/** A step or callback that held the loop for too long. */
export interface BlockingStep {
  readonly kind: 'task' | 'callback';
  /** 0 for a callback. */
  readonly task: number;
  /** The `task.step` or `callback.started` event. */
  readonly event: number;
  /** The first event that no longer belongs to it. */
  readonly eventAfter: number;
  /** Seconds. */
  readonly from: number;
  /** Seconds; the end of the trace so far if it still goes on. */
  readonly to: number;
}

/** Sums of clock times miss a threshold such as 0.1 s by less than this (seconds). */
export const TOLERANCE = 1e-9;

/**
 * The steps and callbacks that held the loop for `slowCallbackDuration` seconds or longer, in order.
 *
 * Counterpart: the `Executing … took …` warning of `BaseEventLoop._run_once` in debug mode.
 */
export function blockingSteps(timeline: Timeline, slowCallbackDuration: number): BlockingStep[] {
  const { loop, trace, end } = timeline;
  const steps: BlockingStep[] = [];
  for (let index = 0; index < loop.length; index++) {
    const to = Math.min(loop.to(index), end);
    const seconds = to - loop.from(index);
    if (seconds <= 0 || seconds < slowCallbackDuration - TOLERANCE) continue;
    const { kind, task, event, from } = loop.at(index)!;
    if (kind === 'idle') continue;
    const eventAfter = loop.at(index + 1)?.event ?? trace.length;
    steps.push({ kind, task, event, eventAfter, from, to });
  }
  return steps;
}
