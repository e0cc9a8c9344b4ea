/** The key under which a callback of asyncio itself has its name. */
const NAME = Symbol('name of a callback');

interface NamedCallback {
  (...args: never[]): unknown;
  [NAME]?: string;
}

/**
 * Says what a callback of asyncio itself is for, in words. Programs may have functions of the same name,
 * so it is the function that is known, and not its name.
 */
export function nameCallback<F extends NamedCallback>(callback: F, words: string): F {
  // TypeScript knows no fields of what `F` stands for.
  const named: NamedCallback = callback;
  named[NAME] = words;
  return callback;
}

/** What a callback is for, if it is asyncio's, else the name of the function; '' if it has none. */
export function nameOfCallback(callback: NamedCallback): string {
  return callback[NAME] ?? callback.name;
}
