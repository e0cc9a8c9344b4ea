import { inspect } from 'node:util';

/** Makes `console.log` show the objects of a class as Python's `print` does, not all that is in them. */
export function showAsText(prototype: object): void {
  Object.defineProperty(prototype, inspect.custom, {
    value(this: object) {
      return String(this);
    },
    configurable: true,
  });
}
