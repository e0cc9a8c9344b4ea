import type { Socket } from 'node:net';
import type { NetworkAddress } from '../../runtime/network';

export function localAddress({ localAddress, localPort, localFamily }: Socket): NetworkAddress {
  return address(localAddress, localPort, localFamily);
}

export function remoteAddress({ remoteAddress, remotePort, remoteFamily }: Socket): NetworkAddress {
  return address(remoteAddress, remotePort, remoteFamily);
}

/** An address from what Node knows of it; a socket that is gone already has none. */
function address(host = '', port = 0, family?: string): NetworkAddress {
  return { family: family === 'IPv6' ? 6 : 4, host, port };
}
