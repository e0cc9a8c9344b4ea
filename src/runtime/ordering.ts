/**
 * Whether `a` comes before `b`, as Python's `a < b`: numbers by size, strings by code points, dates by
 * time, and arrays as tuples, by the first entries that differ.
 *
 * Objects can be ordered if their `valueOf` gives a number, a string or a bigint. Throws `TypeError` for
 * what has no order, such as plain objects, or a number and a string.
 */
export function isLess(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return isListLess(a, b);
  const left = toOrdered(a);
  const right = toOrdered(b);
  if (isNumeric(left) && isNumeric(right)) return left < right;
  if (typeof left === 'string' && typeof right === 'string') return isTextLess(left, right);
  throw new TypeError(
    `'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

function isListLess(a: readonly unknown[], b: readonly unknown[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    if (!isEqual(a[index], b[index])) return isLess(a[index], b[index]);
  }
  return a.length < b.length;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => isEqual(entry, b[index]));
  }
  const left = toOrdered(a);
  const right = toOrdered(b);
  // Not `===`: a number may equal a bigint.
  if (isNumeric(left) && isNumeric(right)) return left >= right && left <= right;
  return typeof left === 'string' && left === right;
}

/** JavaScript compares UTF-16 units, which puts U+FFFF behind U+10000; Python compares characters. */
function isTextLess(a: string, b: string): boolean {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  for (;;) {
    const { value: one, done: isEnd } = left.next();
    const { value: other } = right.next();
    if (isEnd || other === undefined) return isEnd === true && other !== undefined;
    if (one !== other) return one.codePointAt(0)! < other.codePointAt(0)!;
  }
}

function toOrdered(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  const own: unknown = value.valueOf();
  return own === value || typeof own === 'boolean' ? undefined : own;
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
}
