/** Lines that begin a function in Python, TypeScript or JavaScript. */
const BEGINS_FUNCTION = /^(async\s+)?def\s|\bfunction\b|=>\s*\{?$/;
/** `name(...) {`, as in a class; not `if (...) {`. */
const BEGINS_METHOD =
  /^(?!(?:if|for|while|switch|catch|with|return|else)\b)[\w*#[\]. ]+\(.*\).*\{$/;
/** The same with a parameter on each line below. */
const BEGINS_LONG_METHOD = /^(?!(?:if|for|while|switch|catch|with)\b)[\w*#[\]. ]+\($/;
/** Comments, and brackets that only close what stands above. */
const SAYS_NOTHING = /^(#|\/\/|\/?\*|[)\]}])/;

/**
 * The line (from 1) at which the function around a line begins, 0 if it stands in none. It goes by how far
 * the lines are indented, so it knows nothing of functions that are written in one line.
 */
export function enclosingFunction(source: readonly string[], line: number): number {
  let depth = indentation(source[line - 1] ?? '');
  /** A parameter list of several lines ended at this depth. */
  let header = -1;
  for (let above = line - 1; above >= 1 && depth > 0; above--) {
    const text = source[above - 1] ?? '';
    const trimmed = text.trim();
    const indent = indentation(text);
    if (/^\).*[{:]$/.test(trimmed) && indent < depth) header = indent;
    if (trimmed === '' || SAYS_NOTHING.test(trimmed) || indent >= depth) continue;
    if (beginsFunction(text) || (indent === header && BEGINS_LONG_METHOD.test(trimmed)))
      return above;
    depth = indent;
  }
  return 0;
}

/** Whether a function begins at a line. */
export function beginsFunction(text: string): boolean {
  const trimmed = text.trim();
  return BEGINS_FUNCTION.test(trimmed) || BEGINS_METHOD.test(trimmed);
}

/** The first line from a line (from 1) on that is neither empty nor a comment; the line itself if there is none. */
export function nextWrittenLine(source: readonly string[], line: number): number {
  for (let next = line; next <= source.length; next++) {
    if (!/^\s*(#|\/\/|$)/.test(source[next - 1]!)) return next;
  }
  return line;
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
}
