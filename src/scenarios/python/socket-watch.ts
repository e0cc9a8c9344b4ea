import { PythonCallback, type PythonChannel } from './channel';

/** Something that a selector could watch: a socket, or a lookup of a name. */
export interface Watchable {
  /** Reading would give something, if only the end or an error. */
  readonly isReadable: boolean;
  readonly isWritable: boolean;
  /** Sets or takes away what runs when one side is ready. */
  watch(side: WatchedSide, watch: SocketWatch | undefined): void;
}

export type WatchedSide = 'read' | 'write';

/** A callback that is to run whenever something can be read or written: a key of a selector. */
export class SocketWatch {
  isCancelled = false;
  #isOutside = false;

  constructor(
    readonly channel: PythonChannel,
    readonly target: Watchable,
    readonly side: WatchedSide,
    /** How Python knows the callback. */
    readonly number: number,
    readonly name: number,
    readonly position: number,
    private readonly due: DueWatches,
  ) {
    channel.watches.add(this);
  }

  get isReady(): boolean {
    if (this.isCancelled) return false;
    return this.side === 'read' ? this.target.isReadable : this.target.isWritable;
  }

  /** Says whether something outside has to happen before it is ready. */
  setOutside(isOutside: boolean): void {
    if (isOutside === this.#isOutside) return;
    this.#isOutside = isOutside;
    const { clock } = this.channel.loop;
    if (isOutside) clock.beginOutside();
    else clock.endOutside();
  }

  /** What it watches may have changed. */
  consider(): void {
    if (!this.isReady) return;
    this.due.add(this);
    this.channel.loop.clock.wake();
  }

  cancel(): void {
    this.isCancelled = true;
    this.channel.watches.delete(this);
    this.setOutside(false);
    this.due.delete(this);
  }
}

/** Recorded handles of watches are numbered from here, and those of Python below. */
const FIRST_HANDLE = 2 ** 30;

/**
 * The watches whose callbacks the next iteration runs. As with CPython's selectors, a callback runs
 * once in each iteration for as long as there is something for it.
 */
export class DueWatches {
  readonly #watches = new Set<SocketWatch>();
  #lastHandle = FIRST_HANDLE;

  add(watch: SocketWatch): void {
    this.#watches.add(watch);
  }

  delete(watch: SocketWatch): void {
    this.#watches.delete(watch);
  }

  /** Puts the callbacks into the ready queue: `BaseSelectorEventLoop._process_events`. */
  schedule(): void {
    if (this.#watches.size === 0) return;
    const due = [...this.#watches];
    this.#watches.clear();
    for (const watch of due) {
      const { channel } = watch;
      // A loop that does not run sees it when it does.
      if (!channel.loop.isRunning()) this.#watches.add(watch);
      else if (watch.isReady) this.#schedule(watch);
    }
  }

  #schedule(watch: SocketWatch): void {
    const { channel, name, position } = watch;
    const handle = ++this.#lastHandle;
    channel.recorder.callbackReady(handle, name, position);
    channel.loop.schedule(new WatchHandle(watch, handle));
  }
}

class WatchHandle extends PythonCallback {
  constructor(
    private readonly watch: SocketWatch,
    handle: number,
  ) {
    super(watch.channel, handle, watch.name, watch.position, 0);
  }

  override cancelled(): boolean {
    return this.watch.isCancelled;
  }

  override run(): void {
    const { watch } = this;
    try {
      watch.channel.call(watch.number);
    } finally {
      watch.consider();
    }
  }
}
