/** The names of functions and declarations that occur anywhere in a part of a program. */
export function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const inside = Object.values(part).flatMap(namesIn);
  const isName = 'kind' in part && (part.kind === 'name' || part.kind === 'invoke');
  return isName && 'name' in part ? [String(part.name), ...inside] : inside;
}

/** Whether a statement or expression of this kind occurs anywhere in a part of a program. */
export function has(part: unknown, kind: string): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('kind' in part && part.kind === kind) return true;
  return Object.values(part).some((one) => has(one, kind));
}
