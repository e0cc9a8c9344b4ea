import { Disposable, toDisposable } from '../../base/disposable';
import type { TimelineTestRequest, ToTimeline } from '../../protocol/timeline';

/** Real milliseconds. */
const TIMEOUT_MS = 10_000;

interface Pending {
  readonly settle: (result: { value: unknown } | { error: string }) => void;
}

/** Asks a timeline's page what it drew. Every question gets one answer: a reply or an error. */
export class PanelTester extends Disposable {
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  constructor(private readonly send: (message: ToTimeline) => void) {
    super();
    this._register(
      toDisposable(() => {
        for (const { settle } of this.#pending.values()) settle({ error: 'The panel was closed.' });
      }),
    );
  }

  /** Rejects if the page does not answer within ten seconds or is closed. */
  ask(request: TimelineTestRequest): Promise<unknown> {
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
      this.send({ type: 'test/request', id, request });
    });
  }

  reply(id: number, value: unknown): void {
    this.#pending.get(id)?.settle({ value });
  }
}
