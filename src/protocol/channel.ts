import { ProtocolError, type Result } from './result';

/** Moves messages; knows nothing of what they say. */
export interface Transport {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other side is gone. */
  onClose(listener: () => void): void;
}

/** What one side answers (`requests`) and what it is told (`notifications`). */
export interface Contract {
  readonly requests: Readonly<Record<string, { params: unknown; result: unknown }>>;
  readonly notifications: Readonly<Record<string, unknown>>;
}

type Handlers<C extends Contract> = {
  readonly [M in keyof C['requests']]: (
    params: C['requests'][M]['params'],
  ) => Promise<C['requests'][M]['result']> | C['requests'][M]['result'];
};
type Listeners<C extends Contract> = {
  readonly [M in keyof C['notifications']]: (params: C['notifications'][M]) => void;
};

type Message =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly method: string;
      readonly params: unknown;
    }
  | { readonly kind: 'reply'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'notification'; readonly method: string; readonly params: unknown };

interface Pending {
  readonly settle: (result: Result<unknown>) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Milliseconds after which a request that nobody answered fails. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * One end of a typed conversation: `Local` is what this side answers, `Remote` what the other does.
 *
 * 1. Every request is settled exactly once: by a reply, an error, a timeout, or the end of the channel.
 * 2. A handler that throws answers with an error; it never ends the channel.
 */
export class Channel<Local extends Contract, Remote extends Contract> {
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed = false;

  constructor(
    private readonly transport: Transport,
    private readonly handlers: Handlers<Local>,
    private readonly listeners: Listeners<Local>,
  ) {
    transport.onMessage((message) => this.#receive(message as Message));
    transport.onClose(() => this.#close());
  }

  /** Asks the other side. Rejects with `ProtocolError`. */
  request<M extends keyof Remote['requests'] & string>(
    method: M,
    params: Remote['requests'][M]['params'],
    timeoutMs = REQUEST_TIMEOUT_MS,
  ): Promise<Remote['requests'][M]['result']> {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const settle = (result: Result<unknown>) => {
        clearTimeout(timer);
        this.#pending.delete(id);
        if (result.ok) resolve(result.value as Remote['requests'][M]['result']);
        else reject(new ProtocolError(result.error.code, result.error.message));
      };
      const timer = setTimeout(() => {
        settle(failure('protocol/timeout', `No answer to ${method} within ${timeoutMs} ms.`));
      }, timeoutMs);
      if (this.#closed) return settle(CLOSED);
      this.#pending.set(id, { settle, timer });
      this.transport.send({ kind: 'request', id, method, params } satisfies Message);
    });
  }

  /** Tells the other side; nothing comes back. */
  notify<M extends keyof Remote['notifications'] & string>(
    method: M,
    params: Remote['notifications'][M],
  ): void {
    if (this.#closed) return;
    this.transport.send({ kind: 'notification', method, params } satisfies Message);
  }

  #receive(message: Message): void {
    if (message.kind === 'reply') this.#pending.get(message.id)?.settle(message.result);
    else if (message.kind === 'notification') this.#told(message.method, message.params);
    else void this.#answer(message.id, message.method, message.params);
  }

  #told(method: string, params: unknown): void {
    const listener = this.listeners[method as keyof Listeners<Local>];
    listener?.(params as never);
  }

  async #answer(id: number, method: string, params: unknown): Promise<void> {
    const result = await this.#resultOf(method, params);
    if (!this.#closed) this.transport.send({ kind: 'reply', id, result } satisfies Message);
  }

  async #resultOf(method: string, params: unknown): Promise<Result<unknown>> {
    const handler = this.handlers[method as keyof Handlers<Local>];
    if (!handler) return failure('protocol/unknown-method', `Nobody answers ${method}.`);
    try {
      return { ok: true, value: await handler(params as never) };
    } catch (error) {
      if (error instanceof ProtocolError) return failure(error.code, error.message);
      return failure('protocol/failed', error instanceof Error ? error.message : String(error));
    }
  }

  #close(): void {
    this.#closed = true;
    for (const pending of [...this.#pending.values()]) pending.settle(CLOSED);
  }
}

const CLOSED = failure('protocol/closed', 'The other side is gone.');

function failure(code: string, message: string): Result<never> {
  return { ok: false, error: { code, message } };
}
