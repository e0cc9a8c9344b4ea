import { copyContext } from '../contextvars';
import type { Coroutine } from '../coroutine';
import { CancelledError, endsTheRun, RuntimeError } from '../errors';
import type { Future } from '../future';
import type { EventLoop } from '../loop';
import type { Connection } from '../network';
import type { Purpose } from '../purpose';
import { sleep } from '../sleep';
import { awaitableOfBody, type BodyResult } from '../with-body';
import type { ListeningSocket } from './listening-socket';
import type { Protocol } from './protocol';
import type { TransportSocket } from './socket-name';
import { SocketTransport, type TransportOwner } from './socket-transport';
import type { SSLContext } from './ssl-context';
import { secure } from './start-tls';

const ACCEPT_PURPOSE: Purpose = { kind: 'connect' };

export interface ServerOptions {
  readonly ssl?: SSLContext;
  /** Seconds that the TLS handshake of a client may take; 60 by default. */
  readonly sslHandshakeTimeout?: number;
}

/** Listening sockets and the connections that came through them: `asyncio.Server`. */
export class Server implements TransportOwner {
  private readonly purpose: Purpose = { kind: 'other', detail: 'serve_forever', owner: this };
  private readonly closePurpose: Purpose = { kind: 'other', detail: 'wait_closed', owner: this };
  private readonly clients = new Set<SocketTransport>();
  private readonly context = copyContext();
  /** Undefined once the server is closed. */
  private listeners: readonly ListeningSocket[] | undefined;
  /** Who waits for the end; undefined once it has come. */
  private waiters: Array<Future<void>> | undefined = [];
  private isStarted = false;
  private servingForever: Future<void> | undefined = undefined;

  constructor(
    private readonly loop: EventLoop,
    listeners: readonly ListeningSocket[],
    private readonly protocolFactory: () => Protocol,
    private readonly options: ServerOptions = {},
  ) {
    this.listeners = listeners;
  }

  getLoop(): EventLoop {
    return this.loop;
  }

  isServing(): boolean {
    return this.isStarted && this.listeners !== undefined;
  }

  /** The sockets that listen; none once the server is closed. */
  get sockets(): readonly TransportSocket[] {
    return (this.listeners ?? []).map(({ socket }) => socket);
  }

  /** Accepts connections from now on. Does nothing if it does so already. */
  *startServing(): Coroutine<void> {
    this.start();
    yield* sleep(0);
  }

  /**
   * Serves until it is cancelled, and closes then.
   * Throws `RuntimeError` if the server is closed, or somebody else calls this already.
   */
  *serveForever(): Coroutine<void> {
    if (this.servingForever !== undefined) {
      throw new RuntimeError(`server ${this} is already being awaited on serve_forever()`);
    }
    if (this.listeners === undefined) throw new RuntimeError(`server ${this} is closed`);
    this.start();
    const forever = this.loop.createFuture<void>();
    forever.purpose = this.purpose;
    this.servingForever = forever;
    try {
      yield* forever;
    } catch (error) {
      if (error instanceof CancelledError) yield* this.closeAndWait();
      throw error;
    } finally {
      this.servingForever = undefined;
    }
  }

  /** Listens no more. Connections that are there stay: see `closeClients` and `waitClosed`. */
  close(): void {
    const { listeners, servingForever } = this;
    if (listeners === undefined) return;
    this.listeners = undefined;
    for (const listener of listeners) listener.close();
    this.servingForever = undefined;
    servingForever?.cancel();
    if (this.clients.size === 0) this.wake();
  }

  closeClients(): void {
    for (const client of [...this.clients]) client.close();
  }

  abortClients(): void {
    for (const client of [...this.clients]) client.abort();
  }

  /** Waits until the server is closed and all its connections are. */
  *waitClosed(): Coroutine<void> {
    if (this.waiters === undefined) return;
    const waiter = this.loop.createFuture<void>();
    waiter.purpose = this.closePurpose;
    this.waiters.push(waiter);
    yield* waiter;
  }

  /** Runs the body, closes the server and waits for the end: `async with server`. */
  *with<R>(body: (server: this) => BodyResult<R>): Coroutine<R> {
    try {
      return yield* awaitableOfBody(body(this));
    } finally {
      this.close();
      yield* this.waitClosed();
    }
  }

  toString(): string {
    const [only, ...others] = this.sockets;
    // As Python writes a tuple.
    const end = only !== undefined && others.length === 0 ? ',' : '';
    return `<Server sockets=(${this.sockets.join(', ')}${end})>`;
  }

  // --- For its connections -----------------------------------------------------------------------

  attach(transport: SocketTransport): void {
    this.clients.add(transport);
  }

  detach(transport: SocketTransport): void {
    this.clients.delete(transport);
    if (this.clients.size === 0 && this.listeners === undefined) this.wake();
  }

  /** Accepts connections, without a turn of the loop. */
  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    for (const listener of this.listeners ?? []) listener.start(this.accept);
  }

  /** Each connection is made by a task of its own, as in CPython, so that tasks have the same numbers. */
  private readonly accept = (connection: Connection): void => {
    this.loop.createTask(this.acceptConnection(connection), { context: this.context.copy() });
  };

  private *acceptConnection(connection: Connection): Coroutine<void> {
    const { loop, options } = this;
    const { ssl, sslHandshakeTimeout } = options;
    let transport: SocketTransport | undefined;
    try {
      const protocol = this.protocolFactory();
      if (ssl !== undefined) {
        yield* secure(loop, connection, ssl, { serverSide: true, sslHandshakeTimeout });
      }
      const waiter = loop.createFuture<void>();
      waiter.purpose = ACCEPT_PURPOSE;
      const settings = { waiter, owner: this, sslcontext: ssl };
      transport = new SocketTransport(loop, connection, protocol, settings);
      yield* waiter;
    } catch (error) {
      if (transport === undefined) connection.abort();
      else transport.close();
      this.acceptFailed(error);
    }
  }

  private acceptFailed(error: unknown): void {
    if (endsTheRun(error)) throw error;
    if (!this.loop.debug) return;
    const message = 'Error on transport creation for incoming connection';
    this.loop.callExceptionHandler({ message, exception: error });
  }

  /** Closes, and waits for the end unless something else comes first. */
  private *closeAndWait(): Coroutine<void> {
    this.close();
    try {
      yield* this.waitClosed();
    } catch (error) {
      if (endsTheRun(error)) throw error;
    }
  }

  private wake(): void {
    const { waiters } = this;
    this.waiters = undefined;
    for (const waiter of waiters ?? []) if (!waiter.done()) waiter.setResult(undefined);
  }
}
