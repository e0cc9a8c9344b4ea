import type { TaskRecord } from '../trace/timeline';

/** What the loop's own coroutines are for, by their names in CPython and in TypeScript. */
const PURPOSES: ReadonlyMap<string, string> = new Map([
  ...both(
    ['BaseSelectorEventLoop._accept_connection2', 'Server.acceptConnection'],
    'it takes in a client of a server and calls the function that serves it',
  ),
  ...both(
    ['BaseEventLoop._create_server_getaddrinfo', 'EventLoop.createServerGetaddrinfo'],
    'it looks up the address at which a server listens',
  ),
  ...both(['staggered_race.<locals>.run_one_coro'], 'it tries one of the addresses of a host'),
]);

/** What a task is for that asyncio made for itself, as a clause; undefined for tasks of the program. */
export function ownPurpose({
  coroutine,
  creator,
}: Pick<TaskRecord, 'coroutine' | 'creator'>): string | undefined {
  // A program may have such a class, but its tasks come from tasks.
  if (coroutine === 'Server.acceptConnection' && creator !== 0) return undefined;
  return PURPOSES.get(coroutine);
}

function both(names: readonly string[], purpose: string): [string, string][] {
  return names.map((name) => [name, purpose]);
}
