import type { Passage } from './passage';

/** What is selected. */
export type Target =
  /** An index of `timeline.intervals`. */
  | { readonly kind: 'interval'; readonly interval: number }
  /** The time before a task was created. */
  | { readonly kind: 'creation'; readonly task: number }
  /** The end of a task. */
  | { readonly kind: 'end'; readonly task: number }
  /** A request to cancel: a `task.cancelling` event. */
  | { readonly kind: 'request'; readonly event: number }
  /** An index of `timeline.loop`: a step, a callback, or idle time. */
  | { readonly kind: 'loop'; readonly span: number }
  /** A moment of the loop's lane at which it neither runs anything nor is idle, in seconds. */
  | { readonly kind: 'gap'; readonly time: number }
  /** An `output` event. */
  | { readonly kind: 'output'; readonly event: number }
  /** The number of a job of a thread or process. */
  | { readonly kind: 'job'; readonly job: number }
  /** A state of a lock, queue or the like. */
  | { readonly kind: 'primitive'; readonly primitive: number; readonly index: number };

/** What happened and why, in plain sentences. */
export interface Explanation {
  /** What is selected, without a full stop: `func1 was ready from 1.000 s to 2.000 s`. */
  readonly headline: Passage;
  /** One or two full sentences, seldom three. */
  readonly sentences: readonly Passage[];
}

/** An explanation as plain text: the headline with a full stop, and the sentences. */
export function explanationText({ headline, sentences }: Explanation): string {
  return `${headline.text}. ${sentences.map(({ text }) => text).join(' ')}`;
}
