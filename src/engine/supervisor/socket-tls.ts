import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect,
  createServer,
  type PeerCertificate,
  rootCertificates,
  type TLSSocket,
} from 'node:tls';
import type { TlsSession, TlsSettings } from '../../runtime/network';

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
  const common = commonOptions(settings);
  if (isServer) {
    const { verify, isOptional } = settings;
    // A server that never listens: it knows how to check certificates of clients.
    createServer({ ...common, requestCert: verify, rejectUnauthorized: verify && !isOptional })
      .once('secureConnection', (socket) => {
        if (isOptional && isShownInVain(socket)) onError(socket.authorizationError);
        else onSecured(socket);
      })
      .on('tlsClientError', onError)
      .emit('connection', raw);
    return;
  }
  const { serverName: name, askedName = name } = settings;
  const socket = connect({
    ...common,
    socket: raw,
    rejectUnauthorized: settings.verify,
    servername: askedName && isIP(askedName) === 0 ? askedName : '',
    checkServerIdentity: (_host, shown) => checkName(name, shown),
  });
  socket.once('secureConnect', () => {
    socket.off('error', onError);
    onSecured(socket);
  });
  socket.on('error', onError);
}

/** What the two sides agreed on. */
export function sessionOf(socket: TLSSocket): TlsSession {
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    protocol: socket.alpnProtocol || undefined,
    certificate: socket.getPeerX509Certificate()?.raw.toString('base64'),
  };
}

function commonOptions(settings: TlsSettings) {
  const {
    certificate: cert,
    key,
    password: passphrase,
    protocols,
    minVersion,
    maxVersion,
  } = settings;
  return {
    cert,
    key,
    passphrase,
    ca: trustedBy(settings),
    ALPNProtocols: protocols && [...protocols],
    minVersion,
    maxVersion,
    allowHalfOpen: true,
  };
}

/** The certificates to trust; undefined for the well-known authorities. */
function trustedBy({ authorities, trustsWellKnown }: TlsSettings): string[] | undefined {
  if (authorities === undefined) return undefined;
  const own = authorities === '' ? [] : [authorities];
  return trustsWellKnown ? [...rootCertificates, ...own] : own;
}

/** Whether a client has shown a certificate that is not trusted. */
function isShownInVain(socket: TLSSocket): boolean {
  return !socket.authorized && socket.getPeerX509Certificate() !== undefined;
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
