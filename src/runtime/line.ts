/** A place in a line. */
export interface Place<T> {
  readonly item: T;
  /** The place behind it; undefined at the end, and once it was left. */
  readonly next: Place<T> | undefined;
}

class LinkedPlace<T> implements Place<T> {
  next: LinkedPlace<T> | undefined = undefined;
  isTaken = true;

  constructor(
    readonly item: T,
    public previous: LinkedPlace<T> | undefined,
  ) {}
}

/**
 * A line that one joins at the end and may leave from anywhere.
 *
 * However long it is, each of its methods takes the same time. A `Set` keeps an order, too, but to find
 * its first item it passes over all who have left.
 */
export class Line<T> {
  private head: LinkedPlace<T> | undefined = undefined;
  private tail: LinkedPlace<T> | undefined = undefined;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The place at the front. */
  get first(): Place<T> | undefined {
    return this.head;
  }

  join(item: T): Place<T> {
    const place = new LinkedPlace(item, this.tail);
    if (this.tail === undefined) this.head = place;
    else this.tail.next = place;
    this.tail = place;
    this.count++;
    return place;
  }

  /** Does nothing if the place was left before. */
  leave(place: Place<T>): void {
    if (!(place instanceof LinkedPlace) || !place.isTaken) return;
    const { previous, next } = place;
    if (previous === undefined) this.head = next;
    else previous.next = next;
    if (next === undefined) this.tail = previous;
    else next.previous = previous;
    // Whoever keeps a place that was left must not keep all who came later.
    place.previous = undefined;
    place.next = undefined;
    place.isTaken = false;
    this.count--;
  }
}
