export type { ServerHost } from './listen';
export {
  type OpenConnectionOptions,
  openConnection,
  type StartServerOptions,
  startServer,
} from './open';
export { AssertionError, IncompleteReadError, LimitOverrunError } from './read-errors';
export type { Separators } from './separator';
export { Server } from './server';
export { type SocketName, TransportSocket } from './socket-name';
export { SSLContext, type SSLContextOptions } from './ssl-context';
export type { ClientConnected } from './stream-protocol';
export { StreamReader, type StreamReaderOptions } from './stream-reader';
export { StreamWriter } from './stream-writer';
