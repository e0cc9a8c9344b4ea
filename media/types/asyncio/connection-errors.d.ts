import { Exception, OSError } from './errors';

/** Something is wrong with a connection: `ConnectionError`. */
export class ConnectionError extends OSError {}

/** Nobody listens at the address: `ConnectionRefusedError`. */
export class ConnectionRefusedError extends ConnectionError {}

/** The other side dropped the connection: `ConnectionResetError`. */
export class ConnectionResetError extends ConnectionError {}

/** This side dropped the connection: `ConnectionAbortedError`. */
export class ConnectionAbortedError extends ConnectionError {}

/** The other side reads no more: `BrokenPipeError`. */
export class BrokenPipeError extends ConnectionError {}

/** The operation is not permitted: `PermissionError`. */
export class PermissionError extends OSError {}

/** A host or service has no address: `socket.gaierror`. */
export class GetAddressError extends OSError {}

/** TLS failed: `ssl.SSLError`. */
export class SSLError extends OSError {
  constructor(reason: string, text: string);

  /** As OpenSSL names it, such as `WRONG_VERSION_NUMBER`. */
  readonly reason: string;
}

/** The certificate of the other side is not good enough: `ssl.SSLCertVerificationError`. */
export class SSLCertVerificationError extends SSLError {
  constructor(verifyMessage: string);

  readonly verifyMessage: string;
}

/** The input ended where more was needed: `EOFError`. */
export class EOFError extends Exception {}

/** A number is beyond what it may be: `OverflowError`. */
export class OverflowError extends Exception {}

/** The caller breaks a rule: `AssertionError`. */
export class AssertionError extends Exception {}

/** The stream ended before all that was asked for had come: `asyncio.IncompleteReadError`. */
export class IncompleteReadError extends EOFError {
  constructor(partial: Uint8Array, expected: number | undefined);

  /** What had come. */
  readonly partial: Uint8Array;

  /** How many bytes were asked for; undefined if nobody knows. */
  readonly expected: number | undefined;
}

/** No separator within the limit of the stream: `asyncio.LimitOverrunError`. */
export class LimitOverrunError extends Exception {
  constructor(message: string, consumed: number);

  /** How many bytes to take out to go on. */
  readonly consumed: number;
}
