import type { NetworkAddress } from '../network';

/** Host and port; for IPv6 also flow and scope. Python's tuple. */
export type SocketName =
  | readonly [host: string, port: number]
  | readonly [host: string, port: number, flow: number, scope: number];

export function socketName({ family, host, port }: NetworkAddress): SocketName {
  return family === 4 ? [host, port] : [host, port, 0, 0];
}

/** A name in messages: `('127.0.0.1', 80)`. */
export function reprName(name: SocketName): string {
  const [host, ...numbers] = name;
  return `(${[`'${host}'`, ...numbers].join(', ')})`;
}

/** What a program may know of a socket: `asyncio.TransportSocket`. */
export class TransportSocket {
  constructor(
    private readonly local: NetworkAddress,
    private readonly remote?: NetworkAddress,
  ) {}

  getsockname(): SocketName {
    return socketName(this.local);
  }

  /** The address of the other side; undefined if there is none. */
  getpeername(): SocketName | undefined {
    return this.remote && socketName(this.remote);
  }

  toString(): string {
    const peer = this.getpeername();
    const remote = peer === undefined ? '' : `, raddr=${reprName(peer)}`;
    return `<asyncio.TransportSocket laddr=${reprName(this.getsockname())}${remote}>`;
  }
}
