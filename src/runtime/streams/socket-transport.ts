import { copyContext } from '../contextvars';
import { endsTheRun, OSError, RuntimeError } from '../errors';
import type { Future } from '../future';
import type { EventLoop } from '../loop';
import type { Connection, ConnectionListener, NetworkFailure } from '../network';
import { extraInfo } from './extra-info';
import { failureError } from './failure-error';
import type { Protocol } from './protocol';
import { Transport } from './transport';
import type { WriteLimitOptions } from './write-limits';

/** Writes to a lost connection after which each one is logged: `constants`. */
const LOG_THRESHOLD = 5;

/** Who counts the open connections of a server. */
export interface TransportOwner {
  attach(transport: SocketTransport): void;
  detach(transport: SocketTransport): void;
}

export interface SocketTransportOptions {
  /** Set when the protocol knows of the connection. */
  waiter?: Future<void>;
  owner?: TransportOwner;
  /** The program's own name for the TLS settings: `sslcontext`. */
  sslcontext?: unknown;
}

/**
 * A connection over a socket: `selector_events._SelectorSocketTransport`.
 *
 * 1. The protocol is only called from handles of the loop, in the order in which things happened.
 * 2. `connectionLost` is the last call, and there is exactly one.
 */
export class SocketTransport extends Transport implements ConnectionListener {
  private readonly owner: TransportOwner | undefined;
  /** The protocol runs in the context in which the transport was made, as it does in CPython. */
  private readonly option = { context: copyContext() };
  private sslcontext: unknown;
  private isShut = false;
  private isPaused = false;
  private hasEnded = false;
  private hasWrittenEof = false;
  private isReadScheduled = false;
  /** Above zero once `connectionLost` is scheduled; counts writes that came too late. */
  private lost = 0;
  private isGone = false;

  constructor(
    private readonly loop: EventLoop,
    private readonly connection: Connection,
    private protocol: Protocol,
    { waiter, owner, sslcontext }: SocketTransportOptions = {},
  ) {
    super();
    this.owner = owner;
    this.sslcontext = sslcontext;
    connection.listener = this;
    owner?.attach(this);
    this.soon(this.connectionMade);
    this.soon(this.startReading);
    if (waiter !== undefined) this.soon(setUnlessCancelled, waiter);
  }

  getExtraInfo(name: string, fallback?: unknown): unknown {
    const info = name === 'sslcontext' ? this.sslcontext : extraInfo(this.connection, name);
    return info ?? fallback;
  }

  setProtocol(protocol: Protocol): void {
    this.protocol = protocol;
  }

  getProtocol(): Protocol {
    return this.protocol;
  }

  isClosing(): boolean {
    return this.isShut;
  }

  close(): void {
    if (this.isShut) return;
    this.isShut = true;
    const { connection } = this;
    connection.setReading(false);
    // TLS says goodbye, which takes a while.
    const isFlushed = connection.unsent === 0 && connection.tls === undefined;
    const isOver = isFlushed || connection.isClosed;
    connection.close();
    if (isOver) this.loseSoon(undefined);
  }

  abort(): void {
    this.forceClose(undefined);
  }

  isReading(): boolean {
    return !this.isShut && !this.isPaused;
  }

  pauseReading(): void {
    if (!this.isReading()) return;
    this.isPaused = true;
    this.connection.setReading(false);
  }

  resumeReading(): void {
    if (this.isShut || !this.isPaused) return;
    this.isPaused = false;
    if (!this.hasEnded) this.connection.setReading(true);
  }

  write(data: Uint8Array): void {
    if (!(data instanceof Uint8Array)) {
      const advice = typeof data === 'string' ? '. Write new TextEncoder().encode(text)' : '';
      throw new TypeError(
        `data argument must be a bytes, bytearray, or memoryview object, not '${typeof data}'${advice}`,
      );
    }
    this.checkNotEnded('write');
    if (data.length === 0 || this.dropsWrite()) return;
    this.connection.write(data);
    this.limitWriting();
  }

  writelines(pieces: Iterable<Uint8Array>): void {
    this.checkNotEnded('writelines');
    for (const piece of pieces) this.write(piece);
  }

  canWriteEof(): boolean {
    return this.connection.tls === undefined;
  }

  writeEof(): void {
    if (this.isShut || this.hasWrittenEof) return;
    if (!this.canWriteEof()) throw new RuntimeError('TLS cannot be closed on one side only.');
    this.hasWrittenEof = true;
    this.connection.end();
  }

  getWriteBufferSize(): number {
    return this.connection.unsent;
  }

  override setWriteBufferLimits(options: WriteLimitOptions = {}): void {
    super.setWriteBufferLimits(options);
    this.limitWriting();
  }

  /** Hands the connection to somebody who goes on with it, as TLS does. Nothing is read any more. */
  release(): Connection {
    this.connection.setReading(false);
    return this.connection;
  }

  /** Goes on with the connection after `release`. */
  takeBack(sslcontext: unknown): void {
    this.sslcontext = sslcontext;
    this.connection.listener = this;
    if (this.isReading()) this.connection.setReading(true);
  }

  override toString(): string {
    if (this.isGone) return '<SocketTransport closed>';
    const read = this.isReading() && !this.hasEnded ? 'polling' : 'idle';
    const size = this.getWriteBufferSize();
    const write = `<${size > 0 ? 'polling' : 'idle'}, bufsize=${size}>`;
    return `<SocketTransport${this.isShut ? ' closing' : ''} read=${read} write=${write}>`;
  }

  // --- From the network, outside of any handle ---------------------------------------------------

  readable(): void {
    if (this.isReadScheduled) return;
    this.isReadScheduled = true;
    this.soon(this.readReady);
  }

  sent(): void {
    if (this.writeLimits.shrank(this.connection.unsent)) this.soon(this.writeReady);
  }

  closed(failure: NetworkFailure | undefined): void {
    this.soon(this.connectionClosed, failure);
  }

  // --- Handles -----------------------------------------------------------------------------------

  private readonly connectionMade = (): void => {
    this.protocol.connectionMade(this);
  };

  private readonly startReading = (): void => {
    if (this.isReading()) this.connection.setReading(true);
  };

  private readonly readReady = (): void => {
    this.isReadScheduled = false;
    if (this.lost > 0 || !this.isReading() || this.hasEnded) return;
    const data = this.connection.read();
    if (data === undefined) return;
    if (data.length === 0) this.readEof();
    else this.guard('data_received', () => this.protocol.dataReceived(data));
    if (this.connection.isReadable && this.isReading() && !this.hasEnded) this.readable();
  };

  private readonly writeReady = (): void => {
    this.guard('resume_writing', () => this.protocol.resumeWriting());
  };

  private readonly connectionClosed = (failure: NetworkFailure | undefined): void => {
    if (failure !== undefined) this.forceClose(failureError(failure));
    else if (this.isShut && this.lost === 0) this.loseSoon(undefined);
  };

  private readonly connectionLost = (error: unknown): void => {
    try {
      this.protocol.connectionLost(error);
    } finally {
      this.isGone = true;
      this.owner?.detach(this);
    }
  };

  // --- Parts -------------------------------------------------------------------------------------

  private readEof(): void {
    this.hasEnded = true;
    this.connection.setReading(false);
    let staysOpen = false;
    this.guard('eof_received', () => {
      staysOpen = this.protocol.eofReceived();
    });
    if (!staysOpen) this.close();
  }

  /** Runs a call to the protocol; what it throws breaks the connection. */
  private guard(name: string, call: () => void): void {
    try {
      call();
    } catch (error) {
      if (endsTheRun(error)) throw error;
      const message = `Fatal error: protocol.${name}() call failed.`;
      if (!(error instanceof OSError)) {
        const { protocol } = this;
        this.loop.callExceptionHandler({ message, exception: error, transport: this, protocol });
      }
      this.forceClose(error);
    }
  }

  private forceClose(error: unknown): void {
    if (this.lost > 0) return;
    this.isShut = true;
    this.connection.setReading(false);
    this.connection.abort();
    this.loseSoon(error);
  }

  private loseSoon(error: unknown): void {
    this.lost++;
    this.soon(this.connectionLost, error);
  }

  private soon<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): void {
    this.loop.callSoon<unknown[]>(
      callback as (...args: unknown[]) => unknown,
      ...args,
      this.option,
    );
  }

  private checkNotEnded(caller: string): void {
    if (this.hasWrittenEof) throw new RuntimeError(`Cannot call ${caller}() after write_eof()`);
  }

  /** Whether a write comes too late to be sent. */
  private dropsWrite(): boolean {
    if (this.lost === 0) return this.isShut;
    if (this.lost >= LOG_THRESHOLD) this.loop.log.warning('socket.send() raised exception.');
    this.lost++;
    return true;
  }

  private limitWriting(): void {
    if (!this.writeLimits.grew(this.connection.unsent)) return;
    this.guard('pause_writing', () => this.protocol.pauseWriting());
  }
}

/** `futures._set_result_unless_cancelled`. */
function setUnlessCancelled(waiter: Future<void>): void {
  if (!waiter.cancelled()) waiter.setResult(undefined);
}
