import {
  type Coroutine,
  createTask,
  type Future,
  StreamReader,
  sleep,
  type Task,
} from '../../../src/runtime';
import type {
  Connection,
  ConnectionListener,
  NetworkAddress,
  NetworkFailure,
  TlsSession,
} from '../../../src/runtime/network';
import type { Protocol } from '../../../src/runtime/streams/protocol';
import { Transport } from '../../../src/runtime/streams/transport';

export const KIB = 1024;

/** How a connection breaks that the other side has reset. */
export const RESET = { code: 'ECONNRESET', text: 'read ECONNRESET' };

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes as Python shows them, without their quotes; anything else as it is. */
export function shown(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return `b${JSON.stringify(new TextDecoder().decode(value))}`;
}

/** Awaits the future or coroutine and gives its result as text, or the error it throws. */
export function* seen(awaitable: Future | Coroutine): Coroutine<string> {
  try {
    return String(shown(yield* awaitable));
  } catch (error) {
    return String(error);
  }
}

/** Lets everything that is ready run, `count` times. */
export function* turns(count: number): Coroutine<void> {
  for (let turn = 0; turn < count; turn++) yield* sleep(0);
}

/** A task that has got as far as it can. */
export function* begun<T>(coroutine: Coroutine<T>): Coroutine<Task<T>> {
  const task = createTask(coroutine);
  yield* sleep(0);
  return task;
}

export interface Given {
  readonly limit?: number;
  readonly isEnded?: boolean;
}

/** A reader to which the pieces were fed. */
export function readerOf(pieces: readonly string[], { limit, isEnded }: Given = {}): StreamReader {
  const reader = new StreamReader({ limit });
  for (const piece of pieces) reader.feedData(bytes(piece));
  if (isEnded) reader.feedEof();
  return reader;
}

/** A transport that only notes what is asked of it. */
export class NotedTransport extends Transport {
  readonly calls: string[] = [];
  #isClosing = false;

  constructor(private readonly protocol?: Protocol) {
    super();
  }

  getExtraInfo(_name: string, fallback?: unknown): unknown {
    return fallback;
  }

  setProtocol(): void {}

  getProtocol(): Protocol {
    return this.protocol!;
  }

  isClosing(): boolean {
    return this.#isClosing;
  }

  close(): void {
    this.#isClosing = true;
    this.calls.push('close');
  }

  abort(): void {
    this.calls.push('abort');
  }

  isReading(): boolean {
    return true;
  }

  pauseReading(): void {
    this.calls.push('pause');
  }

  resumeReading(): void {
    this.calls.push('resume');
  }

  write(data: Uint8Array): void {
    this.calls.push(`write ${shown(data)}`);
  }

  writelines(pieces: Iterable<Uint8Array>): void {
    this.calls.push(`writelines ${[...pieces].map(shown).join(' ')}`);
  }

  canWriteEof(): boolean {
    return true;
  }

  writeEof(): void {
    this.calls.push('eof');
  }

  getWriteBufferSize(): number {
    return 0;
  }

  override toString(): string {
    return 'T';
  }
}

/** A connection that a test feeds by hand, and that notes what is asked of it. */
export class ScriptedConnection implements Connection {
  listener: ConnectionListener = {};
  readonly local: NetworkAddress = { family: 4, host: '127.0.0.1', port: 5000 };
  readonly remote: NetworkAddress = { family: 6, host: '::1', port: 80 };
  readonly calls: string[] = [];
  tls: TlsSession | undefined = undefined;
  unsent = 0;
  readonly room = 0;
  isClosed = false;
  #chunks: Uint8Array[] = [];
  #isReading = false;

  get isReadable(): boolean {
    return this.#chunks.length > 0;
  }

  /** Data comes in; none is the end. */
  feed(text: string): void {
    this.#chunks.push(bytes(text));
    this.#tell();
  }

  /** The connection is over; `failure` if it did not end well. */
  break(failure?: NetworkFailure): void {
    this.isClosed = true;
    this.unsent = 0;
    this.listener.closed?.(failure);
  }

  /** What is unsent shrinks to `unsent` bytes. */
  send(unsent: number): void {
    this.unsent = unsent;
    this.listener.sent?.();
  }

  read(): Uint8Array | undefined {
    return this.#chunks.shift();
  }

  setReading(isReading: boolean): void {
    if (isReading !== this.#isReading) this.calls.push(isReading ? 'read' : 'read no more');
    this.#isReading = isReading;
    this.#tell();
  }

  write(data: Uint8Array): void {
    this.calls.push(`write ${data.length}`);
    this.unsent += data.length;
  }

  end(): void {
    this.calls.push('end');
  }

  close(): void {
    this.calls.push('close');
  }

  abort(): void {
    this.calls.push('abort');
  }

  secure(): void {
    this.calls.push('secure');
  }

  #tell(): void {
    if (this.#isReading && this.isReadable) this.listener.readable?.();
  }
}
