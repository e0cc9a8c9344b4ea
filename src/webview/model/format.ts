/** A moment or a duration with a precision that suits a human: `1.000 s`, finer below a millisecond. */
export function formatSeconds(seconds: number): string {
  const size = Math.abs(seconds);
  if (size === 0 || size >= 0.0005) return `${seconds.toFixed(3)} s`;
  return `${seconds.toFixed(6)} s`;
}

/** `1 task`, `3 tasks`; the plural adds an s. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

// Control sequences of terminals (ECMA-48 CSI, and OSC up to its terminator).
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*(?:\u0007|\u001b\\))/g;

/** The text without colours and cursor movements. */
export function withoutAnsi(text: string): string {
  return text.includes('\u001b') ? text.replace(ANSI, '') : text;
}
