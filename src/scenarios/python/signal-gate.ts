/** What stands between the signals that arrive and the interpreter. */
export interface SignalGate {
  /** While true, the interpreter sees none; those that arrive wait until it may. */
  isShut: boolean;
  /** The interpreter has seen an interrupt too early, and will see it again. */
  interruptLater(): void;
}

/** Lets the interpreter see signals while `action` runs; returns and throws what it does. */
export function withOpenGate<T>(gate: SignalGate, action: () => T): T {
  const wasShut = gate.isShut;
  gate.isShut = false;
  try {
    return action();
  } finally {
    gate.isShut = wasShut;
  }
}
