import type { Coroutine } from '../coroutine';
import { OSError, ValueError } from '../errors';
import { ExceptionGroup } from '../exception-group';
import type { EventLoop } from '../loop';
import type { Connection, NetworkAddress } from '../network';
import type { Purpose } from '../purpose';
import { failureError } from './failure-error';
import type { Protocol } from './protocol';
import { networkOf, type Port, resolve } from './resolve';
import { reprName, socketName } from './socket-name';
import { SocketTransport } from './socket-transport';
import { SSLContext } from './ssl-context';
import { secure } from './start-tls';

export interface ConnectOptions {
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
 * Connects to a TCP server, and gives the transport and the protocol: `loop.create_connection`.
 * Throws `OSError` or one of its kind, and `ValueError` for options that do not go together.
 */
export function* createConnection<P extends Protocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  host: string | undefined,
  port: Port | undefined,
  options: ConnectOptions = {},
): Coroutine<[SocketTransport, P]> {
  const tls = checkTls(host, options);
  if (host === undefined && port === undefined) {
    throw new ValueError('host and port was not specified and no sock specified');
  }
  const connection = yield* connectToHost(loop, host, port, options);
  if (tls !== undefined) yield* secure(loop, connection, tls.context, tls);
  const protocol = protocolFactory();
  const waiter = loop.createFuture<void>();
  waiter.purpose = PURPOSE;
  const sslcontext = tls?.context;
  const transport = new SocketTransport(loop, connection, protocol, { waiter, sslcontext });
  try {
    yield* waiter;
  } catch (error) {
    transport.close();
    throw error;
  }
  return [transport, protocol];
}

const PURPOSE: Purpose = { kind: 'connect' };

interface ClientTls {
  readonly context: SSLContext;
  readonly serverHostname: string;
  readonly sslHandshakeTimeout: number | undefined;
}

function checkTls(
  host: string | undefined,
  { ssl, serverHostname = ssl ? host : undefined, sslHandshakeTimeout }: ConnectOptions,
): ClientTls | undefined {
  if (!ssl) {
    if (serverHostname !== undefined) {
      throw new ValueError('server_hostname is only meaningful with ssl');
    }
    if (sslHandshakeTimeout !== undefined) {
      throw new ValueError('ssl_handshake_timeout is only meaningful with ssl');
    }
    return undefined;
  }
  if (serverHostname === undefined) {
    throw new ValueError('You must set server_hostname when using ssl without a host');
  }
  return { context: ssl === true ? new SSLContext() : ssl, serverHostname, sslHandshakeTimeout };
}

function* connectToHost(
  loop: EventLoop,
  host: string | undefined,
  port: Port | undefined,
  { family, localAddr, allErrors = false }: ConnectOptions,
): Coroutine<Connection> {
  const ofFamily = (one: NetworkAddress) => family === undefined || one.family === family;
  const addresses = (yield* resolve(loop, host, port)).filter(ofFamily);
  const locals = localAddr && (yield* resolve(loop, ...localAddr));
  const errors: OSError[] = [];
  for (const address of addresses) {
    try {
      return yield* connectTo(loop, address, locals);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      errors.push(error);
    }
  }
  throw allErrors ? new ExceptionGroup('create_connection failed', errors) : combined(errors);
}

/** One error for all the addresses that were tried. */
function combined(errors: readonly OSError[]): OSError {
  const [first] = errors;
  if (first === undefined) return new OSError('getaddrinfo() returned empty list');
  if (errors.every(({ message }) => message === first.message)) return first;
  return new OSError(`Multiple exceptions: ${errors.map(({ message }) => message).join(', ')}`);
}

function* connectTo(
  loop: EventLoop,
  address: NetworkAddress,
  locals: readonly NetworkAddress[] | undefined,
): Coroutine<Connection> {
  const local = locals?.find(({ family }) => family === address.family);
  if (locals !== undefined && local === undefined) {
    throw new OSError(`no matching local address with family=${address.family} found`);
  }
  const waiter = loop.createFuture<void>();
  waiter.purpose = PURPOSE;
  const connection = networkOf(loop).connect(address, local);
  const text = `Connect call failed ${reprName(socketName(address))}`;
  connection.listener = {
    opened: () => waiter.done() || waiter.setResult(undefined),
    closed: (failure) =>
      waiter.done() ||
      waiter.setException(failureError(failure ?? { code: 'ECONNABORTED', text: '' }, text)),
  };
  try {
    yield* waiter;
  } catch (error) {
    connection.abort();
    throw error;
  }
  return connection;
}
