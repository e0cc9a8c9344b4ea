import type { Clock } from '../../runtime/clock';
import type { Network, NetworkAddress, TlsSettings } from '../../runtime/network';
import { failureError } from '../../runtime/streams/failure-error';
import { orPropagate } from './answers';
import type { PythonChannel } from './channel';
import { keyFailure } from './key-failure';
import { Keyboard } from './keyboard';
import { MemoryConnection } from './memory-connection';
import { PythonLookup } from './python-lookup';
import { PythonSocket } from './python-socket';
import { DueWatches, SocketWatch, type Watchable, type WatchedSide } from './socket-watch';

/** The file descriptor of standard input. */
const KEYBOARD = 0;
/** The numbers of lookups begin here; file descriptors stay below. */
const LOOKUPS = 2 ** 30;

/** What `state` adds up. */
const READABLE = 1;
const WRITABLE = 2;
const OPEN = 4;
const CONNECTED = 8;

export interface SocketTableOptions {
  readonly clock: Clock;
  readonly network: () => Network;
  /** Holds the thread until something outside has happened, for `seconds` at the most. */
  readonly waitOutside: (seconds: number | undefined) => void;
  /** As `waitOutside`, until something was typed. */
  readonly waitForInput: () => void;
  /** Asks for input; answers go to `onInput`, without bytes at the end. */
  readonly keyboard: (onInput: (data: Uint8Array) => void) => { ask(): void };
  /** A call at a position is about to wait for what somebody types. */
  readonly inputAsked: (call: number, position: number) => void;
  /** The program was held since `from`, in seconds, by a call at a position. */
  readonly held: (from: number, call: number, position: number, goesOn: boolean) => void;
}

/**
 * The sockets of a Python program by their numbers; lookups of names have larger ones. Method names
 * are those that `sockets.py` calls. They take and give numbers, texts and bytes.
 */
export class SocketTable {
  readonly #sockets = new Map<number, PythonSocket>();
  readonly #lookups = new Map<number, PythonLookup>();
  readonly #due = new DueWatches();
  #network: Network | undefined;
  #lastLookup = LOOKUPS;
  readonly #keyboard: Keyboard;

  constructor(private readonly options: SocketTableOptions) {
    const line = options.keyboard((data) => this.#keyboard.receive(data));
    this.#keyboard = new Keyboard(() => {
      // Whoever looks for news of the network finds what is typed, too.
      this.#net();
      line.ask();
    });
  }

  /** Looks for news, and puts what they are for into the ready queue. */
  poll(): void {
    this.#network?.poll();
    this.#due.schedule();
  }

  readonly lookup = (host: string, port: number, isForListening: boolean): number => {
    const number = ++this.#lastLookup;
    const lookup = new PythonLookup();
    this.#lookups.set(number, lookup);
    this.#net().lookup(host || undefined, port, isForListening, (answer) => lookup.finish(answer));
    return number;
  };

  /** The answer to a lookup, as JSON; empty if there is none yet. */
  readonly answer = (number: number): string => {
    const answer = this.#lookups.get(number)?.answer;
    if (answer === undefined) return '';
    return 'code' in answer ? errorText(answer) : JSON.stringify(answer);
  };

  readonly forget = (number: number): void => {
    this.#lookups.delete(number);
  };

  readonly bind = (number: number, family: 4 | 6, host: string, port: number, reuse: boolean) => {
    const socket = this.#socket(number);
    const options = { backlog: 100, reusePort: reuse };
    socket.bind((listener) => this.#net().listen({ family, host, port }, options, listener));
  };

  readonly listen = (number: number): void => {
    this.#socket(number).accept();
  };

  /** Gives a connection that waits the number `connection`; false if there is none. */
  readonly accept = (number: number, connection: number): boolean => {
    const accepted = this.#socket(number).takeAccepted();
    if (accepted === undefined) return false;
    this.#socket(connection).connect(accepted, true);
    return true;
  };

  readonly connect = (number: number, family: 4 | 6, host: string, port: number): void => {
    const socket = this.#socket(number);
    const { local } = socket;
    socket.release();
    socket.connect(this.#net().connect({ family, host, port }, local), false);
  };

  /** Connects two sockets with each other, inside of the program. */
  readonly pair = (number: number, other: number): void => {
    const [one, two] = MemoryConnection.pair();
    this.#socket(number).connect(one, true);
    this.#socket(other).connect(two, true);
  };

  /** At most `limit` bytes; none at the end; undefined if there are none yet, or a failure. */
  readonly read = (number: number, limit: number): Uint8Array | undefined =>
    number === KEYBOARD ? this.#keyboard.read(limit) : this.#socket(number).read(limit);

  readonly room = (number: number): number => this.#socket(number).room;

  /** Sends bytes that nobody else keeps. There must be room for them. */
  readonly write = (number: number, data: Uint8Array): void => {
    this.#socket(number).connection?.write(data, true);
  };

  readonly end = (number: number): void => {
    this.#socket(number).connection?.end();
  };

  readonly close = (number: number): void => {
    this.#sockets.get(number)?.close();
    this.#sockets.delete(number);
  };

  readonly secure = (number: number, settings: string, isServer: boolean): void => {
    const parsed: TlsSettings = JSON.parse(settings);
    this.#socket(number).secure((connection) => connection.secure(parsed, isServer));
  };

  /** See `keyFailure`. */
  readonly key_failure = keyFailure;

  /** What TLS agreed on, as JSON; empty without TLS. */
  readonly tls = (number: number): string => {
    const session = this.#sockets.get(number)?.connection?.tls;
    return session === undefined ? '' : JSON.stringify(session);
  };

  /** The sum of what is true of a socket or a lookup. */
  readonly state = (number: number): number => {
    const target = this.#target(number);
    const socket = this.#sockets.get(number);
    return (
      (target.isReadable ? READABLE : 0) +
      (target.isWritable ? WRITABLE : 0) +
      (socket?.isOpen ? OPEN : 0) +
      (socket?.isConnected ? CONNECTED : 0)
    );
  };

  /** What went wrong with a socket and was not told yet, as JSON; empty if nothing. */
  readonly failure = (number: number): string => {
    const failure = this.#sockets.get(number)?.takeFailure();
    return failure === undefined ? '' : errorText(failure);
  };

  /** An address as JSON; empty if there is none. */
  readonly local = (number: number): string => addressText(this.#sockets.get(number)?.local);

  readonly remote = (number: number): string =>
    addressText(this.#sockets.get(number)?.connection?.remote);

  /** Runs the callback of a number whenever one side of a socket or a lookup is ready. */
  readonly watch = (
    channel: PythonChannel,
    number: number,
    side: WatchedSide,
    callback: number,
    name: number,
    position: number,
  ): void => {
    const target = this.#target(number);
    const watch = new SocketWatch(channel, target, side, callback, name, position, this.#due);
    target.watch(side, watch);
  };

  readonly unwatch = (number: number, side: WatchedSide): void => {
    const target = this.#sockets.get(number) ?? this.#lookups.get(number);
    if (number === KEYBOARD) this.#keyboard.watch(side, undefined);
    else target?.watch(side, undefined);
  };

  /**
   * Holds the program until something has happened outside, for `seconds` if that is not below 0.
   * `call` is the text of the user's call, 0 if it is not worth telling; `goesOn`: it has waited before. Gives `PROPAGATE` or 0.
   */
  readonly wait = (seconds: number, call: number, position: number, goesOn: boolean): number =>
    orPropagate(() => {
      const from = this.options.clock.time();
      this.options.waitOutside(seconds < 0 ? undefined : seconds);
      this.#network?.poll();
      this.options.held(from, call, position, goesOn);
      return 0;
    });

  /** As `wait`, until something was typed or a signal has come. */
  readonly wait_for_input = (call: number, position: number): void => {
    const from = this.options.clock.time();
    this.#keyboard.want();
    this.options.inputAsked(call, position);
    this.options.waitForInput();
    this.#network?.poll();
    if (this.options.clock.time() > from) this.options.held(from, call, position, false);
  };

  #net(): Network {
    this.#network ??= this.options.network();
    return this.#network;
  }

  #socket(number: number): PythonSocket {
    let socket = this.#sockets.get(number);
    if (socket === undefined) {
      socket = new PythonSocket();
      this.#sockets.set(number, socket);
    }
    return socket;
  }

  #target(number: number): Watchable {
    if (number === KEYBOARD) return this.#keyboard;
    return this.#lookups.get(number) ?? this.#socket(number);
  }
}

function addressText(address: NetworkAddress | undefined): string {
  return address === undefined ? '' : JSON.stringify(address);
}

/** The exception of CPython for a failure, as JSON. */
function errorText(failure: { readonly code: string; readonly text: string }): string {
  const error = failureError(failure);
  return JSON.stringify({
    type: error.name,
    errno: error.errno ?? 1,
    text: error.strerror ?? error.message,
  });
}
