import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { type Control, WAKE } from '../control';
import type { SocketCommand, SocketReport } from '../socket-messages';

/**
 * The worker's end of the line to the sockets, which its supervisor owns. A worker that runs a program
 * gets no messages by itself, so it looks for them.
 */
export class NetworkHub {
  readonly #receivers = new Map<number, (report: SocketReport) => void>();
  #lastId = 0;
  #seenWake: number | undefined;

  constructor(
    private readonly port: MessagePort,
    private readonly control: Control,
  ) {}

  nextId(): number {
    return ++this.#lastId;
  }

  /** Reports about a number go to `receiver` until it is forgotten. */
  register(id: number, receiver: (report: SocketReport) => void): void {
    this.#receivers.set(id, receiver);
  }

  forget(id: number): void {
    this.#receivers.delete(id);
  }

  post(command: SocketCommand, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage(command, transfer);
  }

  /** Hands on every report that has come. The supervisor wakes us after each, so mostly there is none. */
  poll(): void {
    const wake = Atomics.load(this.control.cells, WAKE);
    if (wake === this.#seenWake) return;
    this.#seenWake = wake;
    for (;;) {
      const received: { message: SocketReport } | undefined = receiveMessageOnPort(this.port);
      if (received === undefined) return;
      this.#receive(received.message);
    }
  }

  #receive(report: SocketReport): void {
    const receiver = this.#receivers.get(report.id);
    if (receiver !== undefined) receiver(report);
    // The program let go of the listener while somebody came.
    else if (report.type === 'accepted') this.post({ type: 'abort', id: report.connection });
  }
}
