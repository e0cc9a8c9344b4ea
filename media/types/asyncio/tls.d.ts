export interface SSLContextOptions {
  /** What this side shows, in PEM format; a server needs both. */
  certificate?: string;
  key?: string;
  /** Certificates to trust instead of the well-known authorities, in PEM format. */
  authorities?: string;
  /** Whether the certificate of a server must be for its name; true unless said otherwise. */
  checkHostname?: boolean;
  /** Whether the other side must show a trusted certificate: a client asks unless said otherwise. */
  verify?: boolean;
}

/** Settings of TLS: `ssl.SSLContext`. */
export class SSLContext {
  constructor(options?: SSLContextOptions);

  readonly options: SSLContextOptions;
}
