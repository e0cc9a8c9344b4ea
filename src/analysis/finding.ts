import type { Position } from '../trace/schema';

/** Stable names of the kinds of findings. */
export const FINDING_CODES = [
  'blocking-call',
  'blocking-step',
  'blocking-callback',
  'never-awaited',
  'late-start',
  'never-retrieved',
  'cut-off',
  'thrown-away',
  'stalled',
  'old-idiom',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One problem or insight derived from a trace. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'warning' | 'information';
  /** Where it happened, or undefined if no user line is known. */
  readonly position: Position | undefined;
  /** A full sentence, such as "`time.sleep(2)` held the loop for 2.000 s." */
  readonly message: string;
  /** What to do about it: a full sentence, such as "Use `await asyncio.sleep(2)`, or …". */
  readonly advice: string;
  /** When it happened first, in seconds. */
  readonly time: number;
  /** How often. */
  readonly count: number;
  /** Seconds in all. If `late-start`: of the longest. 0 if it has no duration. */
  readonly seconds: number;
  /**
   * Tasks that it delayed, the longest delay first; at most `MAX_RELATED`. Of the other findings: the
   * tasks that wait, failed, or were cut off.
   */
  readonly delayed: readonly DelayedTask[];
  /** How many there are in all. */
  readonly delayedCount: number;
  /** Changes of the file that mend it, if they are known. */
  readonly fix?: Fix;
  /** Changes that mend it in another way. */
  readonly otherFix?: Fix;
}

/** Changes of one file that belong together; none touches another. */
export interface Fix {
  /** What they do, in words for a menu: "Replace `with await` by `async with`". */
  readonly title: string;
  readonly edits: readonly FixEdit[];
}

/** Puts `text` where the text from `from` to `to` is. */
export interface FixEdit {
  readonly from: FixPlace;
  readonly to: FixPlace;
  readonly text: string;
}

/** Line and column, both from 1, columns in UTF-16 units. */
export type FixPlace = readonly [line: number, column: number];

export interface DelayedTask {
  readonly task: number;
  /** As shown, see `TaskNames`. */
  readonly name: string;
  /** Seconds lost to the finding. */
  readonly seconds: number;
  /** Where the task waited or failed, or undefined if unknown. */
  readonly position: Position | undefined;
  /** A full sentence, such as "func1 was due at 1.000 s and ran 1.000 s late." */
  readonly message: string;
}

/** Delayed tasks that a finding lists; the rest is only counted. */
export const MAX_RELATED = 10;
