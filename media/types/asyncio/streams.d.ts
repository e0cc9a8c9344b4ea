import type { Awaitable, Coroutine } from './futures';
import type { EventLoop } from './loop';
import type { SSLContext } from './tls';

export interface OpenConnectionOptions {
  /** The longest line that the reader takes, in bytes; 64 KiB by default. */
  limit?: number;
  /** Uses TLS, with the usual settings if it is true. */
  ssl?: boolean | SSLContext;
  /** The name that the certificate must be for; the host unless said otherwise. */
  serverHostname?: string;
  /** Seconds that the TLS handshake may take; 60 by default. */
  sslHandshakeTimeout?: number;
  /** Takes only addresses of this family. */
  family?: 4 | 6;
  /** Where this side of the connection is to be. */
  localAddr?: readonly [host: string, port: number];
  /** Throws every error in an `ExceptionGroup` instead of the first one or one that sums them up. */
  allErrors?: boolean;
}

/**
 * Connects to a TCP server: `asyncio.open_connection`.
 *
 *     const [reader, writer] = await asyncio.openConnection('example.org', 80);
 *
 * @throws OSError, such as ConnectionRefusedError
 */
export function openConnection(
  host?: string,
  port?: number | string,
  options?: OpenConnectionOptions,
): Coroutine<[StreamReader, StreamWriter]>;

export interface StartServerOptions {
  /** The longest line that a reader takes, in bytes; 64 KiB by default. */
  limit?: number;
  /** Serves TLS only; needs a certificate and its key. */
  ssl?: SSLContext;
  /** Seconds that the TLS handshake of a client may take; 60 by default. */
  sslHandshakeTimeout?: number;
  /** Takes only addresses of this family. */
  family?: 4 | 6;
  /** How many connections may wait to be accepted; 100 by default. */
  backlog?: number;
  /** Lets several sockets listen at the same address. */
  reusePort?: boolean;
  /** Whether clients are served at once; without it, `Server.startServing` begins. */
  startServing?: boolean;
}

/** Serves one client; an async function runs as a task. */
export type ClientConnected = (reader: StreamReader, writer: StreamWriter) => unknown;

/**
 * Starts a TCP server that calls `clientConnected(reader, writer)` for each client:
 * `asyncio.start_server`.
 * @param host one or several; all addresses of the machine if there is none
 * @throws OSError if an address cannot be had
 */
export function startServer(
  clientConnected: ClientConnected,
  host?: string | readonly string[],
  port?: number | string,
  options?: StartServerOptions,
): Coroutine<Server>;

/** What ends a piece of a stream: one separator, or several of which the first counts. */
export type Separators = Uint8Array | readonly Uint8Array[];

/** The receiving half of a stream: `asyncio.StreamReader`. Only one task may wait at a time. */
export class StreamReader implements AsyncIterable<Uint8Array> {
  /** @param options `limit` is the longest line, in bytes */
  constructor(options?: { limit?: number; loop?: EventLoop });

  /** Gives up to `n` bytes as soon as there is one; without `n`, everything up to the end. */
  read(n?: number): Coroutine<Uint8Array>;

  /**
   * Gives exactly `n` bytes.
   * @throws IncompleteReadError if the stream ends before
   */
  readexactly(n: number): Coroutine<Uint8Array>;

  /**
   * Gives a line with its newline; at the end there are no bytes.
   * @throws ValueError for a line beyond the limit
   */
  readline(): Coroutine<Uint8Array>;

  /**
   * Gives everything up to and with the separator, a newline by default.
   * @throws IncompleteReadError if the stream ends before, LimitOverrunError if the limit is reached
   */
  readuntil(separator?: Separators): Coroutine<Uint8Array>;

  /** Whether everything was read, and nothing more will come. */
  atEof(): boolean;

  /** What broke the connection; undefined if nothing did. */
  exception(): Error | undefined;

  /** The lines of the stream, for `for await`. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined>;

  /** Adds bytes, as the connection does. */
  feedData(data: Uint8Array): void;

  /** Nothing more will come. */
  feedEof(): void;

  /** Makes every later read throw `error`, and the one that waits. */
  setException(error: unknown): void;
}

/** A connection: `asyncio.Transport`. */
export interface Transport {
  /** Drops the connection, with what is unsent. */
  abort(): void;

  /** How many bytes are unsent. */
  getWriteBufferSize(): number;

  /** Sets from how many unsent bytes on `drain` waits, and until how many are left. */
  setWriteBufferLimits(options?: { high?: number; low?: number }): void;

  isReading(): boolean;

  pauseReading(): void;

  resumeReading(): void;
}

/** The sending half of a stream: `asyncio.StreamWriter`. */
export class StreamWriter {
  private constructor();

  readonly transport: Transport;

  /** Writes without waiting; await `drain` now and then. */
  write(data: Uint8Array): void;

  writelines(pieces: Iterable<Uint8Array>): void;

  /**
   * Waits while more than 64 KiB are unsent, until 16 KiB are left.
   * @throws what broke the connection
   */
  drain(): Coroutine<void>;

  /** Sends what is unsent and closes the connection, without waiting for it. */
  close(): void;

  isClosing(): boolean;

  /**
   * Waits until the connection is closed.
   * @throws what broke it
   */
  waitClosed(): Coroutine<void>;

  canWriteEof(): boolean;

  /** Tells the other side that nothing more will be written; reading goes on. */
  writeEof(): void;

  /** What is known of the connection: `peername`, `sockname`, `socket`, `sslcontext`, `cipher`. */
  getExtraInfo(name: string, fallback?: unknown): unknown;

  /**
   * Goes on with TLS.
   * @throws SSLError
   */
  startTls(
    context: SSLContext,
    options?: { serverHostname?: string; sslHandshakeTimeout?: number },
  ): Coroutine<void>;
}

/** Listening sockets and the connections that came through them: `asyncio.Server`. */
export class Server {
  private constructor();

  getLoop(): EventLoop;

  isServing(): boolean;

  /** The sockets that listen; none once the server is closed. */
  readonly sockets: readonly TransportSocket[];

  /** Accepts connections from now on. */
  startServing(): Coroutine<void>;

  /**
   * Serves until it is cancelled, and closes then.
   * @throws RuntimeError if the server is closed
   */
  serveForever(): Coroutine<void>;

  /** Listens no more. Connections that are there stay. */
  close(): void;

  /** Closes the connections that are there. */
  closeClients(): void;

  /** Drops the connections that are there, with what is unsent. */
  abortClients(): void;

  /** Waits until the server is closed and all its connections are. */
  waitClosed(): Coroutine<void>;

  /** Runs the body, closes the server and waits for the end: `async with server`. */
  with<R>(body: (server: this) => Awaitable<R> | R): Coroutine<R>;
}

/** Host and port; for IPv6 also flow and scope. */
export type SocketName =
  | readonly [host: string, port: number]
  | readonly [host: string, port: number, flow: number, scope: number];

/** What a program may know of a socket: `asyncio.TransportSocket`. */
export class TransportSocket {
  private constructor();

  /** The address of this side. */
  getsockname(): SocketName;

  /** The address of the other side; undefined if there is none. */
  getpeername(): SocketName | undefined;
}
