import { connect, createServer, type Server, type Socket } from 'node:net';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { ListenOptions, NetworkAddress } from '../../runtime/network';
import { type Control, wake } from '../control';
import { KEYBOARD, type SocketCommand, type SocketReport } from '../socket-messages';
import { localAddress, remoteAddress } from './socket-address';
import { SocketConnection } from './socket-connection';
import { failureOf } from './socket-failure';
import { findAddresses } from './socket-lookup';

/**
 * The sockets of one run. Its worker may block for as long as it likes, so they live here.
 *
 * 1. Whatever goes wrong is reported to the worker, and never thrown.
 * 2. `dispose` closes everything; what was written before reaches the other side.
 */
export class Sockets {
  readonly #connections = new Map<number, SocketConnection>();
  readonly #listeners = new Map<number, Server>();
  #lastAccepted = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly control: Control,
    private readonly onAsk: () => void,
  ) {
    port.on('message', (command: SocketCommand) => this.#obey(command));
  }

  /** Answers what `onAsk` asked for; undefined for the end of the input. */
  type(text: string | undefined): void {
    const data = new TextEncoder().encode(text ?? '');
    this.#post({ type: 'typed', id: KEYBOARD, data });
  }

  dispose(): void {
    // The end of the run came on another line, and may have overtaken the last commands.
    for (;;) {
      const received: { message: SocketCommand } | undefined = receiveMessageOnPort(this.port);
      if (received === undefined) break;
      this.#obey(received.message);
    }
    this.port.close();
    for (const listener of this.#listeners.values()) listener.close();
    for (const connection of this.#connections.values()) connection.finish();
  }

  #obey(command: SocketCommand): void {
    try {
      this.#execute(command);
    } catch (error) {
      this.#post({ type: 'closed', id: command.id, failure: failureOf(error) });
    }
  }

  #execute(command: SocketCommand): void {
    const { id } = command;
    if (command.type === 'ask') this.onAsk();
    else if (command.type === 'lookup') this.#lookup(command);
    else if (command.type === 'connect') this.#connect(id, command.to, command.from);
    else if (command.type === 'listen') this.#listen(id, command.at, command.options);
    else if (command.type === 'close' && this.#listeners.has(id)) this.#closeListener(id);
    else this.#tell(id, command);
  }

  #tell(id: number, command: SocketCommand): void {
    const connection = this.#connections.get(id);
    if (connection !== undefined) tell(connection, command);
  }

  #lookup({ id, host, port, isForListening }: SocketCommand & { type: 'lookup' }): void {
    findAddresses(host, port, isForListening, (answer) =>
      this.#post({ type: 'found', id, answer }),
    );
  }

  #connect(id: number, { host, port, family }: NetworkAddress, from?: NetworkAddress): void {
    this.#add(
      id,
      connect({
        host,
        port,
        family,
        localAddress: from?.host,
        localPort: from?.port,
        allowHalfOpen: true,
        noDelay: true,
      }),
    );
  }

  #listen(id: number, { host, port, family }: NetworkAddress, options: ListenOptions): void {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    this.#listeners.set(id, server);
    server
      .on('connection', (socket) => this.#accept(id, socket))
      .on('error', (error) => {
        // One that listens already can still accept others.
        if (server.listening) return;
        this.#listeners.delete(id);
        this.#post({ type: 'closed', id, failure: failureOf(error) });
      })
      .once('listening', () => {
        const bound = server.address();
        const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
        this.#post({ type: 'opened', id, local: { family, host, port }, remote: undefined });
      });
    const { backlog, reusePort } = options;
    server.listen({ host, port, backlog, reusePort, ipv6Only: family === 6 });
  }

  #accept(id: number, socket: Socket): void {
    const connection = --this.#lastAccepted;
    const [local, remote] = [localAddress(socket), remoteAddress(socket)];
    this.#post({ type: 'accepted', id, connection, local, remote });
    this.#add(connection, socket);
  }

  #add(id: number, socket: Socket): void {
    const post = (report: SocketReport, transfer?: ArrayBuffer[]) => this.#post(report, transfer);
    const connection = new SocketConnection(id, socket, post, () => this.#connections.delete(id));
    this.#connections.set(id, connection);
  }

  #closeListener(id: number): void {
    this.#listeners.get(id)?.close();
    this.#listeners.delete(id);
  }

  #post(report: SocketReport, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage(report, transfer);
    wake(this.control);
  }
}

function tell(connection: SocketConnection, command: SocketCommand): void {
  if (command.type === 'write') connection.write(command.data);
  else if (command.type === 'taken') connection.taken(command.chunks);
  else if (command.type === 'secure') connection.secure(command.settings, command.isServer);
  else if (command.type === 'end') connection.end();
  else if (command.type === 'close') connection.close();
  else if (command.type === 'abort') connection.abort();
}
