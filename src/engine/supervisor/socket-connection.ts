import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { NetworkFailure, TlsSettings } from '../../runtime/network';
import { READ_WINDOW_BYTES, type SocketReport } from '../socket-messages';
import { localAddress, remoteAddress } from './socket-address';
import { failureOf } from './socket-failure';
import { beginTls, sessionOf } from './socket-tls';

/** Time that the other side gets to take what is unsent when the run is over. */
const FLUSH_MS = 1000;

type Post = (report: SocketReport, transfer?: ArrayBuffer[]) => void;

/**
 * One connection of a program.
 *
 * 1. At most one window of data is on its way to the program; beyond that, the other side has to wait.
 * 2. `closed` is the last report, and there is exactly one.
 */
export class SocketConnection {
  #socket: Socket;
  /** What was sent to the program and not taken, the oldest first. */
  #untaken: Uint8Array[] = [];
  #untakenBytes = 0;
  #failure: NetworkFailure | undefined;
  #isClosed = false;

  constructor(
    private readonly id: number,
    socket: Socket,
    private readonly post: Post,
    private readonly onClosed: () => void,
  ) {
    this.#socket = socket;
    this.#watch(socket);
    socket.once('connect', () => {
      const [local, remote] = [localAddress(socket), remoteAddress(socket)];
      post({ type: 'opened', id, local, remote });
    });
  }

  write(data: Uint8Array): void {
    const { id } = this;
    this.#socket.write(data, (error) => {
      // The error itself is an event of the socket.
      if (!error) this.post({ type: 'sent', id, bytes: data.length });
    });
  }

  /** The program took the oldest `chunks`. */
  taken(chunks: number): void {
    for (const { length } of this.#untaken.splice(0, chunks)) this.#untakenBytes -= length;
    if (this.#untakenBytes < READ_WINDOW_BYTES && this.#socket.isPaused()) this.#socket.resume();
  }

  end(): void {
    this.#socket.end();
  }

  close(): void {
    this.#socket.destroySoon();
  }

  abort(): void {
    this.#socket.destroy();
  }

  /** Closes when what was written is sent, or after a moment. */
  finish(): void {
    const socket = this.#socket;
    const timer = setTimeout(() => socket.destroy(), FLUSH_MS);
    socket.once('close', () => clearTimeout(timer));
    // Unread data must not keep the connection open.
    socket.resume();
    socket.destroySoon();
  }

  /** Begins TLS. What the program did not take belongs to the handshake. */
  secure(settings: TlsSettings, isServer: boolean): void {
    const raw = this.#socket;
    raw.off('data', this.#onData).off('end', this.#onEnd).pause();
    if (this.#untaken.length > 0) raw.unshift(Buffer.concat(this.#untaken));
    this.#untaken = [];
    this.#untakenBytes = 0;
    beginTls(
      raw,
      settings,
      isServer,
      (socket) => this.#secured(socket),
      (error) => this.#fail(error),
    );
  }

  #secured(socket: TLSSocket): void {
    if (this.#isClosed) {
      socket.destroy();
      return;
    }
    this.#socket.off('close', this.#onClose);
    this.#socket = socket;
    this.#watch(socket);
    this.post({ type: 'secured', id: this.id, session: sessionOf(socket) });
  }

  #watch(socket: Socket): void {
    socket
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('error', this.#onError)
      .on('close', this.#onClose);
  }

  readonly #onEnd = (): void => this.post({ type: 'ended', id: this.id });

  readonly #onError = (error: unknown): void => {
    this.#failure ??= failureOf(error);
  };

  readonly #onData = (chunk: Uint8Array): void => {
    const copy = new Uint8Array(chunk);
    this.#untaken.push(chunk);
    this.#untakenBytes += chunk.length;
    if (this.#untakenBytes >= READ_WINDOW_BYTES) this.#socket.pause();
    this.post({ type: 'data', id: this.id, data: copy }, [copy.buffer]);
  };

  readonly #onClose = (): void => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.post({ type: 'closed', id: this.id, failure: this.#failure });
    this.onClosed();
  };

  #fail(error: unknown): void {
    this.#onError(error);
    this.#socket.destroy();
    this.#onClose();
  }
}
