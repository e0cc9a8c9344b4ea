/** The names of functions and declarations that occur anywhere in a part of a program. */
export function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const inside = Object.values(part).flatMap(namesIn);
  const isName = 'kind' in part && (part.kind === 'name' || part.kind === 'invoke');
  return isName && 'name' in part ? [String(part.name), ...inside] : inside;
}
