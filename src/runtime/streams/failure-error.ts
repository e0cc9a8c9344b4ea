import {
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionRefusedError,
  ConnectionResetError,
  GetAddressError,
  PermissionError,
  SSLCertVerificationError,
  SSLError,
} from '../connection-errors';
import { OSError, TimeoutError } from '../errors';
import type { NetworkFailure } from '../network';

type NumberedError = new (errno: number, strerror: string) => OSError;

interface KnownError {
  readonly errno: number;
  readonly text: string;
  readonly type?: NumberedError;
}

/** The errors that sockets meet, with the numbers and texts of Linux. */
const SYSTEM_ERRORS: Record<string, KnownError> = {
  EPERM: { errno: 1, text: 'Operation not permitted', type: PermissionError },
  EACCES: { errno: 13, text: 'Permission denied', type: PermissionError },
  EMFILE: { errno: 24, text: 'Too many open files' },
  EPIPE: { errno: 32, text: 'Broken pipe', type: BrokenPipeError },
  EAFNOSUPPORT: { errno: 97, text: 'Address family not supported by protocol' },
  EADDRINUSE: { errno: 98, text: 'Address already in use' },
  EADDRNOTAVAIL: { errno: 99, text: 'Cannot assign requested address' },
  ENETDOWN: { errno: 100, text: 'Network is down' },
  ENETUNREACH: { errno: 101, text: 'Network is unreachable' },
  ECONNABORTED: {
    errno: 103,
    text: 'Software caused connection abort',
    type: ConnectionAbortedError,
  },
  ECONNRESET: { errno: 104, text: 'Connection reset by peer', type: ConnectionResetError },
  ETIMEDOUT: { errno: 110, text: 'Connection timed out', type: TimeoutError },
  ECONNREFUSED: { errno: 111, text: 'Connection refused', type: ConnectionRefusedError },
  EHOSTUNREACH: { errno: 113, text: 'No route to host' },
  ENOTFOUND: { errno: -2, text: 'Name or service not known', type: GetAddressError },
  EAI_NONAME: { errno: -2, text: 'Name or service not known', type: GetAddressError },
  EAI_AGAIN: { errno: -3, text: 'Temporary failure in name resolution', type: GetAddressError },
  EAI_FAIL: {
    errno: -4,
    text: 'Non-recoverable failure in name resolution',
    type: GetAddressError,
  },
};

/** Why a certificate was not good enough, in OpenSSL's words. */
const CERTIFICATE_PROBLEMS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
  CERT_REVOKED: 'certificate revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  UNABLE_TO_GET_ISSUER_CERT: 'unable to get issuer certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unable to verify the first certificate',
};

/**
 * The exception that CPython raises for a failure. `text` replaces what the system says, as
 * `Connect call failed` does.
 */
export function failureError(failure: NetworkFailure, text?: string): OSError {
  const known = SYSTEM_ERRORS[failure.code];
  if (known !== undefined) {
    const { type: Type = OSError } = known;
    return new Type(known.errno, text ?? known.text);
  }
  return tlsError(failure) ?? new OSError(text ?? failure.text);
}

function tlsError({ code, text }: NetworkFailure): OSError | undefined {
  const problem = CERTIFICATE_PROBLEMS[code];
  if (problem !== undefined) return new SSLCertVerificationError(problem);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return new SSLCertVerificationError(text);
  if (!code.startsWith('ERR_SSL_')) return undefined;
  const reason = code.slice('ERR_SSL_'.length);
  return new SSLError(reason, reason.toLowerCase().replaceAll('_', ' '));
}
