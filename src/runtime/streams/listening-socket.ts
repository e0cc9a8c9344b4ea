import type { Coroutine } from '../coroutine';
import type { OSError } from '../errors';
import type { Future } from '../future';
import type { EventLoop } from '../loop';
import type {
  Connection,
  Listening,
  ListeningListener,
  ListenOptions,
  NetworkAddress,
  NetworkFailure,
} from '../network';
import { failureError } from './failure-error';
import { networkOf } from './resolve';
import { reprName, socketName, TransportSocket } from './socket-name';

type Accept = (connection: Connection) => void;

/** One socket of a server. Clients that come before it is started wait. */
export class ListeningSocket implements ListeningListener {
  private readonly bound: Future<void>;
  private readonly listening: Listening;
  private accept: Accept | undefined = undefined;
  private waiting: Connection[] = [];
  private isClosed = false;
  socket: TransportSocket;

  private constructor(
    loop: EventLoop,
    private readonly address: NetworkAddress,
    options: ListenOptions,
  ) {
    this.socket = new TransportSocket(address);
    this.bound = loop.createFuture();
    this.bound.purpose = { kind: 'other', detail: 'listen' };
    this.listening = networkOf(loop).listen(address, options, this);
  }

  /** Binds a socket and gives it. Throws `OSError`. */
  static *open(
    loop: EventLoop,
    address: NetworkAddress,
    options: ListenOptions,
  ): Coroutine<ListeningSocket> {
    const socket = new ListeningSocket(loop, address, options);
    try {
      yield* socket.bound;
    } catch (error) {
      socket.close();
      throw error;
    }
    return socket;
  }

  /** Gives each connection to `accept` from now on. */
  start(accept: Accept): void {
    this.accept = accept;
    for (const connection of this.waiting.splice(0)) accept(connection);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.listening.close();
    for (const connection of this.waiting.splice(0)) connection.abort();
  }

  opened(address: NetworkAddress): void {
    this.socket = new TransportSocket(address);
    if (!this.bound.done()) this.bound.setResult(undefined);
  }

  failed(failure: NetworkFailure): void {
    if (!this.bound.done()) this.bound.setException(bindError(failure, this.address));
  }

  accepted(connection: Connection): void {
    if (this.isClosed) connection.abort();
    else if (this.accept === undefined) this.waiting.push(connection);
    else this.accept(connection);
  }
}

function bindError(failure: NetworkFailure, address: NetworkAddress): OSError {
  const reason = failureError(failure);
  const name = reprName(socketName(address));
  return failureError(
    failure,
    `error while attempting to bind on address ${name}: ${reason.message.toLowerCase()}`,
  );
}
