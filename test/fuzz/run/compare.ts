/** Where two logs differ first. */
export interface Difference {
  /** Counted from 0. */
  readonly line: number;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
}

/** The first difference of two logs, or undefined if they are equal. */
export function firstDifference(
  expected: readonly string[],
  actual: readonly string[],
): Difference | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let line = 0; line < length; line++) {
    if (expected[line] === actual[line]) continue;
    return { line, expected: expected[line], actual: actual[line] };
  }
  return undefined;
}
