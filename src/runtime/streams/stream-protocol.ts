import { isCoroutine } from '../coroutine';
import { getEventLoop } from '../current-loop';
import type { Future } from '../future';
import type { EventLoop } from '../loop';
import type { Task } from '../task';
import { FlowControl } from './flow-control';
import type { StreamReader } from './stream-reader';
import { StreamWriter } from './stream-writer';
import type { Transport } from './transport';

/** Called for each client of a server; a coroutine becomes a task. */
export type ClientConnected = (reader: StreamReader, writer: StreamWriter) => unknown;

/** Carries what a transport tells to a `StreamReader`: `asyncio.StreamReaderProtocol`. */
export class StreamReaderProtocol extends FlowControl {
  /** Done when the connection is over. */
  readonly closed: Future<void>;
  private isOverTls = false;

  constructor(
    private readonly reader: StreamReader,
    private readonly clientConnected?: ClientConnected,
    { loop = getEventLoop() }: { loop?: EventLoop } = {},
  ) {
    super(loop);
    this.closed = loop.createFuture();
    this.closed.purpose = { kind: 'other', detail: 'wait_closed', owner: this };
  }

  get isServerSide(): boolean {
    return this.clientConnected !== undefined;
  }

  override connectionMade(transport: Transport): void {
    this.reader.setTransport(transport);
    this.noteTls(transport);
    if (this.clientConnected === undefined) return;
    const writer = new StreamWriter(transport, this, this.reader, this.loop);
    const result = this.clientConnected(this.reader, writer);
    if (!isCoroutine(result)) return;
    const task = this.loop.createTask(result);
    task.addDoneCallback(() => this.handlerDone(task, transport));
  }

  override connectionLost(error: unknown): void {
    const { reader, closed } = this;
    if (error === undefined) reader.feedEof();
    else reader.setException(error);
    if (!closed.done()) {
      if (error === undefined) closed.setResult(undefined);
      else {
        closed.setException(error);
        // Whoever never waits for the end must not be told of it as of a lost exception.
        closed.exception();
      }
    }
    super.connectionLost(error);
  }

  override dataReceived(data: Uint8Array): void {
    this.reader.feedData(data);
  }

  override eofReceived(): boolean {
    this.reader.feedEof();
    return !this.isOverTls;
  }

  /** TLS has begun, or not. */
  noteTls(transport: Transport): void {
    this.isOverTls = transport.getExtraInfo('sslcontext') !== undefined;
  }

  private handlerDone(task: Task, transport: Transport): void {
    if (task.cancelled()) {
      transport.close();
      return;
    }
    if (!task.hasFailed) return;
    const exception = task.exception();
    const message = 'Unhandled exception in client_connected_cb';
    this.loop.callExceptionHandler({ message, exception, transport });
    transport.close();
  }
}
