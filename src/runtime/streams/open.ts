import type { Coroutine } from '../coroutine';
import { getRunningLoop } from '../running-loop';
import { type ConnectOptions, createConnection } from './connect';
import { createServer, type ListenToOptions, type ServerHost } from './listen';
import type { Port } from './resolve';
import type { Server } from './server';
import { type ClientConnected, StreamReaderProtocol } from './stream-protocol';
import { StreamReader } from './stream-reader';
import { StreamWriter } from './stream-writer';

interface LimitOption {
  /** The longest line that a reader takes, in bytes; 64 KiB by default. */
  limit?: number;
}

export type OpenConnectionOptions = ConnectOptions & LimitOption;
export type StartServerOptions = ListenToOptions & LimitOption;

/**
 * Connects to a TCP server and gives a reader and a writer: `asyncio.open_connection`.
 * Throws what `createConnection` throws.
 */
export function* openConnection(
  host?: string,
  port?: Port,
  { limit, ...options }: OpenConnectionOptions = {},
): Coroutine<[StreamReader, StreamWriter]> {
  const loop = getRunningLoop();
  const reader = new StreamReader({ limit, loop });
  const makeProtocol = () => new StreamReaderProtocol(reader, undefined, { loop });
  const [transport, protocol] = yield* createConnection(loop, makeProtocol, host, port, options);
  return [reader, new StreamWriter(transport, protocol, reader, loop)];
}

/**
 * Starts a TCP server that calls `clientConnected(reader, writer)` for each client, as a task if that
 * is a coroutine: `asyncio.start_server`. Throws what `createServer` throws.
 */
export function* startServer(
  clientConnected: ClientConnected,
  host?: ServerHost,
  port?: Port,
  { limit, ...options }: StartServerOptions = {},
): Coroutine<Server> {
  const loop = getRunningLoop();
  const makeProtocol = () => {
    const reader = new StreamReader({ limit, loop });
    return new StreamReaderProtocol(reader, clientConnected, { loop });
  };
  return yield* createServer(loop, makeProtocol, host, port, options);
}
