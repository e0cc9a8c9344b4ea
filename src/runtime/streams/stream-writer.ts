import type { Coroutine } from '../coroutine';
import type { EventLoop } from '../loop';
import { sleep } from '../sleep';
import type { SSLContext } from './ssl-context';
import { type StartTlsOptions, startTls } from './start-tls';
import type { StreamReaderProtocol } from './stream-protocol';
import type { StreamReader } from './stream-reader';
import type { Transport } from './transport';

/** The sending half of a stream: `asyncio.StreamWriter`. */
export class StreamWriter {
  constructor(
    readonly transport: Transport,
    private readonly protocol: StreamReaderProtocol,
    private readonly reader: StreamReader | undefined,
    private readonly loop: EventLoop,
  ) {}

  /** Writes without waiting; call `drain` now and then. Throws `TypeError` for anything but bytes. */
  write(data: Uint8Array): void {
    this.transport.write(data);
  }

  writelines(pieces: Iterable<Uint8Array>): void {
    this.transport.writelines(pieces);
  }

  /** Waits while more than 64 KiB are unsent, until 16 KiB are left. Throws what broke the connection. */
  *drain(): Coroutine<void> {
    const error = this.reader?.exception();
    if (error !== undefined) throw error;
    // The end of the connection gets a turn, so that those who only write and drain hear of it.
    if (this.transport.isClosing()) yield* sleep(0);
    yield* this.protocol.drain();
  }

  canWriteEof(): boolean {
    return this.transport.canWriteEof();
  }

  /** Tells the other side that nothing more will be written; reading goes on. */
  writeEof(): void {
    this.transport.writeEof();
  }

  /** Sends what is unsent and closes the connection, without waiting for it: see `waitClosed`. */
  close(): void {
    this.transport.close();
  }

  isClosing(): boolean {
    return this.transport.isClosing();
  }

  /** Waits until the connection is closed. Throws what broke it. */
  *waitClosed(): Coroutine<void> {
    yield* this.protocol.closed;
  }

  /** What is known of the connection: `peername`, `sockname`, `socket`, `sslcontext`, `cipher`. */
  getExtraInfo(name: string, fallback?: unknown): unknown {
    return this.transport.getExtraInfo(name, fallback);
  }

  /** Goes on with TLS. Throws what the handshake throws. */
  *startTls(context: SSLContext, options: StartTlsOptions = {}): Coroutine<void> {
    const { protocol, transport, loop } = this;
    yield* this.drain();
    yield* startTls(loop, transport, context, { ...options, serverSide: protocol.isServerSide });
    protocol.noteTls(transport);
  }

  toString(): string {
    const reader = this.reader === undefined ? '' : ` reader=${this.reader}`;
    return `<StreamWriter transport=${this.transport}${reader}>`;
  }
}
