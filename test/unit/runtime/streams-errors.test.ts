import { deepStrictEqual } from 'node:assert/strict';
import {
  BrokenPipeError,
  ConnectionError,
  ConnectionRefusedError,
  GetAddressError,
  isException,
  OSError,
  openConnection,
  SSLCertVerificationError,
  SSLError,
  TimeoutError,
} from '../../../src/runtime';
import { failureError } from '../../../src/runtime/streams/failure-error';
import { makeLoop, thrown } from './support';

describe('the errors of connections', () => {
  it('have the numbers and texts of Linux, whatever the machine says', () => {
    const codes = ['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EACCES'];
    const others = ['ENETUNREACH', 'EADDRINUSE', 'ENOTFOUND', 'EAI_AGAIN', 'ENEW'];
    deepStrictEqual(
      [...codes, ...others].map((code) => `${failureError({ code, text: `Node: ${code}` })}`),
      [
        'ConnectionRefusedError: [Errno 111] Connection refused',
        'ConnectionResetError: [Errno 104] Connection reset by peer',
        'ConnectionAbortedError: [Errno 103] Software caused connection abort',
        'BrokenPipeError: [Errno 32] Broken pipe',
        'TimeoutError: [Errno 110] Connection timed out',
        'PermissionError: [Errno 13] Permission denied',
        'OSError: [Errno 101] Network is unreachable',
        'OSError: [Errno 98] Address already in use',
        'gaierror: [Errno -2] Name or service not known',
        'gaierror: [Errno -3] Temporary failure in name resolution',
        'OSError: Node: ENEW',
      ],
    );
  });

  it('say what OpenSSL says of certificates and of the protocol', () => {
    const failures = [
      { code: 'CERT_HAS_EXPIRED', text: 'certificate has expired' },
      { code: 'SELF_SIGNED_CERT_IN_CHAIN', text: 'self-signed certificate in certificate chain' },
      { code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', text: 'F0:error:0A000418:SSL routines' },
    ];
    deepStrictEqual(
      failures.map((failure) => `${failureError(failure)}`),
      [
        'SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired',
        'SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain',
        'SSLError: [SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca',
      ],
    );
  });

  it('are of the families that CPython has', () => {
    const refused = failureError({ code: 'ECONNREFUSED', text: '' }, 'Connect call failed');
    deepStrictEqual(
      [
        refused instanceof ConnectionRefusedError,
        refused instanceof ConnectionError,
        refused instanceof OSError,
        isException(refused),
        [refused.errno, refused.strerror, refused.message],
        new TimeoutError() instanceof OSError,
        new BrokenPipeError() instanceof ConnectionRefusedError,
        new GetAddressError(-2, 'x') instanceof OSError,
        new SSLCertVerificationError('x') instanceof SSLError,
        [new OSError('only text').errno, `${new OSError('only text')}`],
      ],
      [
        true,
        true,
        true,
        true,
        [111, 'Connect call failed', '[Errno 111] Connect call failed'],
        true,
        false,
        true,
        true,
        [undefined, 'OSError: only text'],
      ],
    );
  });

  it('say that a loop has no network if its host gives it none', () => {
    const { loop } = makeLoop();
    deepStrictEqual(
      thrown(() => loop.runUntilComplete(openConnection('localhost', 80))),
      'RuntimeError: This event loop has no network.',
    );
  });
});
