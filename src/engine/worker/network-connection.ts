import type {
  Connection,
  ConnectionListener,
  NetworkAddress,
  NetworkFailure,
  TlsSession,
  TlsSettings,
} from '../../runtime/network';
import type { SocketReport } from '../socket-messages';
import type { NetworkHub } from './network-hub';
import type { OutsideWait } from './outside-wait';

/** Bytes that an operating system takes at once, so that a small write does not count as unsent. */
const SEND_BUFFER_BYTES = 128 * 1024;

const NO_BYTES = new Uint8Array(0);

/** Where a connection stands. After `gone` nothing more happens to it. */
type State = 'connecting' | 'open' | 'securing' | 'closing' | 'gone';

/** A connection whose socket the supervisor owns. */
export class NetworkConnection implements Connection {
  listener: ConnectionListener = {};
  local: NetworkAddress | undefined;
  remote: NetworkAddress | undefined;
  tls: TlsSession | undefined;
  #state: State = 'connecting';
  #isReading = false;
  /** What came in and was not read. */
  #chunks: Uint8Array[] = [];
  #hasEnded = false;
  #isEndRead = false;
  /** Bytes that were written and of which we do not know that the operating system took them. */
  #inFlight = 0;
  /** The end, if it came when nobody listened. */
  #untold: { readonly failure: NetworkFailure | undefined } | undefined;

  constructor(
    private readonly hub: NetworkHub,
    readonly id: number,
    private readonly outside: OutsideWait,
    private readonly onGone: (connection: NetworkConnection) => void,
  ) {
    hub.register(id, (report) => this.#receive(report));
    this.#update();
  }

  /** The connection is made. */
  open(local: NetworkAddress, remote: NetworkAddress | undefined): void {
    this.local = local;
    this.remote = remote;
    this.#enter('open');
  }

  get unsent(): number {
    return Math.max(0, this.#inFlight - SEND_BUFFER_BYTES);
  }

  get room(): number {
    return Math.max(0, SEND_BUFFER_BYTES - this.#inFlight);
  }

  get isClosed(): boolean {
    return this.#state === 'gone';
  }

  get isReadable(): boolean {
    return this.#chunks.length > 0 || (this.#hasEnded && !this.#isEndRead);
  }

  read(limit = Number.POSITIVE_INFINITY): Uint8Array | undefined {
    if (this.#chunks.length > 0) return this.#take(limit);
    if (!this.isReadable) return undefined;
    this.#isEndRead = true;
    this.#update();
    return NO_BYTES;
  }

  setReading(isReading: boolean): void {
    this.#isReading = isReading;
    this.#update();
    if (!isReading) return;
    this.#tellReadable();
    const untold = this.#untold;
    this.#untold = undefined;
    if (untold !== undefined) this.listener.closed?.(untold.failure);
  }

  write(data: Uint8Array<ArrayBuffer>, isOwned = false): void {
    if (this.#state === 'gone') return;
    // A copy, because the program keeps its bytes, and may even change them.
    const copy = isOwned ? data : data.slice();
    this.#inFlight += copy.length;
    this.hub.post({ type: 'write', id: this.id, data: copy }, [copy.buffer]);
    this.#update();
  }

  end(): void {
    this.#post({ type: 'end' });
  }

  close(): void {
    this.#post({ type: 'close' });
    if (this.#state !== 'gone') this.#enter('closing');
  }

  abort(): void {
    this.#post({ type: 'abort' });
    this.#leave();
  }

  /** Closes without anybody who waits for it. */
  dispose(): void {
    this.#post({ type: 'close' });
    this.#leave();
  }

  secure(settings: TlsSettings, isServer: boolean): void {
    if (this.#state === 'gone') {
      this.listener.closed?.(this.#untold?.failure);
      return;
    }
    this.#chunks = [];
    this.#hasEnded = false;
    this.#post({ type: 'secure', settings, isServer });
    this.#enter('securing');
  }

  #take(limit: number): Uint8Array {
    const chunks = this.#chunks;
    let bytes = 0;
    let count = 0;
    while (count < chunks.length && bytes + chunks[count]!.length <= limit) {
      bytes += chunks[count++]!.length;
    }
    if (count === 0) {
      const [first] = chunks as [Uint8Array];
      chunks[0] = first.subarray(limit);
      return first.subarray(0, limit);
    }
    this.#post({ type: 'taken', chunks: count });
    return joined(chunks.splice(0, count));
  }

  #receive(report: SocketReport): void {
    switch (report.type) {
      case 'opened':
        this.open(report.local, report.remote);
        this.listener.opened?.();
        return;
      case 'data':
        // What came before TLS was ready is part of its handshake, and comes again.
        if (this.#state !== 'securing') this.#chunks.push(report.data);
        this.#tellReadable();
        return;
      case 'ended':
        if (this.#state !== 'securing') this.#hasEnded = true;
        this.#tellReadable();
        return;
      case 'sent':
        this.#inFlight -= report.bytes;
        this.#update();
        this.listener.sent?.();
        return;
      case 'secured':
        this.tls = report.session;
        this.#enter('open');
        this.listener.secured?.();
        return;
      case 'closed':
        this.#closed(report.failure);
    }
  }

  #closed(failure: NetworkFailure | undefined): void {
    this.#leave();
    if (this.listener.closed === undefined) this.#untold = { failure };
    else this.listener.closed(failure);
  }

  #tellReadable(): void {
    if (this.#isReading && this.isReadable) this.listener.readable?.();
  }

  #leave(): void {
    if (this.#state === 'gone') return;
    this.#inFlight = 0;
    this.hub.forget(this.id);
    this.#enter('gone');
    this.onGone(this);
  }

  #enter(state: State): void {
    this.#state = state;
    this.#update();
  }

  /** Whether the supervisor may have something to tell: what CPython's selector would watch. */
  #update(): void {
    const state = this.#state;
    const isBusy = state === 'connecting' || state === 'securing' || this.unsent > 0;
    const isAwaited = this.#isReading && !this.#isEndRead;
    const isFinishing = state === 'closing' && this.tls !== undefined;
    this.outside.set(state !== 'gone' && (isBusy || isAwaited || isFinishing));
  }

  #post(
    command:
      | { type: 'end' | 'close' | 'abort' }
      | { type: 'taken'; chunks: number }
      | { type: 'secure'; settings: TlsSettings; isServer: boolean },
  ): void {
    if (this.#state !== 'gone') this.hub.post({ ...command, id: this.id });
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
