import type { Coroutine } from '../coroutine';
import { OSError, ValueError } from '../errors';
import { gather } from '../gather';
import type { EventLoop } from '../loop';
import type { NetworkAddress } from '../network';
import { sleep } from '../sleep';
import { ListeningSocket } from './listening-socket';
import type { Protocol } from './protocol';
import { type Port, resolve } from './resolve';
import { Server } from './server';
import { reprName, socketName } from './socket-name';
import { SSLContext } from './ssl-context';

export interface ListenToOptions {
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

/** Where a server listens: one host or several; all addresses of the machine if there is none. */
export type ServerHost = string | readonly string[] | undefined;

/**
 * Makes a TCP server: `loop.create_server`. Throws `OSError` if an address cannot be had, `ValueError`
 * and `TypeError` for options that do not go together.
 */
export function* createServer(
  loop: EventLoop,
  protocolFactory: () => Protocol,
  host: ServerHost,
  port: Port | undefined,
  options: ListenToOptions = {},
): Coroutine<Server> {
  const { ssl, sslHandshakeTimeout, startServing = true } = options;
  checkOptions(host, port, options);
  const addresses = yield* resolveAll(loop, host, port, options.family);
  const sockets = yield* bindAll(loop, addresses, options);
  const server = new Server(loop, sockets, protocolFactory, { ssl, sslHandshakeTimeout });
  if (startServing) {
    server.start();
    yield* sleep(0);
  }
  return server;
}

function checkOptions(
  host: ServerHost,
  port: Port | undefined,
  { ssl, sslHandshakeTimeout }: ListenToOptions,
): void {
  if (ssl !== undefined && !(ssl instanceof SSLContext)) {
    throw new TypeError('ssl argument must be an SSLContext or None');
  }
  if (sslHandshakeTimeout !== undefined && ssl === undefined) {
    throw new ValueError('ssl_handshake_timeout is only meaningful with ssl');
  }
  if (host === undefined && port === undefined) {
    throw new ValueError('Neither host/port nor sock were specified');
  }
}

function* resolveAll(
  loop: EventLoop,
  host: ServerHost,
  port: Port | undefined,
  family: 4 | 6 | undefined,
): Coroutine<NetworkAddress[]> {
  const hosts = host === undefined || typeof host === 'string' ? [host || undefined] : host;
  const lookups = hosts.map((one) => {
    const qualname = 'EventLoop.createServerGetaddrinfo';
    return Object.assign(resolve(loop, one, port, true), { qualname });
  });
  const found = (yield* gather(...lookups)).flat();
  const byName = new Map(found.map((one) => [`${one.host} ${one.port}`, one]));
  return [...byName.values()].filter((one) => family === undefined || one.family === family);
}

/** Binds a socket to each address; passes over those whose family the machine does not have. */
function* bindAll(
  loop: EventLoop,
  addresses: readonly NetworkAddress[],
  { backlog = 100, reusePort = false }: ListenToOptions,
): Coroutine<ListeningSocket[]> {
  const sockets: ListeningSocket[] = [];
  try {
    for (const address of addresses) {
      try {
        sockets.push(yield* ListeningSocket.open(loop, address, { backlog, reusePort }));
      } catch (error) {
        if (!(error instanceof OSError && isMissingFamily(error))) throw error;
      }
    }
    if (sockets.length === 0) throw nowhere(addresses);
    return sockets;
  } catch (error) {
    for (const socket of sockets) socket.close();
    throw error;
  }
}

/** `EAFNOSUPPORT` and `EADDRNOTAVAIL`. */
function isMissingFamily({ errno }: OSError): boolean {
  return errno === 97 || errno === 99;
}

function nowhere(addresses: readonly NetworkAddress[]): OSError {
  const names = addresses.map((address) => reprName(socketName(address))).join(', ');
  return new OSError(`could not bind on any address out of [${names}]`);
}
