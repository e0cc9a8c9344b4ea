import { ConnectionAbortedError, ConnectionResetError } from '../connection-errors';
import type { Coroutine } from '../coroutine';
import type { EventLoop } from '../loop';
import type { Connection } from '../network';
import type { Purpose } from '../purpose';
import { failureError } from './failure-error';
import { SocketTransport } from './socket-transport';
import type { SSLContext } from './ssl-context';
import type { Transport } from './transport';

/** Seconds that a handshake may take unless said otherwise: `constants.SSL_HANDSHAKE_TIMEOUT`. */
const HANDSHAKE_TIMEOUT = 60;

export interface StartTlsOptions {
  serverSide?: boolean;
  /** The name that the certificate of the server must be for. */
  serverHostname?: string;
  /** Seconds; 60 by default. */
  sslHandshakeTimeout?: number;
}

const PURPOSE: Purpose = { kind: 'connect', detail: 'TLS handshake' };

/** Makes the connection of a transport a TLS connection: `loop.start_tls`. Throws `SSLError`. */
export function* startTls(
  loop: EventLoop,
  transport: Transport,
  context: SSLContext,
  options: StartTlsOptions = {},
): Coroutine<Transport> {
  if (!(transport instanceof SocketTransport)) {
    throw new TypeError(`transport ${transport} is not supported by start_tls()`);
  }
  try {
    yield* secure(loop, transport.release(), context, options);
  } catch (error) {
    transport.abort();
    throw error;
  }
  transport.takeBack(context);
  return transport;
}

/** Begins TLS on a connection and waits until it is ready. Closes the connection if it fails. */
export function* secure(
  loop: EventLoop,
  connection: Connection,
  context: SSLContext,
  { serverSide = false, serverHostname, sslHandshakeTimeout }: StartTlsOptions,
): Coroutine<void> {
  const waiter = loop.createFuture<void>();
  waiter.purpose = PURPOSE;
  const seconds = sslHandshakeTimeout ?? HANDSHAKE_TIMEOUT;
  const fail = (error: unknown) => waiter.done() || waiter.setException(error);
  const timer = loop.callLater(seconds, () => fail(timeoutError(seconds)));
  connection.listener = {
    secured: () => waiter.done() || waiter.setResult(undefined),
    closed: (failure) => fail(failure ? failureError(failure) : new ConnectionResetError()),
  };
  connection.secure(context.settings(serverSide, serverHostname), serverSide);
  try {
    yield* waiter;
  } catch (error) {
    connection.abort();
    throw error;
  } finally {
    timer.cancel();
  }
}

function timeoutError(seconds: number): ConnectionAbortedError {
  return new ConnectionAbortedError(
    `SSL handshake is taking longer than ${seconds} seconds: aborting the connection`,
  );
}
