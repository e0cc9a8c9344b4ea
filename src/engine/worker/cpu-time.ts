/** What newer versions of Node can tell of a thread; microseconds. */
interface ThreadCpu {
  threadCpuUsage?: () => { readonly user: number; readonly system: number };
}

/**
 * Tells work from time in which the machine gave the processor to others.
 *
 * Asking costs about as much as a step, so it is done at marks and when a step seems to be long.
 * Before Node 23.9 only the time of the whole process is known, which is a little more.
 */
export class CpuTime {
  #marked = 0;

  constructor() {
    this.mark();
  }

  /** A mark must not be set while a step runs: what it worked before would be forgotten. */
  mark(): void {
    this.#marked = cpuSeconds();
  }

  /** How many of the `elapsed` real seconds since some moment after the last mark were worked. */
  worked(elapsed: number): number {
    return Math.min(elapsed, cpuSeconds() - this.#marked);
  }
}

function cpuSeconds(): number {
  const usage = (process as NodeJS.Process & ThreadCpu).threadCpuUsage?.();
  const { user, system } = usage ?? process.cpuUsage();
  return (user + system) / 1e6;
}
