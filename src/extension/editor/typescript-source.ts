/**
 * A comment, a template or a string. A simple string ends with the line, even if its quote is missing,
 * so that a quote in a regular expression spoils one line only.
 */
const OPAQUE =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|`(?:\\[\s\S]|[^\\`])*(?:`|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?/g;

const MODULE = /^(['"])loopscope\/asyncio\1$/;

/** What stands in front of the name of an imported module. */
const IMPORTS = /\b(?:from|import|import\s*\(|require\s*\()\s*$/;

/**
 * The text with comments, templates and the insides of strings blanked out, every other character in
 * its place, so that code can be searched with simple patterns.
 */
export function maskStrings(text: string): string {
  return text.replace(OPAQUE, (opaque) => opaque.replace(/[^\n]/g, ' '));
}

/** True if the program imports `loopscope/asyncio`, not only speaks of it. */
export function importsAsyncio(text: string): boolean {
  if (!text.includes('loopscope/asyncio')) return false;
  const masked = maskStrings(text);
  return [...text.matchAll(OPAQUE)].some(
    ({ 0: opaque, index }) => MODULE.test(opaque) && IMPORTS.test(masked.slice(0, index)),
  );
}

/** Starts the loop: `asyncio.run(…)`, `new asyncio.Runner(…)`, `loop.run…(…)`. */
const STARTS_LOOP = /\basyncio\s*\.\s*(?:run|Runner)\s*\(|\.\s*run(?:UntilComplete|Forever)\s*\(/;

/**
 * The line where the program starts, counted from 0: the first line at the top level that starts the
 * loop, else any line that does, else the first.
 */
export function entryLine(text: string): number {
  const lines = maskStrings(text).split('\n');
  const starts = (line: string) => STARTS_LOOP.test(line);
  const top = lines.findIndex((line) => /^\S/.test(line) && starts(line));
  return Math.max(0, top >= 0 ? top : lines.findIndex(starts));
}
