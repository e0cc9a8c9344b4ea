import type { Transport } from './transport';

/** What a transport tells about its connection: `asyncio.Protocol`. Override what you need. */
export class Protocol {
  /** The connection is made. */
  connectionMade(_transport: Transport): void {}

  /** The connection is over: the last call. `error` is what broke it, if anything did. */
  connectionLost(_error: unknown): void {}

  /** Too much is buffered. */
  pauseWriting(): void {}

  resumeWriting(): void {}

  dataReceived(_data: Uint8Array): void {}

  /** The other side writes no more. The transport closes unless the answer is true. */
  eofReceived(): boolean {
    return false;
  }
}
