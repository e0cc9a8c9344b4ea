import type { CursorMoment } from './cursor';
import type { IntervalState } from './intervals';
import { MomentList } from './moment-list';
import { momentOf, standingOf, type TaskMoment, type TaskStanding } from './moment-tasks';
import type { Timeline } from './timeline';

/** The tasks that live at one moment, in order of creation; each is described only when somebody looks at it. */
export class LivingOutline {
  readonly #timeline: Timeline;
  readonly #cursor: CursorMoment;
  readonly #places: Int32Array;
  readonly #intervals: Int32Array;

  /**
   * `places`: of the tasks among all of the timeline. `intervals`: in which each of them is, -1: before its
   * first.
   */
  constructor(timeline: Timeline, cursor: CursorMoment, places: Int32Array, intervals: Int32Array) {
    this.#timeline = timeline;
    this.#cursor = cursor;
    this.#places = places;
    this.#intervals = intervals;
  }

  get length(): number {
    return this.#places.length;
  }

  get all(): MomentList<TaskMoment> {
    return this.#described(this.#places.map((_, index) => index));
  }

  /** Those in one state. */
  in(state: IntervalState): MomentList<TaskMoment> {
    return this.#described(this.#indexesIn(state));
  }

  /** How those in one state stand, or all of them. */
  standing(state?: IntervalState): TaskStanding[] {
    const indexes = state === undefined ? this.#places.keys() : this.#indexesIn(state);
    return Array.from(indexes, (index) => {
      return standingOf(this.#timeline, this.#taskAt(index), this.#intervalAt(index));
    });
  }

  #indexesIn(state: IntervalState): number[] {
    const { intervals } = this.#timeline;
    const indexes: number[] = [];
    for (const [index, interval] of this.#intervals.entries()) {
      const own = interval < 0 ? 'ready' : intervals.state(interval);
      if (own === state) indexes.push(index);
    }
    return indexes;
  }

  #described(indexes: ArrayLike<number>): MomentList<TaskMoment> {
    return new MomentList(indexes, (index) =>
      momentOf(this.#timeline, this.#taskAt(index), this.#intervalAt(index), this.#cursor),
    );
  }

  #taskAt(index: number) {
    return this.#timeline.tasks[this.#places[index]!]!;
  }

  #intervalAt(index: number): number | undefined {
    const interval = this.#intervals[index]!;
    return interval < 0 ? undefined : interval;
  }
}
