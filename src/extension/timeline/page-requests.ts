import { Disposable, toDisposable } from '../../base/disposable';

interface Pending {
  readonly settle: (result: { value: unknown } | { error: string }) => void;
}

/** Questions to a timeline's page. Each gets one answer: a reply or an error. */
export class PageRequests<T> extends Disposable {
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  /** `send` hands a question with its number to the page. The page has `limitMs` real milliseconds to answer. */
  constructor(
    private readonly send: (id: number, request: T) => void,
    private readonly limitMs: number,
  ) {
    super();
    this._register(
      toDisposable(() => {
        for (const { settle } of this.#pending.values()) settle({ error: 'The panel was closed.' });
      }),
    );
  }

  /** Rejects if the page does not answer in time or is closed. */
  ask(request: T): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const error = 'The timeline did not answer.';
      const timer = setTimeout(() => this.#pending.get(id)?.settle({ error }), this.limitMs);
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
