import type { EngineUnderTest, StartedRun } from '../engine';

/**
 * Programs in one language that talk to another one. Those that connect find the port of the other in
 * `port`, those that serve print theirs as `port N`.
 */
export interface SocketPrograms {
  readonly language: string;
  start(engine: EngineUnderTest, source: string, port?: number): StartedRun;
  /** How the language prints that something is true. */
  readonly yes: string;

  /** Says `all of it`, ends its half, and prints the answer. */
  readonly halfClosed: string;
  /** Says `tick` three times while another task reads, and prints what that one has read. */
  readonly ticking: string;
  /** Prints the errors of calls that cannot succeed, with `port` in use and `free` not. */
  readonly refused: (free: number) => string;
  /** Prints what it has of a connection that is reset after `go away`, and of one that ends after `hello`. */
  readonly reset: string;
  /** Writes until `drain` is `blocked`, then that it has `drained` and how many MiB it has sent. */
  readonly draining: string;
  /** Prints how many bytes came, and whether they were those of `numberedBytes`. */
  readonly reading: string;
  /** Writes as many bytes and ends. */
  readonly leaving: (bytes: number) => string;
  /** How many of them arrive: of Python's transports only what the operating system has taken. */
  readonly arriving: number;
  /** Greets 20 clients. */
  readonly greeting: string;
  /** Prints `a client` for each client, and serves for ever. */
  readonly waiting: string;
}
