/**
 * The schema of a trace: what an event is, and what its columns mean.
 *
 * An event is one row of eight numbers; texts and source positions stand in tables beside it. Rows
 * are in the order in which things happened. Times are seconds on the clock of the run and never
 * decrease, except that `block` and `idle` rows carry the beginning of what they report when it is
 * over, so that one row is enough.
 *
 * On disk and between processes kinds travel as numbers, and the names of all numbers travel with
 * them (`EVENT_KINDS`, `WAIT_KINDS` …): append new names at the end, never reorder.
 */

/** Columns of every event: `kind`, `time`, `value`, `task`, `a`, `b`, `c`, `position`. */
export const EVENT_KINDS = [
  /** a: text, the clock (`virtual` or `system`). */
  'run.started',
  /** The loop began to run callbacks. */
  'loop.started',
  /** The loop stopped running callbacks. */
  'loop.stopped',
  /** Nothing was ready from `time` to `value`; written when the idle time is over. */
  'loop.idle',
  /** task: the new task · a: task that created it (0: none) · b: text, its name · c: text, its coroutine · position: where it was created. */
  'task.created',
  /** task enters the ready queue · a: ReadyCause · b: task that caused it (0: the loop) · c: handle · value: deadline of the timer whose callback did it, or NaN. */
  'task.ready',
  /** A step begins, or goes on after an eager step inside it · a: handle (0: of an eager step, or it goes on) · b: handles still ready behind it · c: iteration of the loop · position: where it resumes. */
  'task.step',
  /** The step is over and the task waits · a: WaitKind · b: what it waits for (a task; a primitive if its kind waits for one; 0: unknown) · c: text, detail · value: deadline in seconds or NaN · position: the `await`. */
  'task.suspended',
  /** The step is over and so is the task · a: Outcome · b: text, the exception (0: none) · position: where it ended. */
  'task.ended',
  /** Somebody asked the task to cancel · a: task that asked (0: none) · b: 1 if it was asyncio's handler of SIGINT, so the user, with Stop or Ctrl+C · position: where, or where the program was. */
  'task.cancelling',
  /** The task got another name · a: text. */
  'task.named',
  /** A callback that is not a step enters the ready queue · a: handle · b: text, its name · c: task that scheduled it (0: none) · position: where. */
  'callback.ready',
  /** A callback that is not a step begins · a: handle · b: text, its name · c: iteration of the loop. */
  'callback.started',
  /** It is over · a: handle. */
  'callback.ended',
  /** task: who set it (0: none) · a: timer · b: text, its name · value: deadline · position: where. */
  'timer.set',
  /** a: timer. */
  'timer.cancelled',
  /** A call that blocked the loop from `time` to `value` inside a step · a: text, the call · b: sum of `GOES_ON` if it goes on with the call before it, `IN_FUNCTION` if the function that calls cannot await, and `CALLER` times the position at which a coroutine called that function (0: unknown) · c: text, what a coroutine could await in place of the call, there if it is known (0: unknown) · position: where. */
  'block',
  /** The profiler saw a long step at `position` · value: the real seconds that the sample stands for. */
  'sample',
  /** task: who printed (0: none) · a: stream, 1 or 2 · b: text, as written · c: thread or process that printed (0: the main one) · position: where. */
  'output',
  /** a: RunEnd · b: exit code · c: text, message. */
  'run.ended',
  /** a: number of events that a limit kept out of the trace · value: when the first one was. */
  'dropped',
  /** Nothing ever awaited a coroutine; told when it is thrown away, or when the program is over · a: text, its function · position: where it was called. */
  'coroutine.never-awaited',
  /** A coroutine begins in a later step than the one that called it · task: who awaits it · a: text, its function · b: position of the `await` (0: unknown) · value: when it was called · position: where. */
  'coroutine.started-late',
  /** A thread or process appears · a: worker · b: text, its name · c: text, `thread` or `process`. */
  'worker.created',
  /** task: who handed a job in (0: nobody, or another job) · a: job · b: text, the call · position: where. */
  'job.submitted',
  /** a: job · b: worker that does it · value: when it began, if the trace hears of it late, or NaN. */
  'job.started',
  /** The job is over, or was cancelled before it began · a: Outcome · b: job · c: text, the exception (0: none) · value: when it ended, if the trace hears of it late, or NaN. */
  'job.ended',
  /** The task failed, and nobody has asked for its result; told when it is thrown away, or when its loop is closed. */
  'task.never-retrieved',
  /** A loop is closed; what it had scheduled will never run. */
  'loop.closed',
  /** A coroutine in the stack of a task that is about to wait; only what has changed since its last wait, outermost first, before the `task.suspended` · a: depth of the coroutine, 0 for the outermost · b: coroutines in the stack · c: 1 if it was there before and keeps its variables · position: where it stands. */
  'task.frame',
  /** A variable of a coroutine in that stack has another value · a: depth · b: text, its name · c: text, the value in short (0: it is gone). */
  'task.local',
  /** Stacks and variables are not recorded any more, because there were too many · a: rows that were recorded. */
  'locals.stopped',
  /** Somebody made a lock, a queue or the like · task: who (0: none) · a: primitive · b: text, the variable it was assigned to (0: unknown) · c: text, `lock`, `semaphore`, `queue`, `event`, `condition` or `barrier` · value: its limit (room in a queue, places of a semaphore, parties of a barrier), NaN if there is none · position: where. The level of a semaphore is its limit at first, that of others 0. */
  'primitive.created',
  /** Its level is another · task: whose step did it (0: none), which owns a lock from then on · a: primitive · b: the level: 1 if a lock is held or an event is set, else 0; free places of a semaphore; items in a queue; tasks inside of a barrier · c: thread that did it in place of a task (0: none, or the main one). */
  'primitive.changed',
  /** The program failed because of an idiom of older versions of its language · a: text, the idiom · b: text, what the program says · c: text, the changes that replace it, as JSON (0: none) · position: where. */
  'idiom.found',
  /** The task was thrown away before it was done, because nobody kept it. */
  'task.destroyed',
  /** A cell of a notebook begins · a: index, from 1 · b: text, its title · position: its first line. */
  'cell.started',
  /** A request to cancel the task was taken back · a: how many still stand · position: where. */
  'task.uncancelled',
  /** The value of the last expression of a cell is shown · a: index of the cell · b: text, the value, which may be cut · position: the last line of the expression. */
  'cell.shown',
  /** A call waits for what somebody types, and whatever made it runs nothing until the next event · task: whose step it is (0: none) · a: text, the call · position: where. */
  'input.asked',
  /** A thread begins to wait for a primitive of threads, or goes on · task: in whose step, if it is the main thread · a: primitive · b: 1 if it begins, -1 if it goes on · c: thread (0: the main one). */
  'primitive.awaited',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Flags of a `block` event. */
export const GOES_ON = 1;
export const IN_FUNCTION = 2;
export const CALLER = 4;

/** Why a task entered the ready queue. */
export const READY_CAUSES = ['created', 'yielded', 'woken', 'timer', 'cancelled'] as const;
export type ReadyCause = (typeof READY_CAUSES)[number];

/** What a waiting task waits for. `yield` is `sleep(0)`: it is ready again at once. */
export const WAIT_KINDS = [
  'yield',
  'sleep',
  'task',
  'future',
  'gather',
  'wait',
  'task group',
  'lock',
  'event',
  'condition',
  'semaphore',
  'barrier',
  'queue.get',
  'queue.put',
  'queue.join',
  'thread',
  'process',
  'socket read',
  'socket write',
  'connect',
  'other',
  'promise',
  'input',
] as const;
export type WaitKind = (typeof WAIT_KINDS)[number];

export const OUTCOMES = ['done', 'failed', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a run ended. `stalled`: nothing was left that could wake the program. */
export const RUN_ENDS = ['finished', 'failed', 'stopped', 'limit', 'stalled', 'crashed'] as const;
export type RunEnd = (typeof RUN_ENDS)[number];

/** A place in the user's source. Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The function as the user named it, `<module>` at the top level. */
  readonly name: string;
}

/** Integer columns of one event, in the order in which they are stored. */
export const INTEGER_COLUMNS = ['task', 'a', 'b', 'c', 'position'] as const;
export const INTEGERS_PER_EVENT = INTEGER_COLUMNS.length;

/** A run of consecutive events with the texts and positions that are new in it. */
export interface TraceChunk {
  /** Index of the first event. */
  readonly first: number;
  readonly kinds: Uint8Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** `INTEGERS_PER_EVENT` numbers an event. */
  readonly integers: Int32Array;
  /** Texts that follow those of the chunks before; text 0 is the empty text. */
  readonly texts: readonly string[];
  /** Positions that follow those of the chunks before; position 0 is "unknown". */
  readonly positions: readonly Position[];
}

const numberOf = new Map<EventKind, number>(EVENT_KINDS.map((kind, index) => [kind, index]));

/** The number that stands for an event kind in a column. */
export function kindNumber(kind: EventKind): number {
  return numberOf.get(kind)!;
}
