import { type Coroutine, EventLoop, setEventLoop, VirtualClock } from '../../../src/runtime';
import type {
  Connection,
  Listening,
  ListeningListener,
  LookupAnswer,
  Network,
  NetworkAddress,
  NetworkFailure,
} from '../../../src/runtime/network';
import { ScriptedConnection } from './streams-support';
import { Notes } from './support';

/** What happens at an address: it works, it fails with a code, or nothing ever comes. */
type Fate = 'works' | 'silence' | (string & {});

export function address(host: string, port = 80): NetworkAddress {
  return { family: host.includes(':') ? 6 : 4, host, port };
}

const failure = (code: string): NetworkFailure => ({ code, text: `Node: ${code}` });

/** A network that a test makes up. It notes what is asked of it. */
export class ScriptedNetwork implements Network {
  readonly calls: string[] = [];
  readonly connections: ScriptedConnection[] = [];
  listener: ListeningListener | undefined;
  #next: Array<() => void> = [];

  constructor(
    private readonly found: readonly NetworkAddress[] | string,
    private readonly fates: Readonly<Record<string, Fate>> = {},
  ) {}

  poll(): void {
    for (const tell of this.#next.splice(0)) tell();
  }

  lookup(
    host: string | undefined,
    port: number,
    isForListening: boolean,
    onAnswer: (answer: LookupAnswer) => void,
  ): void {
    this.calls.push(`${isForListening ? 'lookup to listen' : 'lookup'} ${host}:${port}`);
    const { found } = this;
    this.#next.push(() => onAnswer(typeof found === 'string' ? failure(found) : found));
  }

  connect(to: NetworkAddress, from: NetworkAddress | undefined): Connection {
    this.calls.push(`connect ${to.host}${from === undefined ? '' : ` from ${from.host}`}`);
    const connection = new ScriptedConnection();
    this.connections.push(connection);
    this.#decide(
      to,
      () => connection.listener.opened?.(),
      (reason) => connection.break(reason),
    );
    return connection;
  }

  listen(at: NetworkAddress, _options: unknown, listener: ListeningListener): Listening {
    this.calls.push(`listen ${at.host}`);
    this.listener = listener;
    this.#decide(
      at,
      () => listener.opened(at),
      (reason) => listener.failed(reason),
    );
    return { close: () => this.calls.push(`listen no more ${at.host}`) };
  }

  /** Somebody connects to the listener. */
  arrive(): ScriptedConnection {
    const connection = new ScriptedConnection();
    this.#next.push(() => this.listener?.accepted(connection));
    return connection;
  }

  close(): void {
    this.calls.push('close');
  }

  #decide({ host }: NetworkAddress, works: () => void, fails: (why: NetworkFailure) => void): void {
    const fate = this.fates[host] ?? 'works';
    if (fate === 'works') this.#next.push(works);
    else if (fate !== 'silence') this.#next.push(() => fails(failure(fate)));
  }
}

/**
 * Runs the program on a loop with the network, and gives what it noted, what it asked of the network,
 * and what was logged. Idle time passes at once.
 */
export function runOn(
  network: ScriptedNetwork,
  program: (note: (entry: unknown) => void, loop: EventLoop) => Coroutine<void>,
): { log: unknown[]; calls: string[]; notes: string[] } {
  let real = 0;
  const clock = new VirtualClock({
    now: () => real,
    grain: Number.POSITIVE_INFINITY,
    block: (seconds) => {
      if (seconds !== undefined) real += seconds;
    },
  });
  clock.beginOutside();
  const notes = new Notes();
  const loop = new EventLoop({ clock, log: notes, network, limits: { steps: 1000 } });
  const log: unknown[] = [];
  setEventLoop(loop);
  loop.runUntilComplete(program((entry) => log.push(entry), loop));
  setEventLoop(undefined);
  loop.close();
  return { log, calls: network.calls, notes: notes.lines };
}
