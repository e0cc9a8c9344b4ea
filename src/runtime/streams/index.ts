export { type ConnectOptions, createConnection } from './connect';
export { createServer, type ListenToOptions, type ServerHost } from './listen';
export {
  type OpenConnectionOptions,
  openConnection,
  type StartServerOptions,
  startServer,
} from './open';
export { Protocol } from './protocol';
export { AssertionError, IncompleteReadError, LimitOverrunError } from './read-errors';
export type { Port } from './resolve';
export type { Separators } from './separator';
export { Server, type ServerOptions } from './server';
export { type SocketName, TransportSocket } from './socket-name';
export { SSLContext, type SSLContextOptions } from './ssl-context';
export { type StartTlsOptions, startTls } from './start-tls';
export { type ClientConnected, StreamReaderProtocol } from './stream-protocol';
export { StreamReader, type StreamReaderOptions } from './stream-reader';
export { StreamWriter } from './stream-writer';
export { Transport } from './transport';
export type { WriteLimitOptions } from './write-limits';
