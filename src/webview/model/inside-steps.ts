import type { IntervalTable } from '../../trace/intervals';
import type { Lane } from './lanes';
import type { TimelineModel } from './timeline-model';

/**
 * The steps of the tasks that one lane hides, in the order in which they began; a step within another is
 * left out.
 *
 * `update` reads each interval once, and what it has found never moves: a run that grows adds only its new
 * steps.
 */
export class InsideSteps {
  /** Indexes into the table of intervals. */
  readonly steps: number[] = [];
  readonly #tasks = new Set<number>();
  #read = 0;

  /** `inside` holds at least what it held before. */
  update({ timeline: { intervals } }: TimelineModel, inside: readonly Lane[]): void {
    if (this.#read === intervals.length) return;
    for (const { task } of inside) this.#tasks.add(task.id);
    const found = this.#read === 0 ? intervalsOf(inside) : this.#newIn(intervals);
    for (const interval of found) this.#add(intervals, interval);
    this.#read = intervals.length;
  }

  #newIn(intervals: IntervalTable): number[] {
    const found: number[] = [];
    for (let index = this.#read; index < intervals.length; index++) {
      if (this.#tasks.has(intervals.task(index))) found.push(index);
    }
    return found;
  }

  #add(intervals: IntervalTable, interval: number): void {
    if (intervals.state(interval) !== 'running') return;
    const last = this.steps.at(-1);
    // A step within another also ends within it, so the last one kept ends last.
    if (last !== undefined && isOpen(intervals, last, intervals.event(interval))) return;
    this.steps.push(interval);
  }
}

/** Whether an interval goes on when an event that came later has happened. */
function isOpen(intervals: IntervalTable, interval: number, event: number): boolean {
  const end = intervals.endEvent(interval);
  return end < 0 || end > event;
}

/** All intervals of the tasks, in the order of the table. */
function intervalsOf(inside: readonly Lane[]): Uint32Array {
  return Uint32Array.from(inside.flatMap(({ task }) => task.intervals)).sort();
}
