import { realSeconds } from '../../scenarios/clock-source';

/** Real seconds in which the program is taken to have worked all the time since somebody asked last. */
const TRUSTED_FOR = 0.001;

/** What newer versions of Node can tell of a thread; microseconds. */
interface ThreadCpu {
  threadCpuUsage?: () => { readonly user: number; readonly system: number };
}

/**
 * Tells work from time in which the machine gave the processor to others.
 *
 * 1. Asking costs about as much as a step, so it is done at marks and when a step seems to be long, and then
 *    once in a millisecond; what is told between may be too much by that at the most.
 * 2. Before Node 23.9 only the time of the whole process is known, which is a little more.
 */
export class CpuTime {
  #marked = 0;
  #asked = 0;
  /** Real seconds at that moment. */
  #askedAt = 0;

  /** Both give seconds: `cpu` of the processor, `real` from a monotonic source. */
  constructor(
    private readonly cpu: () => number = cpuSeconds,
    private readonly real: () => number = realSeconds,
  ) {
    this.mark();
  }

  /** A mark must not be set while a step runs: what it worked before would be forgotten. */
  mark(): void {
    this.#marked = this.#ask();
  }

  /** How many of the `elapsed` real seconds since some moment after the last mark were worked. */
  worked(elapsed: number): number {
    const since = this.real() - this.#askedAt;
    const now = since < TRUSTED_FOR ? this.#asked + since : this.#ask();
    return Math.min(elapsed, now - this.#marked);
  }

  #ask(): number {
    this.#asked = this.cpu();
    this.#askedAt = this.real();
    return this.#asked;
  }
}

function cpuSeconds(): number {
  const usage = (process as NodeJS.Process & ThreadCpu).threadCpuUsage?.();
  const { user, system } = usage ?? process.cpuUsage();
  return (user + system) / 1e6;
}
