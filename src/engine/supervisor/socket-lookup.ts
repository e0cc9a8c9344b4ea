import { lookup } from 'node:dns';
import type { LookupAnswer, NetworkAddress } from '../../runtime/network';
import { failureOf } from './socket-failure';

/** The hosts of this machine in the order of `getaddrinfo`: to listen on all of it, and to reach it. */
const EVERYWHERE: ReadonlyArray<[family: 4 | 6, host: string]> = [
  [4, '0.0.0.0'],
  [6, '::'],
];
const HERE: typeof EVERYWHERE = [
  [6, '::1'],
  [4, '127.0.0.1'],
];

/** Finds the addresses of a host, in the order in which the operating system gives them. */
export function findAddresses(
  host: string | undefined,
  port: number,
  isForListening: boolean,
  onAnswer: (answer: LookupAnswer) => void,
): void {
  if (!host) {
    const hosts = isForListening ? EVERYWHERE : HERE;
    onAnswer(hosts.map(([family, host]): NetworkAddress => ({ family, host, port })));
    return;
  }
  lookup(host, { all: true, verbatim: true }, (error, found) => {
    if (error) onAnswer(failureOf(error));
    else
      onAnswer(
        found.map(({ address, family }) => ({ family: family === 6 ? 6 : 4, host: address, port })),
      );
  });
}
