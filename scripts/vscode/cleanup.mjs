// Ends what was started, last first, whatever happens: success, failure or Ctrl+C.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export class Cleanup {
  /** @type {(() => unknown)[]} */
  #ends = [];
  #onSignal = (signal) => this.#leave(`Stopping (${signal}).`, 130);
  #onError = (error) => this.#leave(error, 1);

  constructor() {
    for (const signal of signals) process.once(signal, this.#onSignal);
    process.once('uncaughtException', this.#onError);
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
    for (const signal of signals) process.off(signal, this.#onSignal);
    process.off('uncaughtException', this.#onError);
  }

  #leave(why, code) {
    console.error(why);
    this.run().finally(() => process.exit(code));
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
