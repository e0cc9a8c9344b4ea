/** The methods of a promise. */
const METHODS = ['then', 'catch', 'finally'] as const;

/**
 * Gives the objects of a class the methods of a promise. `promiseOf` makes the promise of an object,
 * and is called only when one of them is.
 */
export function makeThenable<T extends object>(
  prototype: T,
  promiseOf: (object: T) => Promise<unknown>,
): void {
  for (const name of METHODS) {
    const value = function (this: T, ...args: unknown[]): unknown {
      const promise = promiseOf(this);
      return Reflect.apply(promise[name], promise, args);
    };
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  }
}
