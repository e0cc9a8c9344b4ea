/** Where the loop's own messages go; asyncio's logger. `error` is what was thrown, if anything. */
export interface LogSink {
  warning(message: string): void;
  error(message: string, error?: unknown): void;
}

/** For loops without a host: nothing that asyncio would print is lost. */
export const CONSOLE_LOG: LogSink = {
  warning: (message) => console.warn(message),
  error: (message, error) =>
    error === undefined ? console.error(message) : console.error(message, error),
};
