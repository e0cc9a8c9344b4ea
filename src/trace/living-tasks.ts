import { firstIndex } from '../base/search';
import type { CursorMoment } from './cursor';
import { LivingOutline } from './living-outline';
import { intervalNow } from './moment-tasks';
import { OpenIntervals } from './open-intervals';
import type { Timeline } from './timeline';

/** A place of a task, and an interval counted from 1, in one number that sorts by the place. */
const PLACE = 2 ** 31;

/** The tasks that live at any moment, in a time that depends on how many they are, not on how many there ever were. */
export class LivingTasks {
  readonly #timeline: Timeline;
  readonly #open: OpenIntervals;
  /** Places of tasks that had nothing to do with the event after their creation. */
  readonly #slow: number[] = [];
  #read = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#open = new OpenIntervals(timeline);
  }

  /** The tasks that live at a moment. */
  at(cursor: CursorMoment): LivingOutline {
    const { event, time } = cursor;
    const timeline = this.#timeline;
    const open = this.#open.at(event);
    const notBegun = this.#notBegun(event);
    const keys = new Float64Array(open.length + notBegun.length);
    open.forEach((interval, index) => {
      const now = intervalNow(timeline, interval, event, time);
      keys[index] = timeline.intervals.place(interval) * PLACE + now + 1;
    });
    for (const [index, place] of notBegun.entries()) keys[open.length + index] = place * PLACE;
    keys.sort();
    const places = new Int32Array(keys.length);
    const intervals = new Int32Array(keys.length);
    keys.forEach((key, index) => {
      const place = Math.floor(key / PLACE);
      places[index] = place;
      intervals[index] = key - place * PLACE - 1;
    });
    return new LivingOutline(timeline, cursor, places, intervals);
  }

  /** The places of tasks that were created when `event` has happened, and have not become ready. */
  #notBegun(event: number): number[] {
    const { tasks } = this.#timeline;
    for (; this.#read < tasks.length; this.#read++) {
      if (this.#firstEvent(this.#read) !== tasks[this.#read]!.createdEvent + 1) {
        this.#slow.push(this.#read);
      }
    }
    const slow = this.#slow.filter((place) => this.#isNotBegun(place, event));
    const newest = this.#placeOfCreation(event);
    const isNew = newest >= 0 && this.#isNotBegun(newest, event) && !slow.includes(newest);
    return isNew ? [...slow, newest] : slow;
  }

  #isNotBegun(place: number, event: number): boolean {
    const { createdEvent, endedEvent } = this.#timeline.tasks[place]!;
    const isOver = endedEvent >= 0 && endedEvent <= event;
    return createdEvent <= event && !isOver && this.#firstEvent(place) > event;
  }

  /** The task that an event creates, -1 if it does not create one. */
  #placeOfCreation(event: number): number {
    const { tasks } = this.#timeline;
    const place = firstIndex(tasks.length, (index) => tasks[index]!.createdEvent >= event);
    return tasks[place]?.createdEvent === event ? place : -1;
  }

  #firstEvent(place: number): number {
    const { intervals, tasks } = this.#timeline;
    const [first] = tasks[place]!.intervals;
    return first === undefined ? Number.POSITIVE_INFINITY : intervals.event(first);
  }
}
