/** What newer versions of Node can tell of a thread; microseconds. */
interface ThreadCpu {
  threadCpuUsage?: () => { readonly user: number; readonly system: number };
}

/**
 * Tells work from time in which the machine gave the processor to others.
 *
 * Asking costs about as much as a step, so it is done at marks and when a step seems to be long.
 * Without `process.threadCpuUsage` (Node 23.9 and later) all time counts as work.
 */
export class CpuTime {
  #marked = 0;

  constructor() {
    this.mark();
  }

  /** A mark must not be set while a step runs: what it worked before would be forgotten. */
  mark(): void {
    this.#marked = cpuSeconds() ?? 0;
  }

  /** How many of the `elapsed` real seconds since some moment after the last mark were worked. */
  worked(elapsed: number): number {
    const now = cpuSeconds();
    return now === undefined ? elapsed : Math.min(elapsed, now - this.#marked);
  }
}

function cpuSeconds(): number | undefined {
  const usage = (process as NodeJS.Process & ThreadCpu).threadCpuUsage?.();
  return usage && (usage.user + usage.system) / 1e6;
}
