import { Exception } from './errors';
import { repr } from './repr';

/** Something cannot be sent to another process: `pickle.PicklingError`. */
export class PicklingError extends Exception {
  static {
    PicklingError.prototype.name = 'PicklingError';
  }
}

/**
 * A copy of plain data, as a process would receive it: primitive values, arrays, plain objects, `Map`,
 * `Set`, dates, typed arrays. Throws `PicklingError` for anything else.
 */
export function plainCopy<T>(data: T): T {
  check(data, new Set());
  return structuredClone(data);
}

/** Instances of classes are refused, too: their copies would have lost their methods. */
function check(value: unknown, seen: Set<object>): void {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new PicklingError(`Can't pickle ${repr(value)}: only plain data reaches a process`);
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Map || value instanceof Set) {
    for (const [key, item] of value.entries()) {
      check(key, seen);
      check(item, seen);
    }
  } else if (Array.isArray(value) || isPlain(value)) {
    for (const item of Object.values(value)) check(item, seen);
  } else if (!isCopied(value)) {
    const { name } = value.constructor;
    throw new PicklingError(
      `Can't pickle an instance of ${name}: only plain data reaches a process`,
    );
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isCopied(value: object): boolean {
  return value instanceof Date || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}
