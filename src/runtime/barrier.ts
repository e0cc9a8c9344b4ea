import { Condition } from './condition';
import type { Coroutine } from './coroutine';
import { BrokenBarrierError, ValueError } from './errors';
import { LoopBound } from './loop-bound';
import { part, tellCreated, tellLevel } from './primitive-observer';
import { NamedWait, type Purpose } from './purpose';
import { awaitableOfBody, type BodyResult } from './with-body';

/**
 * Tasks arrive (`filling`), all leave (`draining`), and it fills again; or those who wait are sent away
 * (`resetting`), or everybody is, until a reset (`broken`).
 */
type State = 'filling' | 'draining' | 'resetting' | 'broken';

/** Holds tasks until a number of them have arrived, then lets all go: `asyncio.Barrier`. */
export class Barrier extends LoopBound {
  private readonly purpose: Purpose = { kind: 'barrier', owner: this };
  private readonly condition = part(() => new Condition());
  private state: State = 'filling';
  /** How many are inside, on their way out included. */
  private count = 0;

  /** Throws `ValueError` if `parties`, the number of tasks, is less than one. */
  constructor(readonly parties: number) {
    super();
    if (parties < 1) throw new ValueError('parties must be >= 1');
    tellCreated({ primitive: this, kind: 'barrier', level: 0, limit: parties });
  }

  get kind(): string {
    return 'Barrier';
  }

  /** How many tasks wait for others to arrive. */
  get nWaiting(): number {
    return this.state === 'filling' ? this.count : 0;
  }

  get broken(): boolean {
    return this.state === 'broken';
  }

  /**
   * Waits until all have arrived; gives each a number of its own, from 0 in the order of arrival.
   * Whoever comes while others leave waits outside. Throws `BrokenBarrierError` on `abort` or `reset`.
   */
  *wait(): Coroutine<number> {
    const passing = this.condition.with(() => this.passThrough());
    return yield* new NamedWait(this.purpose, passing);
  }

  /** Waits, then runs the body with the number: `async with barrier as position`. */
  *with<R>(body: (position: number) => BodyResult<R>): Coroutine<R> {
    return yield* awaitableOfBody(body(yield* this.wait()));
  }

  /** Makes the barrier as good as new. Who waits inside gets `BrokenBarrierError`. */
  reset(): Coroutine<void> {
    return this.change(() => {
      this.state = this.count > 0 ? 'resetting' : 'filling';
    });
  }

  /** Breaks the barrier: who waits or comes gets `BrokenBarrierError`, until a reset. */
  abort(): Coroutine<void> {
    return this.change(() => {
      this.state = 'broken';
    });
  }

  override toString(): string {
    const waiting = this.broken ? '' : `, waiters:${this.nWaiting}/${this.parties}`;
    return `<${this.kind} [${this.state}${waiting}]>`;
  }

  private *passThrough(): Coroutine<number> {
    yield* this.condition.waitFor(() => this.state === 'filling' || this.state === 'broken');
    if (this.state === 'broken') throw new BrokenBarrierError('Barrier aborted');
    try {
      const position = this.count++;
      tellLevel(this, this.count);
      if (this.count === this.parties) this.release();
      else yield* this.waitForOthers();
      return position;
    } finally {
      this.leave();
    }
  }

  private release(): void {
    this.state = 'draining';
    this.condition.notifyAll();
  }

  private *waitForOthers(): Coroutine<void> {
    yield* this.condition.waitFor(() => this.state !== 'filling');
    if (this.state === 'broken' || this.state === 'resetting') {
      throw new BrokenBarrierError('Abort or reset of barrier');
    }
  }

  /** The last to leave opens the barrier for those who wait outside. */
  private leave(): void {
    this.count--;
    tellLevel(this, this.count);
    if (this.count > 0) return;
    if (this.state === 'resetting' || this.state === 'draining') this.state = 'filling';
    this.condition.notifyAll();
  }

  private *change(action: () => void): Coroutine<void> {
    yield* this.condition.acquire();
    try {
      action();
      this.condition.notifyAll();
    } finally {
      this.condition.release();
    }
  }
}
