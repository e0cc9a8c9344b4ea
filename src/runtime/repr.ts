/** A value as the messages of the runtime show it: short, on one line, strings in quotes. */
export function repr(value: unknown): string {
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (typeof value === 'function') return `<function ${value.name || 'anonymous'}>`;
  if (value instanceof Error)
    return `${errorName(value)}(${value.message ? repr(value.message) : ''})`;
  try {
    return String(value);
  } catch {
    // An object without a prototype, or with a `toString` that throws.
    return Object.prototype.toString.call(value);
  }
}

/** The name that an error was given, or that of its class, which JavaScript itself does not tell. */
export function errorName(error: Error): string {
  const isNamed = [error, Object.getPrototypeOf(error)].some((one) => Object.hasOwn(one, 'name'));
  return isNamed ? error.name : error.constructor.name || error.name;
}

const beingPrinted = new Set<object>();

/** The text that `print` gives, or `...` for what is part of its own text: `reprlib.recursive_repr`. */
export function reprOnce(subject: object, print: () => string): string {
  if (beingPrinted.has(subject)) return '...';
  beingPrinted.add(subject);
  try {
    return print();
  } finally {
    beingPrinted.delete(subject);
  }
}

/** A call as messages show it: `greet('Ada', 3)`. */
export function reprCall(callback: { name: string }, args: readonly unknown[]): string {
  return `${callback.name || '<anonymous>'}(${args.map(repr).join(', ')})`;
}

/** A list of values in brackets; lists among them in brackets of their own. */
export function reprItems(items: readonly unknown[]): string {
  const parts = items.map((item) => {
    return Array.isArray(item) ? `[${item.map(repr).join(', ')}]` : repr(item);
  });
  return `[${parts.join(', ')}]`;
}
