import { READY_CAUSES } from '../schema';
import type { Timeline } from '../timeline';
import { type ChromeEvent, type ChromeThread, microseconds, type Stretch } from './chrome-events';

/** Something that a task did to another task, or to a thread. */
interface Arrow {
  /** The task at which it begins. */
  readonly from: number;
  readonly name: 'creates' | 'wakes' | 'cancels' | 'hands over';
}

const NAMES = { created: 'creates', woken: 'wakes', cancelled: 'cancels' } as const;

/**
 * Writes the arrows from causes to effects, as the trace goes by.
 *
 * 1. A viewer fastens an arrow to the latest slice of its lane, so each end follows its slice.
 * 2. An arrow begins before it ends, and no arrow ends that did not begin.
 */
export class ChromeArrows {
  /** The latest slice of each task. */
  readonly #slices = new Map<number, ChromeThread & Stretch>();
  /** Events whose arrows have begun and not ended. */
  readonly #begun = new Set<number>();
  /** Those that end at a task, by task. */
  readonly #open = new Map<number, number[]>();

  constructor(private readonly timeline: Timeline) {}

  /** The beginning of the arrow of a `task.ready` or `job.submitted` event, if it has one. */
  *begin(event: number): Generator<ChromeEvent> {
    const arrow = arrowOf(this.timeline, event);
    const slice = arrow && this.#slices.get(arrow.from);
    if (!slice) return;
    this.#begun.add(event);
    const { trace } = this.timeline;
    if (trace.kind(event) === 'task.ready') this.#expect(trace.task(event), event);
    yield { ph: 's', ...this.#end(event, slice), name: arrow.name };
  }

  /** A task has a new slice: the arrows that lead to it. */
  *drawn(task: number, slice: ChromeThread & Stretch): Generator<ChromeEvent> {
    this.#slices.set(task, slice);
    for (const event of this.#open.get(task) ?? []) yield* this.end(event, slice);
    this.#open.delete(task);
  }

  /** The end of an arrow, if it has begun. */
  *end(event: number, slice: ChromeThread & Stretch): Generator<ChromeEvent> {
    const arrow = arrowOf(this.timeline, event);
    if (arrow && this.#begun.delete(event))
      yield { ph: 'f', bp: 'e', ...this.#end(event, slice), name: arrow.name };
  }

  #expect(task: number, event: number): void {
    const known = this.#open.get(task);
    if (known) known.push(event);
    else this.#open.set(task, [event]);
  }

  /** When the event was, or the end of the slice that is nearer to it. */
  #end(event: number, { pid, tid, ts, dur }: ChromeThread & Stretch) {
    const time = microseconds(this.timeline.trace.time(event));
    return { pid, tid, ts: Math.max(ts, Math.min(ts + dur, time)), id: event, cat: 'cause' };
  }
}

/**
 * The arrow that a `task.ready` or `job.submitted` event stands for, undefined if there is none: a timer
 * wakes its task when nobody runs.
 */
function arrowOf(timeline: Timeline, event: number): Arrow | undefined {
  const { trace } = timeline;
  const isJob = trace.kind(event) === 'job.submitted';
  const from = isJob ? trace.task(event) : trace.b(event);
  if (!timeline.task(from)) return undefined;
  if (isJob) return { from, name: 'hands over' };
  const cause = READY_CAUSES[trace.a(event)]!;
  if (cause === 'timer' || cause === 'yielded' || from === trace.task(event)) return undefined;
  return { from, name: NAMES[cause] };
}
