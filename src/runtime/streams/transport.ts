import type { Protocol } from './protocol';
import { type WriteLimitOptions, WriteLimits } from './write-limits';

/** A connection as a protocol sees it: `asyncio.Transport`. */
export abstract class Transport {
  protected readonly writeLimits = new WriteLimits();

  /** What is known beside the bytes, such as `peername`; `fallback` if it is not. */
  abstract getExtraInfo(name: string, fallback?: unknown): unknown;

  abstract setProtocol(protocol: Protocol): void;
  abstract getProtocol(): Protocol;

  abstract isClosing(): boolean;
  /** Writes what is buffered, and closes. */
  abstract close(): void;
  /** Closes at once; what is buffered is lost. */
  abstract abort(): void;

  abstract isReading(): boolean;
  /** No more data for the protocol, until `resumeReading`. */
  abstract pauseReading(): void;
  abstract resumeReading(): void;

  /** Writes without waiting. Throws `TypeError` for anything but bytes, `RuntimeError` after `writeEof`. */
  abstract write(data: Uint8Array): void;
  abstract writelines(pieces: Iterable<Uint8Array>): void;
  abstract canWriteEof(): boolean;
  /** Tells the other side that nothing more will be written. */
  abstract writeEof(): void;

  /** How many bytes are buffered. */
  abstract getWriteBufferSize(): number;

  /** The bytes at which the protocol resumes, and those beyond which it pauses. */
  getWriteBufferLimits(): readonly [low: number, high: number] {
    return this.writeLimits.range;
  }

  /** Throws `ValueError` unless `high >= low >= 0`. */
  setWriteBufferLimits(options: WriteLimitOptions = {}): void {
    this.writeLimits.set(options);
  }
}
