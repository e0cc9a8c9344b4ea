import type { Intent } from './intent';

interface Finger {
  x: number;
  y: number;
}

/** Two fingers on a screen: what they hold stays under them. */
export class Pinch {
  readonly #fingers = new Map<number, Finger>();

  /** Whether two fingers or more are down. */
  get isOn(): boolean {
    return this.#fingers.size > 1;
  }

  down(id: number, x: number, y: number): void {
    this.#fingers.set(id, { x, y });
  }

  up(id: number): void {
    this.#fingers.delete(id);
  }

  /** What the movement of one finger means while there are two. */
  move(id: number, x: number, y: number): Intent[] {
    const [one, other] = [...this.#fingers.values()];
    const finger = this.#fingers.get(id);
    if (!one || !other || !finger) return [];
    const before = shapeOf(one, other);
    finger.x = x;
    finger.y = y;
    const after = shapeOf(one, other);
    return [
      { type: 'pan', dx: after.x - before.x },
      { type: 'scroll', dy: before.y - after.y },
      { type: 'zoom', factor: after.distance / before.distance, x: after.x },
    ];
  }
}

function shapeOf(one: Finger, other: Finger) {
  return {
    x: (one.x + other.x) / 2,
    y: (one.y + other.y) / 2,
    distance: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
  };
}
