/** What the supervisor asks of a thread that is too busy to read messages. */
export interface Probe {
  /** Hands on all that has been recorded. */
  flush(): void;
}

const NAME = '__loopscopeProbe';

/** The expression that calls a method of the probe in its thread. */
export function callOfProbe(method: keyof Probe): string {
  return `globalThis.${NAME}?.${method}()`;
}

/** Makes the probe of this thread known to `callOfProbe`. */
export function installProbe(probe: Probe): void {
  Object.defineProperty(globalThis, NAME, { value: probe, configurable: true });
}
