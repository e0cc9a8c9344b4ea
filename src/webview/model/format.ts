/** A moment or a duration with a precision that suits a human: `1.000 s`, finer below a millisecond. */
export function formatSeconds(seconds: number): string {
  const size = Math.abs(seconds);
  if (size === 0 || size >= 0.0005) return `${seconds.toFixed(3)} s`;
  return `${seconds.toFixed(6)} s`;
}

/** A moment or a duration as exactly as a trace knows it, to the microsecond: `1.000 s`, `0.000125 s`. */
export function exactSeconds(seconds: number): string {
  return `${seconds.toFixed(6).replace(/0{1,3}$/, '')} s`;
}

/** `1 task`, `3 tasks`; the plural adds an s. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

const ESC = '\u001b';
const BELL = '\u0007';
// Control sequences of terminals (ECMA-48 CSI), and OSC up to its terminator.
const ANSI = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\))`,
  'g',
);

/** The text without colours and cursor movements. */
export function withoutAnsi(text: string): string {
  return text.includes(ESC) ? text.replace(ANSI, '') : text;
}
