import type { Clock } from '../../runtime/clock';
import type { Actor, PrimitiveRecorder } from '../../trace/primitive-recorder';

export interface ThreadLanesOptions {
  readonly clock: Clock;
  readonly primitives: PrimitiveRecorder;
  /** The trace's number of the thread that works now, 0 for the main one. */
  readonly runningNumber: () => number;
}

/**
 * What Python tells of locks, queues and the like that threads share. Times are in seconds, method names are those
 * that Python calls.
 *
 * Threads run one after another, and their times overlap. The trace hears of everything in the order of its times,
 * and not before the program has come so far; so what is told are differences.
 */
export class ThreadLanes {
  constructor(private readonly options: ThreadLanesOptions) {}

  /** A level rose at a time, or fell if `change` is less than 0. */
  readonly changed = (primitive: number, change: number, when: number): void =>
    this.#tellAt(when, (by) => this.options.primitives.changedBy(primitive, change, by));

  /** A level was another from a time on. */
  readonly became = (primitive: number, level: number, when: number): void =>
    this.#tellAt(when, (by) => this.options.primitives.changed(primitive, level, by));

  /** One more thread waits for a primitive from a time on, or one less if `step` is -1. */
  readonly awaited = (primitive: number, step: number, when: number): void =>
    this.#tellAt(when, (by) => this.options.primitives.awaited(primitive, step, by));

  /** What stands on the agenda for that time or before was told earlier. */
  #tellAt(when: number, tell: (by: Actor) => void): void {
    const { clock, primitives, runningNumber } = this.options;
    const by = primitives.atWork(runningNumber());
    const isNext = when <= clock.mainTime() && when < clock.mainAgenda.next();
    if (isNext) tell(by);
    else clock.mainAgenda.add(when, () => tell(by));
  }
}
