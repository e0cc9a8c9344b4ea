import type {
  ListenOptions,
  NetworkAddress,
  NetworkFailure,
  TlsSession,
  TlsSettings,
} from '../runtime/network';

/**
 * What a worker and its supervisor say about sockets. The worker numbers lookups, listeners and the
 * connections that it makes from 1 upwards, the supervisor those that it accepts from -1 downwards.
 */
export type SocketCommand =
  | {
      readonly type: 'lookup';
      readonly id: number;
      /** Without one, this machine. */
      readonly host: string | undefined;
      readonly port: number;
      readonly isForListening: boolean;
    }
  | {
      readonly type: 'connect';
      readonly id: number;
      readonly to: NetworkAddress;
      readonly from: NetworkAddress | undefined;
    }
  | {
      readonly type: 'listen';
      readonly id: number;
      readonly at: NetworkAddress;
      readonly options: ListenOptions;
    }
  | { readonly type: 'write'; readonly id: number; readonly data: Uint8Array }
  /** The program took the first `chunks` that it did not have before. */
  | { readonly type: 'taken'; readonly id: number; readonly chunks: number }
  /** TLS begins; chunks that were not taken belong to it. */
  | {
      readonly type: 'secure';
      readonly id: number;
      readonly settings: TlsSettings;
      readonly isServer: boolean;
    }
  /** The program wants to read its standard input. */
  | { readonly type: 'ask'; readonly id: typeof KEYBOARD }
  /** No more writes; close after what is written; close at once. */
  | { readonly type: 'end' | 'close' | 'abort'; readonly id: number };

export type SocketReport =
  | {
      readonly type: 'found';
      readonly id: number;
      readonly answer: readonly NetworkAddress[] | NetworkFailure;
    }
  | {
      readonly type: 'opened';
      readonly id: number;
      readonly local: NetworkAddress;
      /** Undefined for a socket that listens. */
      readonly remote: NetworkAddress | undefined;
    }
  | {
      readonly type: 'accepted';
      /** The number of the listener. */
      readonly id: number;
      readonly connection: number;
      readonly local: NetworkAddress;
      readonly remote: NetworkAddress;
    }
  | { readonly type: 'data'; readonly id: number; readonly data: Uint8Array }
  /** The other side writes no more. */
  | { readonly type: 'ended'; readonly id: number }
  /** The operating system took this many bytes of what was written. */
  | { readonly type: 'sent'; readonly id: number; readonly bytes: number }
  | { readonly type: 'secured'; readonly id: number; readonly session: TlsSession }
  /** What was typed; no bytes at the end of the input. */
  | { readonly type: 'typed'; readonly id: typeof KEYBOARD; readonly data: Uint8Array }
  /** Nothing more will be reported about this number. */
  | { readonly type: 'closed'; readonly id: number; readonly failure: NetworkFailure | undefined };

/** The number of standard input, among those of sockets. */
export const KEYBOARD = 0;

/** Bytes that may be on their way to the program before the supervisor stops reading. */
export const READ_WINDOW_BYTES = 256 * 1024;
