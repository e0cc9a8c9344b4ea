// Ends what was started, last first, whatever happens: success, failure or Ctrl+C.

export class Cleanup {
  /** @type {(() => unknown)[]} */
  #ends = [];
  #onSignal = (signal) => {
    console.error(`Stopping (${signal}).`);
    this.run().finally(() => process.exit(130));
  };

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, this.#onSignal);
  }

  /** @param {() => unknown} end may be asynchronous */
  add(end) {
    this.#ends.push(end);
  }

  /** A failing end is reported and does not keep the others from their turn. */
  async run() {
    while (this.#ends.length > 0) {
      try {
        await this.#ends.pop()();
      } catch (error) {
        console.error('Could not clean up:', error);
      }
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, this.#onSignal);
  }
}

/**
 * @template T
 * @param {(cleanup: Cleanup) => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function withCleanup(body) {
  const cleanup = new Cleanup();
  try {
    return await body(cleanup);
  } finally {
    await cleanup.run();
  }
}
