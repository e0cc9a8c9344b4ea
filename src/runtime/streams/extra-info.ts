import type { Connection } from '../network';
import { socketName, TransportSocket } from './socket-name';

/** What is known of a connection under a name of CPython's; undefined if nothing is. */
export function extraInfo({ local, remote, tls }: Connection, name: string): unknown {
  switch (name) {
    case 'sockname':
      return local && socketName(local);
    case 'peername':
      return remote && socketName(remote);
    case 'socket':
      return local && new TransportSocket(local, remote);
    case 'cipher':
      return tls && [tls.cipher, tls.version];
    default:
      return undefined;
  }
}
