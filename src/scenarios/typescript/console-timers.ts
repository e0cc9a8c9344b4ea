/** `console.time` and its kin, on the clock of the run. */
export class ConsoleTimers {
  readonly #starts = new Map<string, number>();

  constructor(
    private readonly console: Console,
    /** Seconds. */
    private readonly time: () => number,
  ) {}

  /** Replaces the methods of the console. */
  install(): void {
    this.console.time = (label = 'default') => this.#begin(String(label));
    this.console.timeLog = (label = 'default', ...data) => this.#log(String(label), data);
    this.console.timeEnd = (label = 'default') => {
      this.#log(String(label), []);
      this.#starts.delete(String(label));
    };
  }

  #begin(label: string): void {
    if (this.#starts.has(label)) this.#warn(`Label '${label}' already exists for console.time()`);
    else this.#starts.set(label, this.time());
  }

  #log(label: string, data: readonly unknown[]): void {
    const start = this.#starts.get(label);
    if (start === undefined) this.#warn(`No such label '${label}' for console.time()`);
    else this.console.log(`${label}: ${durationText(this.time() - start)}`, ...data);
  }

  #warn(text: string): void {
    this.console.warn(`Warning: ${text}`);
  }
}

/** As Node writes it: milliseconds, or seconds if there is a whole one. */
function durationText(seconds: number): string {
  return seconds < 1 ? `${Number((seconds * 1000).toFixed(3))}ms` : `${seconds.toFixed(3)}s`;
}
