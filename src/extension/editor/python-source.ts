/**
 * A string with its prefix and quotes, or a comment. Alternatives in this order: triple quotes may
 * stand over many lines, simple ones end with the line, even if their quote is missing.
 */
const OPAQUE =
  /("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*(?:\1|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|#[^\n]*/g;

/**
 * The text with the insides of strings and comments blanked out, every other character in its
 * place, so that code can be searched with simple patterns.
 */
export function maskStrings(text: string): string {
  return text.replace(OPAQUE, (opaque) => opaque.replace(/[^\n]/g, ' '));
}

const IMPORTS_ASYNCIO = /^[ \t]*(?:import[ \t]+(?:[^\n]*[ \t,])?asyncio\b|from[ \t]+asyncio\b)/m;

/** True if the program imports asyncio, not only speaks of it. */
export function importsAsyncio(text: string): boolean {
  return text.includes('asyncio') && IMPORTS_ASYNCIO.test(maskStrings(text));
}

/** Starts the loop: `asyncio.run(…)`, `run(…)` from asyncio, `asyncio.Runner`, `loop.run_…`. */
const STARTS_LOOP = /\basyncio\s*\.\s*(?:run|Runner)\s*\(|\.\s*run_(?:until_complete|forever)\s*\(/;
const GUARD = /^if\s+__name__\s*==/;

/**
 * The line where the program starts, counted from 0: the first line at the top level that starts
 * the loop, else `if __name__ == "__main__"`, else any line that starts the loop, else the first.
 */
export function entryLine(text: string): number {
  const lines = maskStrings(text).split('\n');
  const starts = (line: string) => STARTS_LOOP.test(line);
  const candidates = [
    lines.findIndex((line) => /^\S/.test(line) && starts(line)),
    lines.findIndex((line) => GUARD.test(line)),
    lines.findIndex(starts),
  ];
  return candidates.find((line) => line >= 0) ?? 0;
}
