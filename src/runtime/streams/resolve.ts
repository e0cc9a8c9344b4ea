import { GetAddressError, OverflowError } from '../connection-errors';
import type { Coroutine } from '../coroutine';
import { OSError, RuntimeError } from '../errors';
import type { EventLoop } from '../loop';
import type { Network, NetworkAddress } from '../network';
import type { Purpose } from '../purpose';
import { failureError } from './failure-error';

const PURPOSE: Purpose = { kind: 'connect', detail: 'name lookup' };
const LARGEST_PORT = 0xffff;
/** The services that a program is likely to name. */
const SERVICES: Record<string, number> = { ftp: 21, ssh: 22, smtp: 25, http: 80, https: 443 };

export type Port = number | string;

/** The sockets of the loop. Throws `RuntimeError` if its host gives it none. */
export function networkOf(loop: EventLoop): Network {
  const { network } = loop;
  if (network !== undefined) return network;
  throw new RuntimeError('This event loop has no network.');
}

/**
 * The addresses of a host, each once: `loop.getaddrinfo`. Without a host they are those of this machine.
 * Throws `gaierror`.
 */
export function* resolve(
  loop: EventLoop,
  host: string | undefined,
  port: Port | undefined,
  isForListening = false,
): Coroutine<NetworkAddress[]> {
  const number = portNumber(port, isForListening ? 'bind' : 'connect');
  const waiter = loop.createFuture<readonly NetworkAddress[]>();
  waiter.purpose = PURPOSE;
  networkOf(loop).lookup(host, number, isForListening, (answer) => {
    if (waiter.done()) return;
    if ('code' in answer) waiter.setException(failureError(answer));
    else waiter.setResult(answer);
  });
  const addresses = yield* waiter;
  if (addresses.length === 0) throw new OSError('getaddrinfo() returned empty list');
  const byName = new Map(addresses.map((one) => [`${one.host} ${one.port}`, one]));
  return [...byName.values()];
}

function portNumber(port: Port | undefined, caller: string): number {
  const number = Number(SERVICES[port ?? ''] ?? port ?? 0);
  if (!Number.isInteger(number)) {
    throw new GetAddressError(-8, 'Servname not supported for ai_socktype');
  }
  if (number >= 0 && number <= LARGEST_PORT) return number;
  throw new OverflowError(`${caller}(): port must be 0-65535.`);
}
