import type { RunRequest } from '../../protocol/run';
import { SystemClock, VirtualClock } from '../../runtime';
import type { Clock } from '../../runtime/clock';
import { realSeconds } from '../../scenarios/clock-source';
import { BUSY, type Control, INTERRUPT_SIGNAL, SIGNAL, WAKE, wake } from '../control';
import { workGrain } from '../work-grain';
import { CpuTime } from './cpu-time';
import type { NetworkHub } from './network-hub';
import { type NodeActivity, quietBefore } from './node-quiet';

/** What newer versions of JavaScript have: see `Atomics.waitAsync`. */
interface WaitAsync {
  waitAsync?(
    cells: Int32Array,
    index: number,
    value: number,
    milliseconds: number,
  ): { readonly async: boolean; readonly value: Promise<string> | string };
}

/** A wait that was over before it began. */
const OVER: NodeActivity = { isQuiet: false, wasBusy: false };

/** Seconds after which a blocking call on the system clock looks for signals. */
const BLOCK_SLICE = 0.05;
/** Real seconds in which nobody can answer. */
const QUICK_INPUT = 0.05;
/** Real seconds that Node may take to say that it has nothing more to do. */
const QUICK_WAIT = 0.05;

/** What the time of a run asks of the run. */
export interface TimedRun {
  /** Hands on what has been recorded, before nothing happens for a while. */
  flush(): void;
  /** Somebody has asked it to end. */
  isStopped(): boolean;
}

/** The clock of a run, and all the ways in which its program waits. */
export class RunTime {
  readonly clock: Clock;
  readonly #cpu = new CpuTime();
  #seenWake: number;
  /** Real seconds in which the program was only kept, and when that began. */
  #restedFor = 0;
  #restsSince = 0;

  constructor(
    request: RunRequest,
    private readonly control: Control,
    private readonly hub: NetworkHub,
    private readonly run: TimedRun,
  ) {
    this.#seenWake = Atomics.load(control.cells, WAKE);
    const block = (seconds: number | undefined) => this.#wait(seconds);
    this.clock =
      request.clock === 'virtual'
        ? new VirtualClock({
            now: realSeconds,
            grain: workGrain(request),
            worked: (elapsed) => this.#cpu.worked(elapsed),
            block,
          })
        : new SystemClock({ now: () => realSeconds() - this.#restedFor, block });
  }

  /** The program only rests from now on, and its clock stands still. */
  rest(): void {
    this.#restsSince = realSeconds();
  }

  /** The program runs again. */
  goOn(): void {
    this.#restedFor += realSeconds() - this.#restsSince;
    this.mark();
  }

  /** What is worked from now on is told from what others do with the processor; see `CpuTime`. */
  mark(): void {
    this.#cpu.mark();
  }

  /** Waits in real time until `seconds` have passed or the supervisor wakes us. */
  #wait(seconds: number | undefined): void {
    const { cells } = this.control;
    this.run.flush();
    Atomics.store(cells, BUSY, 0);
    Atomics.wait(cells, WAKE, this.#seenWake, seconds === undefined ? undefined : seconds * 1000);
    this.#seenWake = Atomics.load(cells, WAKE);
    Atomics.store(cells, BUSY, 1);
  }

  /** As `#wait`, but Node's own loop goes on turning. True if it has nothing more to do. */
  async waitOutside(seconds: number): Promise<boolean> {
    const { cells } = this.control;
    this.run.flush();
    Atomics.store(cells, BUSY, 0);
    const { waitAsync }: WaitAsync = Atomics as object;
    const wait = waitAsync?.(cells, WAKE, this.#seenWake, seconds * 1000);
    // A wake that came before the wait takes no time, whatever the machine needs to see it.
    const isOver = wait?.async === false;
    const { isQuiet } = isOver ? OVER : await this.#whileTimeIsReal(seconds, wait?.value);
    // Nobody else would end the wait that is left.
    if (isQuiet) wake(this.control);
    this.#seenWake = Atomics.load(cells, WAKE);
    Atomics.store(cells, BUSY, 1);
    // What woke us may be for a socket, and then the loop has something to run.
    this.hub.poll();
    return isQuiet;
  }

  /** What Node does meanwhile, such as a timer of its own, must see the time at which it happens. */
  async #whileTimeIsReal(seconds: number, wake: unknown): Promise<NodeActivity> {
    const clock = this.clock;
    if (!(clock instanceof VirtualClock)) return quietBefore(wake);
    clock.beginReal(seconds);
    const activity = await quietBefore(wake);
    // At the end of a program the machine may keep Node from being quiet for a moment.
    clock.endReal(activity.wasBusy, activity.isQuiet ? QUICK_WAIT : 0);
    return activity;
  }

  /** Blocks the program until `seconds` have passed or a signal came; returns how many passed. */
  block(seconds: number): number {
    if (this.clock instanceof VirtualClock) {
      this.clock.sleep(seconds);
      return seconds;
    }
    const from = this.clock.time();
    let left = seconds;
    // A signal that may not be handled yet must not keep time from passing.
    do {
      this.clock.sleep(Math.min(left, BLOCK_SLICE));
      left = from + seconds - this.clock.time();
    } while (left > 0 && Atomics.load(this.control.cells, SIGNAL) === 0);
    return left > 0 ? seconds - left : seconds;
  }

  /** Blocks the program until the supervisor wakes us, or for `seconds` of real time. */
  blockOutside(seconds: number | undefined): void {
    const clock = this.clock;
    if (!(clock instanceof VirtualClock)) {
      this.#wait(seconds);
      return;
    }
    const from = realSeconds();
    clock.exclude(() => this.#wait(seconds));
    clock.sleep(realSeconds() - from);
  }

  /** What comes at once was not typed, and is as quick as a file. */
  waitForInput(): void {
    if (this.run.isStopped()) {
      // Nobody will answer, and `input` forgets an interrupt that comes while it shows its prompt.
      Atomics.store(this.control.cells, SIGNAL, INTERRUPT_SIGNAL);
      return;
    }
    const clock = this.clock;
    if (!(clock instanceof VirtualClock)) {
      this.#wait(undefined);
      return;
    }
    const from = realSeconds();
    clock.exclude(() => this.#wait(undefined));
    const passed = realSeconds() - from;
    if (passed > QUICK_INPUT) clock.sleep(passed);
  }
}
