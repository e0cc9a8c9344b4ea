import type { SignalGate } from '../../scenarios/python/signal-gate';
import { type Control, INTERRUPT_SIGNAL, SIGNAL } from '../control';

/**
 * Stands for the memory in which an interpreter looks for its signals.
 *
 * The interpreter reads the signal and then writes 0, whatever it has read. In plain memory that would
 * wipe out a signal that arrives in between, and a stop would be lost. Here only what was read is cleared.
 */
export class SignalBuffer implements SignalGate {
  isShut = false;
  #seen = 0;

  constructor(private readonly control: Control) {}

  get 0(): number {
    this.#seen = this.isShut ? 0 : Atomics.load(this.control.cells, SIGNAL);
    return this.#seen;
  }

  interruptLater(): void {
    Atomics.compareExchange(this.control.cells, SIGNAL, 0, INTERRUPT_SIGNAL);
  }

  /** Has handled what was read last. */
  set 0(_none: number) {
    if (this.#seen !== 0) Atomics.compareExchange(this.control.cells, SIGNAL, this.#seen, 0);
  }
}
