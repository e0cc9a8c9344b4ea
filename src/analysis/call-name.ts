const LOCALS = '<locals>.';

/** A coroutine function as somebody who calls it would write it: `work()`; `main.<locals>.work` is `work()`. */
export function callName(qualname: string): string {
  const start = qualname.lastIndexOf(LOCALS);
  const name = start < 0 ? qualname : qualname.slice(start + LOCALS.length);
  return name === '' || name.startsWith('<') ? 'A function without a name' : `\`${name}()\``;
}
