import { Exception, OSError } from './errors';

/** Something is wrong with a connection: `ConnectionError`. */
export class ConnectionError extends OSError {
  static {
    ConnectionError.prototype.name = 'ConnectionError';
  }
}

/** Nobody listens at the address: `ConnectionRefusedError`. */
export class ConnectionRefusedError extends ConnectionError {
  static {
    ConnectionRefusedError.prototype.name = 'ConnectionRefusedError';
  }
}

/** The other side dropped the connection: `ConnectionResetError`. */
export class ConnectionResetError extends ConnectionError {
  static {
    ConnectionResetError.prototype.name = 'ConnectionResetError';
  }
}

/** This side dropped the connection: `ConnectionAbortedError`. */
export class ConnectionAbortedError extends ConnectionError {
  static {
    ConnectionAbortedError.prototype.name = 'ConnectionAbortedError';
  }
}

/** The other side reads no more: `BrokenPipeError`. */
export class BrokenPipeError extends ConnectionError {
  static {
    BrokenPipeError.prototype.name = 'BrokenPipeError';
  }
}

/** The operation is not permitted: `PermissionError`. */
export class PermissionError extends OSError {
  static {
    PermissionError.prototype.name = 'PermissionError';
  }
}

/** A host or service has no address: `socket.gaierror`. */
export class GetAddressError extends OSError {
  static {
    GetAddressError.prototype.name = 'gaierror';
  }
}

/** TLS failed: `ssl.SSLError`. */
export class SSLError extends OSError {
  static {
    SSLError.prototype.name = 'SSLError';
  }

  /** `reason` as OpenSSL names it, such as `WRONG_VERSION_NUMBER`. */
  constructor(
    readonly reason: string,
    text: string,
  ) {
    super(`[SSL: ${reason}] ${text}`);
  }
}

/** The certificate of the other side is not good enough: `ssl.SSLCertVerificationError`. */
export class SSLCertVerificationError extends SSLError {
  static {
    SSLCertVerificationError.prototype.name = 'SSLCertVerificationError';
  }

  constructor(readonly verifyMessage: string) {
    super('CERTIFICATE_VERIFY_FAILED', `certificate verify failed: ${verifyMessage}`);
  }
}

/** The input ended where more was needed: `EOFError`. */
export class EOFError extends Exception {
  static {
    EOFError.prototype.name = 'EOFError';
  }
}

/** A number is beyond what it may be: `OverflowError`. */
export class OverflowError extends Exception {
  static {
    OverflowError.prototype.name = 'OverflowError';
  }
}
