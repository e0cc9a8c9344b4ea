import { ConnectionResetError } from '../connection-errors';
import type { Coroutine } from '../coroutine';
import type { Future } from '../future';
import type { EventLoop } from '../loop';
import type { Purpose } from '../purpose';
import { Protocol } from './protocol';

const PURPOSE: Purpose = { kind: 'socket write' };

/** Lets `drain` wait while too much is buffered: `streams.FlowControlMixin`. */
export class FlowControl extends Protocol {
  private isPaused = false;
  private isLost = false;
  private readonly waiters = new Set<Future<void>>();

  constructor(protected readonly loop: EventLoop) {
    super();
  }

  override pauseWriting(): void {
    this.isPaused = true;
  }

  override resumeWriting(): void {
    this.isPaused = false;
    this.wake(undefined);
  }

  override connectionLost(error: unknown): void {
    this.isLost = true;
    if (this.isPaused) this.wake(error);
  }

  /** Waits while writing is paused. Throws what broke the connection, or `ConnectionResetError`. */
  *drain(): Coroutine<void> {
    if (this.isLost) throw new ConnectionResetError('Connection lost');
    if (!this.isPaused) return;
    const waiter = this.loop.createFuture<void>();
    waiter.purpose = PURPOSE;
    this.waiters.add(waiter);
    try {
      yield* waiter;
    } finally {
      this.waiters.delete(waiter);
    }
  }

  private wake(error: unknown): void {
    for (const waiter of this.waiters) {
      if (waiter.done()) continue;
      if (error === undefined) waiter.setResult(undefined);
      else waiter.setException(error);
    }
  }
}
