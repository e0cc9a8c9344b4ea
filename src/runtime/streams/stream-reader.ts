import type { Coroutine } from '../coroutine';
import { getEventLoop } from '../current-loop';
import { RuntimeError, ValueError } from '../errors';
import type { Future } from '../future';
import type { EventLoop } from '../loop';
import type { Purpose } from '../purpose';
import { repr } from '../repr';
import { ByteBuffer } from './byte-buffer';
import { AssertionError, IncompleteReadError, LimitOverrunError } from './read-errors';
import { findSeparator, type Separators, separatorList } from './separator';
import type { Transport } from './transport';

/** Bytes that a line may have, and half of what is kept before reading pauses. */
export const DEFAULT_LIMIT = 2 ** 16;

const NEWLINE = Uint8Array.of(10);

export interface StreamReaderOptions {
  /** The longest line, in bytes; 64 KiB by default. Reading pauses when twice as much is unread. */
  limit?: number;
  loop?: EventLoop;
}

/** The receiving half of a stream: `asyncio.StreamReader`. Only one task may wait at a time. */
export class StreamReader {
  private readonly loop: EventLoop;
  private readonly limit: number;
  private readonly buffer = new ByteBuffer();
  private isEnded = false;
  private isPaused = false;
  private waiter: Future<void> | undefined = undefined;
  private error: unknown = undefined;
  private transport: Transport | undefined = undefined;
  private readonly purpose: Purpose = { kind: 'socket read', owner: this };

  /** Throws `ValueError` if the limit is not positive. */
  constructor({ limit = DEFAULT_LIMIT, loop = getEventLoop() }: StreamReaderOptions = {}) {
    if (limit <= 0) throw new ValueError('Limit cannot be <= 0');
    this.limit = limit;
    this.loop = loop;
  }

  // --- For programs ------------------------------------------------------------------------------

  /**
   * Gives up to `n` bytes as soon as there is one, and none at the end; without `n`, everything up to
   * the end. Throws what broke the connection.
   */
  *read(n = -1): Coroutine<Uint8Array> {
    this.throwError();
    if (n === 0) return new Uint8Array(0);
    if (n < 0) return yield* this.readToEnd();
    if (this.buffer.length === 0 && !this.isEnded) yield* this.waitForData('read');
    return this.take(n);
  }

  /** Gives exactly `n` bytes. Throws `IncompleteReadError` if the stream ends before. */
  *readexactly(n: number): Coroutine<Uint8Array> {
    if (n < 0) throw new ValueError('readexactly size can not be less than zero');
    this.throwError();
    while (this.buffer.length < n) {
      if (this.isEnded) throw new IncompleteReadError(this.buffer.take(n), n);
      yield* this.waitForData('readexactly');
    }
    return this.take(n);
  }

  /**
   * Gives a line with its newline; the last one may lack it, and at the end there are no bytes.
   * Throws `ValueError` for a line beyond the limit, which is then dropped.
   */
  *readline(): Coroutine<Uint8Array> {
    try {
      return yield* this.readuntil(NEWLINE);
    } catch (error) {
      if (error instanceof IncompleteReadError) return error.partial;
      if (!(error instanceof LimitOverrunError)) throw error;
      if (this.buffer.startsWith(NEWLINE, error.consumed)) this.buffer.drop(error.consumed + 1);
      else this.buffer.clear();
      this.resumeIfRoomy();
      throw new ValueError(error.message);
    }
  }

  /**
   * Gives everything up to and with the separator; of several, up to the first that is complete.
   * Throws `IncompleteReadError` if the stream ends before, `LimitOverrunError` if the limit is
   * reached; then the bytes stay where they are.
   */
  *readuntil(separator: Separators = NEWLINE): Coroutine<Uint8Array> {
    const separators = separatorList(separator);
    this.throwError();
    let searched = 0;
    for (;;) {
      const found = findSeparator(this.buffer, separators, searched);
      if (found.end !== undefined) {
        if (found.start > this.limit) throw overrun('found, but chunk is longer than', found.start);
        return this.take(found.end);
      }
      searched = found.start;
      if (searched > this.limit) throw overrun('not found, and chunk exceed the', searched);
      if (this.isEnded)
        throw new IncompleteReadError(this.buffer.take(this.buffer.length), undefined);
      yield* this.waitForData('readuntil');
    }
  }

  /** Whether everything was read and nothing more will come. */
  atEof(): boolean {
    return this.isEnded && this.buffer.length === 0;
  }

  /** What broke the connection; undefined if nothing did. */
  exception(): unknown {
    return this.error;
  }

  /** The lines of the stream, for `for await`. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  *next(): Coroutine<IteratorResult<Uint8Array, undefined>> {
    const value = yield* this.readline();
    return value.length === 0 ? { done: true, value: undefined } : { done: false, value };
  }

  // --- For those who fill it ---------------------------------------------------------------------

  /** Sets what is paused when too much is unread. */
  setTransport(transport: Transport): void {
    if (this.transport !== undefined) throw new AssertionError('Transport already set');
    this.transport = transport;
  }

  feedData(data: Uint8Array): void {
    if (this.isEnded) throw new AssertionError('feed_data after feed_eof');
    if (data.length === 0) return;
    this.buffer.append(data);
    this.wakeWaiter();
    const isTooMuch = this.buffer.length > 2 * this.limit;
    if (this.transport === undefined || this.isPaused || !isTooMuch) return;
    this.transport.pauseReading();
    this.isPaused = true;
  }

  /** Nothing more will come. */
  feedEof(): void {
    this.isEnded = true;
    this.wakeWaiter();
  }

  /** Makes every later read throw `error`, and the one that waits. */
  setException(error: unknown): void {
    this.error = error;
    const { waiter } = this;
    this.waiter = undefined;
    if (waiter !== undefined && !waiter.cancelled()) waiter.setException(error);
  }

  toString(): string {
    const parts = ['<StreamReader'];
    if (this.buffer.length > 0) parts.push(`${this.buffer.length} bytes`);
    if (this.isEnded) parts.push('eof');
    if (this.limit !== DEFAULT_LIMIT) parts.push(`limit=${this.limit}`);
    if (this.waiter !== undefined) parts.push(`waiter=${this.waiter}`);
    if (this.error !== undefined) parts.push(`exception=${repr(this.error)}`);
    if (this.transport !== undefined) parts.push(`transport=${this.transport}`);
    if (this.isPaused) parts.push('paused');
    return `${parts.join(' ')}>`;
  }

  private throwError(): void {
    if (this.error !== undefined) throw this.error;
  }

  private *readToEnd(): Coroutine<Uint8Array> {
    const all = new ByteBuffer();
    for (;;) {
      // In pieces, because a paused stream would never end.
      const piece = yield* this.read(this.limit);
      if (piece.length === 0) return all.take(all.length);
      all.append(piece);
    }
  }

  private take(count: number): Uint8Array {
    const taken = this.buffer.take(count);
    this.resumeIfRoomy();
    return taken;
  }

  private *waitForData(caller: string): Coroutine<void> {
    if (this.waiter !== undefined) {
      throw new RuntimeError(
        `${caller}() called while another coroutine is already waiting for incoming data`,
      );
    }
    // Whoever needs more than twice the limit would wait for ever.
    if (this.isPaused) this.resume();
    const waiter = this.loop.createFuture<void>();
    waiter.purpose = this.purpose;
    this.waiter = waiter;
    try {
      yield* waiter;
    } finally {
      this.waiter = undefined;
    }
  }

  private wakeWaiter(): void {
    const { waiter } = this;
    this.waiter = undefined;
    if (waiter !== undefined && !waiter.cancelled()) waiter.setResult(undefined);
  }

  private resumeIfRoomy(): void {
    if (this.isPaused && this.buffer.length <= this.limit) this.resume();
  }

  private resume(): void {
    this.isPaused = false;
    this.transport?.resumeReading();
  }
}

function overrun(what: string, consumed: number): LimitOverrunError {
  return new LimitOverrunError(`Separator is ${what} limit`, consumed);
}
