import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect,
  createServer,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import type { TlsSettings } from '../../runtime/network';

/**
 * Begins TLS on a socket that nobody reads. The handshake is over when `onSecured` is called; an error
 * comes to `onError`.
 */
export function beginTls(
  raw: Socket,
  settings: TlsSettings,
  isServer: boolean,
  onSecured: (socket: TLSSocket) => void,
  onError: (error: unknown) => void,
): void {
  const { certificate: cert, key, authorities: ca, verify } = settings;
  const common = { cert, key, ca, rejectUnauthorized: verify, allowHalfOpen: true };
  if (isServer) {
    // A server that never listens: it knows how to check certificates of clients.
    createServer({ ...common, requestCert: verify })
      .once('secureConnection', onSecured)
      .on('tlsClientError', onError)
      .emit('connection', raw);
    return;
  }
  const name = settings.serverName;
  const socket = connect({
    ...common,
    socket: raw,
    servername: name && isIP(name) === 0 ? name : '',
    checkServerIdentity: (_host, shown) => checkName(name, shown),
  });
  socket.once('secureConnect', () => {
    socket.off('error', onError);
    onSecured(socket);
  });
  socket.on('error', onError);
}

/** The error if the certificate is not for `name`, in OpenSSL's words. */
function checkName(name: string | undefined, shown: PeerCertificate): Error | undefined {
  if (!name) return undefined;
  const error = checkServerIdentity(name, shown);
  if (error === undefined) return undefined;
  const what = isIP(name) === 0 ? 'Hostname' : 'IP address';
  error.message = `${what} mismatch, certificate is not valid for '${name}'.`;
  return error;
}
