import type { Coroutine } from './coroutine';
import { LoopBound } from './loop-bound';
import { tellCreated, tellLevel } from './primitive-observer';
import { Waiters } from './waiters';

/** A flag that tasks can wait for: `asyncio.Event`. It is not set at first. */
export class Event extends LoopBound {
  private value = false;
  private readonly waiters = new Waiters({ kind: 'event', owner: this });

  constructor() {
    super();
    tellCreated({ primitive: this, kind: 'event', level: 0, limit: 0 });
  }

  get kind(): string {
    return 'Event';
  }

  isSet(): boolean {
    return this.value;
  }

  /** Wakes all who wait, in the order in which they came. They go on even if it is cleared first. */
  set(): void {
    if (this.value) return;
    this.value = true;
    tellLevel(this, 1);
    this.waiters.wake(Number.POSITIVE_INFINITY);
  }

  clear(): void {
    this.value = false;
    tellLevel(this, 0);
  }

  /** Waits until the flag is set. Gives up no turn if it is. */
  *wait(): Coroutine<true> {
    if (!this.value) yield* this.waiters.wait(this.bindLoop().createFuture<void>());
    return true;
  }

  override toString(): string {
    return `<${this.kind} [${this.value ? 'set' : 'unset'}${this.waiters}]>`;
  }
}
