import { RuntimeError } from './errors';
import type { EventLoop } from './loop';
import { findRunningLoop, getRunningLoop } from './running-loop';

/**
 * What tasks wait for belongs to the loop on which somebody first had to wait, not to the one that
 * ran when it was made: `mixins._LoopBoundMixin`.
 */
export abstract class LoopBound {
  private loop: EventLoop | undefined = undefined;

  /** The name of the class in messages. */
  abstract get kind(): string;

  /** Throws `RuntimeError` on another loop than the one where it was called first. */
  protected bindLoop(): EventLoop {
    const loop = findRunningLoop();
    this.loop ??= loop;
    if (loop !== this.loop) throw new RuntimeError(`${this} is bound to a different event loop`);
    return loop ?? getRunningLoop();
  }
}
