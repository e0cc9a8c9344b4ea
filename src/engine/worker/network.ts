import type { Clock } from '../../runtime';
import type {
  Connection,
  Listening,
  ListeningListener,
  ListenOptions,
  LookupAnswer,
  Network,
  NetworkAddress,
} from '../../runtime/network';
import type { SocketReport } from '../socket-messages';
import { NetworkConnection } from './network-connection';
import type { NetworkHub } from './network-hub';
import { OutsideWait } from './outside-wait';

/** The sockets of one loop; the supervisor owns them. */
export class WorkerNetwork implements Network {
  /** What `close` has to let go of. */
  readonly #open = new Map<number, () => void>();

  constructor(
    private readonly hub: NetworkHub,
    private readonly clock: Clock,
  ) {}

  poll(): void {
    this.hub.poll();
  }

  lookup(
    host: string | undefined,
    port: number,
    isForListening: boolean,
    onAnswer: (answer: LookupAnswer) => void,
  ): void {
    const wait = new OutsideWait(this.clock);
    const id = this.#number(() => wait.set(false));
    wait.set(true);
    this.hub.register(id, (report) => {
      if (report.type !== 'found') return;
      this.#letGo(id);
      onAnswer(report.answer);
    });
    this.hub.post({ type: 'lookup', id, host, port, isForListening });
  }

  connect(to: NetworkAddress, from: NetworkAddress | undefined): Connection {
    const id = this.hub.nextId();
    const connection = this.#connection(id);
    this.hub.post({ type: 'connect', id, to, from });
    return connection;
  }

  listen(at: NetworkAddress, options: ListenOptions, listener: ListeningListener): Listening {
    const wait = new OutsideWait(this.clock);
    const id = this.#number(() => {
      wait.set(false);
      this.hub.post({ type: 'close', id });
    });
    wait.set(true);
    this.hub.register(id, (report) => this.#listened(report, listener));
    this.hub.post({ type: 'listen', id, at, options });
    return { close: () => this.#letGo(id) };
  }

  close(): void {
    for (const id of [...this.#open.keys()]) this.#letGo(id);
  }

  #listened(report: SocketReport, listener: ListeningListener): void {
    if (report.type === 'opened') listener.opened(report.local);
    else if (report.type === 'accepted') {
      const connection = this.#connection(report.connection);
      connection.open(report.local, report.remote);
      listener.accepted(connection);
    } else if (report.type === 'closed') {
      this.#letGo(report.id);
      if (report.failure !== undefined) listener.failed(report.failure);
    }
  }

  #connection(id: number): NetworkConnection {
    const wait = new OutsideWait(this.clock);
    const connection = new NetworkConnection(this.hub, id, wait, () => this.#open.delete(id));
    this.#open.set(id, () => connection.dispose());
    return connection;
  }

  /** A number for something that `letGo` ends. */
  #number(letGo: () => void): number {
    const id = this.hub.nextId();
    this.#open.set(id, letGo);
    return id;
  }

  #letGo(id: number): void {
    const letGo = this.#open.get(id);
    this.#open.delete(id);
    this.hub.forget(id);
    letGo?.();
  }
}
