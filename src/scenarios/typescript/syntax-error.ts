import { SourceError } from './source-error';
import type { UserCode } from './user-code';

/** What the engine says of our compiled code, and what it means for the user's. */
const PLAIN_WORDS = new Map([
  [
    "'super' keyword unexpected here",
    "'super' cannot stand here. If this is a private method or a field of a class, call an ordinary method from it that uses 'super'.",
  ],
]);

/**
 * What the JavaScript engine finds wrong with compiled code, such as a name that is declared twice, at
 * its place in the source. `head` is how many characters stand before the code in its first line.
 * Undefined if it is something else.
 */
export function syntaxErrorOf(
  error: unknown,
  file: string,
  code: UserCode,
  head: number,
): SourceError | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  // Node puts the place before the stack: file and line, the text of the line, and marks below it.
  const [first = '', , marks = ''] = (error.stack ?? '').split('\n');
  const line = Number(/:(\d+)$/.exec(first)?.[1] ?? 1);
  const start = marks.search(/\^/);
  const column = Math.max(1, start + 1 - (line === 1 ? head : 0));
  const position = code.rangeAt(file, line, column, marks.length - start);
  return position && new SourceError(PLAIN_WORDS.get(error.message) ?? error.message, position);
}
