import type {
  Connection,
  ConnectionListener,
  Listening,
  ListeningListener,
  NetworkAddress,
  NetworkFailure,
} from '../../runtime/network';
import { MemoryConnection } from './memory-connection';
import type { SocketWatch, Watchable, WatchedSide } from './socket-watch';

const NO_BYTES = new Uint8Array(0);

/**
 * One socket of a Python program, as the operating system would keep it: a connection, a socket that
 * listens, or neither yet.
 */
export class PythonSocket implements Watchable, ConnectionListener, ListeningListener {
  local: NetworkAddress | undefined;
  #connection: Connection | undefined;
  #listening: Listening | undefined;
  /** Whether the program accepts connections; a socket that is only bound does not. */
  #isAccepting = false;
  readonly #accepted: Connection[] = [];
  /** What went wrong and was not told yet. */
  #failure: NetworkFailure | undefined;
  #isOpen = false;
  #isEnded = false;
  readonly #watches: Partial<Record<WatchedSide, SocketWatch>> = {};

  // --- What the program asks for -----------------------------------------------------------------

  /** Whether a connection is made or under way. */
  get isConnected(): boolean {
    return this.#connection !== undefined;
  }

  /** Whether the connection is made, and TLS ready if there is any. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  get connection(): Connection | undefined {
    return this.#connection;
  }

  /** Gives the address back to which it was bound, for a connection from there. */
  release(): void {
    this.#listening?.close();
    this.#listening = undefined;
  }

  /** Goes on with a connection that is made or under way. */
  connect(connection: Connection, isOpen: boolean): void {
    this.#connection = connection;
    this.#isOpen = isOpen;
    this.local = connection.local ?? this.local;
    connection.listener = this;
    connection.setReading(this.#watches.read !== undefined);
  }

  bind(listen: (listener: ListeningListener) => Listening): void {
    this.#listening = listen(this);
  }

  accept(): void {
    this.#isAccepting = true;
  }

  /** Takes the first connection that waits. */
  takeAccepted(): Connection | undefined {
    return this.#accepted.shift();
  }

  /** What came in; no bytes at the end; undefined if there is nothing yet, or a failure. */
  read(limit: number): Uint8Array | undefined {
    const data = this.#connection?.read(limit);
    if (data !== undefined && data.length > 0) return data;
    this.#isEnded ||= data !== undefined;
    if (this.#failure !== undefined) return undefined;
    return this.#isEnded || this.#connection?.isClosed ? NO_BYTES : undefined;
  }

  get room(): number {
    return this.#isOpen ? (this.#connection?.room ?? 0) : 0;
  }

  /** The failure that nobody has been told yet; it is told once. Data that came before goes first. */
  takeFailure(): NetworkFailure | undefined {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  secure(begin: (connection: Connection) => void): void {
    if (this.#connection === undefined) return;
    this.#isOpen = false;
    begin(this.#connection);
    this.#changed();
  }

  close(): void {
    for (const side of ['read', 'write'] as const) this.watch(side, undefined);
    this.release();
    if (this.#isOpen) this.#connection?.close();
    else this.#connection?.abort();
    for (const connection of this.#accepted.splice(0)) connection.abort();
  }

  /** Sets or takes away what runs when one side is ready. */
  watch(side: WatchedSide, watch: SocketWatch | undefined): void {
    this.#watches[side]?.cancel();
    this.#watches[side] = watch;
    if (side === 'read') this.#connection?.setReading(watch !== undefined);
    this.#changed();
  }

  // --- What a selector sees ----------------------------------------------------------------------

  get isReadable(): boolean {
    if (this.#accepted.length > 0 || this.#failure !== undefined) return true;
    const connection = this.#connection;
    if (connection === undefined) return false;
    return this.#isEnded || connection.isClosed || (this.#isOpen && connection.isReadable);
  }

  get isWritable(): boolean {
    if (this.#failure !== undefined) return true;
    return this.room > 0 || this.#connection?.isClosed === true;
  }

  // --- From the network --------------------------------------------------------------------------

  opened(address?: NetworkAddress): void {
    this.local = address ?? this.#connection?.local;
    this.#isOpen = true;
    this.#changed();
  }

  secured(): void {
    this.#isOpen = true;
    this.#changed();
  }

  readable(): void {
    this.#changed();
  }

  sent(): void {
    this.#changed();
  }

  closed(failure: NetworkFailure | undefined): void {
    // Before it was open, the end of a connection is a failure in any case.
    this.#failure = failure ?? (this.#isOpen ? undefined : { code: 'ECONNRESET', text: '' });
    this.#changed();
  }

  failed(failure: NetworkFailure): void {
    this.#failure = failure;
    this.#listening = undefined;
    this.#changed();
  }

  accepted(connection: Connection): void {
    if (this.#isAccepting) this.#accepted.push(connection);
    else connection.abort();
    this.#changed();
  }

  #changed(): void {
    this.#watches.read?.consider();
    const { write } = this.#watches;
    const isInside = this.#connection instanceof MemoryConnection;
    write?.setOutside(!isInside && !this.isWritable);
    write?.consider();
  }
}
