import { Disposable, toDisposable } from '../../base/disposable';

/** Real milliseconds. */
const TIMEOUT_MS = 30_000;

interface Pending {
  readonly settle: (result: { value: unknown } | { error: string }) => void;
}

/** Questions to a timeline's page. Each gets one answer: a reply or an error. */
export class PageRequests<T> extends Disposable {
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  /** `send` hands a question with its number to the page. */
  constructor(private readonly send: (id: number, request: T) => void) {
    super();
    this._register(
      toDisposable(() => {
        for (const { settle } of this.#pending.values()) settle({ error: 'The panel was closed.' });
      }),
    );
  }

  /** Rejects if the page does not answer within half a minute or is closed. */
  ask(request: T): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const error = 'The timeline did not answer.';
      const timer = setTimeout(() => this.#pending.get(id)?.settle({ error }), TIMEOUT_MS);
      const settle: Pending['settle'] = (result) => {
        clearTimeout(timer);
        this.#pending.delete(id);
        if ('error' in result) reject(new Error(result.error));
        else resolve(result.value);
      };
      this.#pending.set(id, { settle });
      this.send(id, request);
    });
  }

  reply(id: number, value: unknown): void {
    this.#pending.get(id)?.settle({ value });
  }
}
