import type { RunEnd } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { type BlockingStep, blockingSteps } from './blocking-steps';
import { type WorstDelay, worstDelay } from './delays';
import { formatSeconds, plural, roundSeconds } from './format-seconds';
import { TaskNames } from './task-names';

/** A run in numbers. */
export interface Summary {
  /** Undefined while the run goes on. */
  readonly end: RunEnd | undefined;
  /** The end of the run, or of the trace so far, in seconds. */
  readonly time: number;
  readonly tasks: number;
  readonly blockingSteps: number;
  /** Seconds for which blocking steps held the loop. */
  readonly blockingSeconds: number;
  /** The longest single delay, undefined if nobody was late. */
  readonly worstDelay: WorstDelay | undefined;
  readonly failed: number;
  readonly cancelled: number;
  /** Events that a limit kept out of the trace. */
  readonly dropped: number;
}

/** Counts what a run did. `slowCallbackDuration`: seconds from which a step counts as blocking. */
export function summary(timeline: Timeline, slowCallbackDuration: number): Summary {
  const steps = blockingSteps(timeline, slowCallbackDuration);
  const outcomes = timeline.tasks.map((task) => task.outcome);
  return {
    end: timeline.runEnd?.end,
    time: timeline.runEnd?.time ?? timeline.end,
    tasks: timeline.tasks.length,
    blockingSteps: steps.length,
    blockingSeconds: roundSeconds(steps.reduce((sum, { from, to }) => sum + (to - from), 0)),
    worstDelay: worstDelay(timeline, new TaskNames(timeline), steps.map(toSegment)),
    failed: outcomes.filter((outcome) => outcome === 'failed').length,
    cancelled: outcomes.filter((outcome) => outcome === 'cancelled').length,
    dropped: timeline.dropped,
  };
}

function toSegment({ from, to }: BlockingStep) {
  return { from, to, weight: 1 };
}

const END_WORDS: Readonly<Record<RunEnd, string>> = {
  finished: 'finished',
  failed: 'failed',
  stopped: 'stopped',
  limit: 'stopped by a limit',
  stalled: 'stalled',
  crashed: 'crashed',
};

/** The summary in short phrases: `finished at 2.000 s`, `3 tasks`, `1 blocking step, 2.000 s`, … */
export function summaryPhrases(numbers: Summary): string[] {
  const { end, worstDelay: worst } = numbers;
  const phrases = [
    `${end ? END_WORDS[end] : 'running,'} at ${formatSeconds(numbers.time)}`,
    plural(numbers.tasks, 'task'),
  ];
  if (numbers.blockingSteps > 0) {
    const steps = plural(numbers.blockingSteps, 'blocking step');
    phrases.push(`${steps}, ${formatSeconds(numbers.blockingSeconds)}`);
  }
  if (worst) phrases.push(delayPhrase(worst));
  if (numbers.failed > 0) phrases.push(`${numbers.failed} failed`);
  if (numbers.cancelled > 0) phrases.push(`${numbers.cancelled} cancelled`);
  if (numbers.dropped > 0) phrases.push(`${plural(numbers.dropped, 'event')} not recorded`);
  return phrases;
}

function delayPhrase({ name, seconds, hasRun }: WorstDelay): string {
  const time = formatSeconds(seconds);
  return hasRun ? `${name} ran ${time} late` : `${name} waited ${time} for its turn`;
}
