/** Seconds as they are written everywhere: three decimals and the unit, such as `2.000 s`. */
export function formatSeconds(seconds: number): string {
  return `${(Math.round(seconds * 1000) / 1000 + 0).toFixed(3)} s`;
}

/** Seconds to the nanosecond, so that sums of clock times do not show the noise of floating point. */
export function roundSeconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}

/** A count with its noun: `1 task`, `2 tasks`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
