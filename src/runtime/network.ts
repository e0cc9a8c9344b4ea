/** Where a socket is, or is to be. */
export interface NetworkAddress {
  readonly family: 4 | 6;
  readonly host: string;
  readonly port: number;
}

/** Why something on the network failed, for every language to say in its own words. */
export interface NetworkFailure {
  /** The name of the error number, such as `ECONNREFUSED`, or the one of Node or OpenSSL. */
  readonly code: string;
  /** What the operating system or OpenSSL say. */
  readonly text: string;
}

/** What one side of TLS shows and asks for. Certificates and keys are texts in PEM format. */
export interface TlsSettings {
  readonly certificate?: string;
  readonly key?: string;
  /** What the key is encrypted with, if it is. */
  readonly password?: string;
  /** What to trust instead of the well-known authorities. */
  readonly authorities?: string;
  /** Whether the well-known authorities are trusted beside these. */
  readonly trustsWellKnown?: boolean;
  /** Whether the other side must have a certificate that is trusted. */
  readonly verify: boolean;
  /** Whether a client may have no certificate at all. */
  readonly isOptional?: boolean;
  /** The name that the certificate of a server must be for; empty if any will do. */
  readonly serverName?: string;
  /** The name by which a server is asked for; that above unless said otherwise. */
  readonly askedName?: string;
  /** Protocols to speak inside of TLS (ALPN), the best first. */
  readonly protocols?: readonly string[];
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
}

export type TlsVersion = 'TLSv1.2' | 'TLSv1.3';

/** What the two sides agreed on. */
export interface TlsSession {
  /** Such as `TLSv1.3`. */
  readonly version: string;
  readonly cipher: string;
  /** The protocol of ALPN, if the two sides found one. */
  readonly protocol?: string;
  /** The certificate of the other side, in DER format as Base64. */
  readonly certificate?: string;
}

/** What a connection tells. Called from `Network.poll`, outside of any handle: schedule, do not run. */
export interface ConnectionListener {
  /** The connection is made. */
  opened?(): void;
  /** TLS is ready. */
  secured?(): void;
  /** There is something to read, and the program takes it. */
  readable?(): void;
  /** Some of what was unsent is sent. */
  sent?(): void;
  /** The connection is over, or could not be made. The last call; `failure` if it did not end well. */
  closed?(failure: NetworkFailure | undefined): void;
}

/** One connection, seen as a socket that never blocks. */
export interface Connection {
  listener: ConnectionListener;
  /** Known when the connection is made. */
  readonly local: NetworkAddress | undefined;
  readonly remote: NetworkAddress | undefined;
  /** Known when TLS is ready. */
  readonly tls: TlsSession | undefined;
  /** Bytes that were written and are waiting for the operating system to take them. */
  readonly unsent: number;
  /** Bytes that the operating system would take at once, so that they would not count as unsent. */
  readonly room: number;
  /** Whether the connection is over, or could not be made. */
  readonly isClosed: boolean;
  /** Whether `read` would give something. */
  readonly isReadable: boolean;
  /**
   * Takes all that has come in, or at most `limit` bytes of it; undefined if there is nothing yet, no
   * bytes at the end.
   */
  read(limit?: number): Uint8Array | undefined;
  /** Whether the program takes what comes in. At first it does not. */
  setReading(isReading: boolean): void;
  /** `isOwned`: nobody else keeps these bytes, which fill their buffer, so they need not be copied. */
  write(data: Uint8Array, isOwned?: boolean): void;
  /** Nothing more will be written. What is unsent is sent before. */
  end(): void;
  /** Sends what is unsent, and closes. */
  close(): void;
  /** Closes at once. */
  abort(): void;
  /** Begins TLS; what came in and was not read belongs to it. */
  secure(settings: TlsSettings, isServer: boolean): void;
}

export interface ListenOptions {
  /** How many connections may wait to be accepted. */
  readonly backlog: number;
  /** Whether several sockets may listen at one address. */
  readonly reusePort: boolean;
}

/** What a listening socket tells. Called from `Network.poll`, as a `ConnectionListener` is. */
export interface ListeningListener {
  /** The socket is bound, to this address. */
  opened(address: NetworkAddress): void;
  failed(failure: NetworkFailure): void;
  accepted(connection: Connection): void;
}

export interface Listening {
  /** Accepts no more connections. Those that were accepted stay. */
  close(): void;
}

export type LookupAnswer = readonly NetworkAddress[] | NetworkFailure;

/**
 * The sockets of one loop, which somebody outside of its thread owns.
 *
 * 1. A listener is only called from `poll`.
 * 2. While the network may have something to tell, it tells the clock so: see `Clock.beginOutside`.
 */
export interface Network {
  /** Tells the listeners what has happened since the last call. */
  poll(): void;
  /** The addresses of a host, in the order in which to try them; without one, of this machine. */
  lookup(
    host: string | undefined,
    port: number,
    isForListening: boolean,
    onAnswer: (answer: LookupAnswer) => void,
  ): void;
  /** `from` is where this side is to be; the default is anywhere. */
  connect(to: NetworkAddress, from: NetworkAddress | undefined): Connection;
  listen(at: NetworkAddress, options: ListenOptions, listener: ListeningListener): Listening;
  /** Closes everything. What is unsent is sent. */
  close(): void;
}
