import type { Coroutine } from './coroutine';
import { CancelledError, RuntimeError } from './errors';
import { Lockable } from './lockable';
import { tellCreated, tellLevel } from './primitive-observer';
import { Waiters } from './waiters';

/**
 * Lets one task in at a time: `asyncio.Lock`.
 *
 *     yield* lock.with(function* () { … });
 *
 * 1. It belongs to no task: any may release it.
 * 2. Tasks get it in the order in which they asked. A released lock is kept for the first in line,
 *    who takes it when it runs; until then others queue up behind.
 * 3. If the lock is free and somebody waits, then the first in line is about to run.
 */
export class Lock extends Lockable {
  private isLocked = false;
  private readonly waiters = new Waiters({ kind: 'lock', owner: this });

  constructor() {
    super();
    tellCreated({ primitive: this, kind: 'lock', level: 0, limit: 0 });
  }

  get kind(): string {
    return 'Lock';
  }

  locked(): boolean {
    return this.isLocked;
  }

  /** Waits until the lock is free, and locks it. Gives up no turn if it is free at once. */
  *acquire(): Coroutine<true> {
    if (this.isLocked || this.waiters.hasLive()) yield* this.waitInLine();
    this.isLocked = true;
    tellLevel(this, 1);
    return true;
  }

  /** Unlocks, and wakes the first in line. Throws `RuntimeError` if it is not locked. */
  release(): void {
    if (!this.isLocked) throw new RuntimeError('Lock is not acquired.');
    this.isLocked = false;
    tellLevel(this, 0);
    this.waiters.wakeFirst();
  }

  override toString(): string {
    return `<${this.kind} [${this.isLocked ? 'locked' : 'unlocked'}${this.waiters}]>`;
  }

  private *waitInLine(): Coroutine<void> {
    const waiter = this.bindLoop().createFuture<void>();
    try {
      yield* this.waiters.wait(waiter);
    } catch (error) {
      // It may have been woken and cancelled: then the next in line must run instead.
      if (error instanceof CancelledError && !this.isLocked) this.waiters.wakeFirst();
      throw error;
    }
  }
}
