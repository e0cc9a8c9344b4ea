import type { Connection, ConnectionListener } from '../../runtime/network';

/** Bytes that one side may send before the other side takes some. */
const BUFFER_BYTES = 208 * 1024;
const NO_BYTES = new Uint8Array(0);

/**
 * One end of a connection inside of the program: `socket.socketpair`. Nothing outside is needed for
 * it, so nobody waits in real time.
 */
export class MemoryConnection implements Connection {
  listener: ConnectionListener = {};
  readonly local = undefined;
  readonly remote = undefined;
  readonly tls = undefined;
  readonly unsent = 0;
  isClosed = false;
  #peer: MemoryConnection = this;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #hasEnded = false;

  static pair(): [MemoryConnection, MemoryConnection] {
    const [one, other] = [new MemoryConnection(), new MemoryConnection()];
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  get room(): number {
    return Math.max(0, BUFFER_BYTES - this.#peer.#bytes);
  }

  get isReadable(): boolean {
    return this.#bytes > 0 || this.#hasEnded;
  }

  read(limit = Number.POSITIVE_INFINITY): Uint8Array | undefined {
    const first = this.#chunks.shift();
    if (first === undefined) return this.#hasEnded ? NO_BYTES : undefined;
    const taken = first.subarray(0, limit);
    if (taken.length < first.length) this.#chunks.unshift(first.subarray(limit));
    this.#bytes -= taken.length;
    this.#peer.listener.sent?.();
    return taken;
  }

  setReading(): void {}

  write(data: Uint8Array): void {
    const peer = this.#peer;
    if (peer.isClosed) {
      this.listener.closed?.({ code: 'EPIPE', text: '' });
      return;
    }
    peer.#chunks.push(data);
    peer.#bytes += data.length;
    peer.listener.readable?.();
  }

  end(): void {
    const peer = this.#peer;
    peer.#hasEnded = true;
    peer.listener.readable?.();
  }

  close(): void {
    this.isClosed = true;
    this.end();
  }

  abort(): void {
    this.close();
  }

  secure(): void {
    this.listener.closed?.({ code: 'ERR_SSL_UNSUPPORTED', text: 'There is no TLS in memory.' });
  }
}
