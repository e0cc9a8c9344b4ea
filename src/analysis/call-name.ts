const LOCALS = '<locals>.';

/** Functions without a name are mostly given to another function, which calls them. */
export function isNameless(qualname: string): boolean {
  return lastName(qualname).startsWith('<');
}

/** A coroutine function as somebody who calls it would write it: `work()`; `main.<locals>.work` is `work()`. */
export function callName(qualname: string): string {
  return isNameless(qualname) ? 'A function without a name' : `\`${lastName(qualname)}()\``;
}

function lastName(qualname: string): string {
  const start = qualname.lastIndexOf(LOCALS);
  return start < 0 ? qualname : qualname.slice(start + LOCALS.length);
}
