const DEFINITION = /^\s*(?:async )?(?:def|function\*?) (\w+)/;
/** What `except SomeError` says in Python's own line. */
const RETHROW = /^\s*if \(!\(error instanceof [\w.]+\)\) throw error;$/;
const COMMENT = /^\s*(?:#|\/\/|\/?\*)/;
const PUNCTUATION = /^[\s()[\]{};,]*$/;
const OUTSIDE = 'outside of functions';

/**
 * The lines of a demo that do something, so that a line can be found in the demo's twin: line 2 of a
 * function in Python corresponds to line 2 of that function in TypeScript.
 *
 * Blank lines, comments and brackets that stand alone do not count, nor does the line with which a
 * `catch` lets other errors go. Lines outside of functions are all the same.
 */
export class CodeLines {
  readonly #places: string[] = [];

  constructor(source: string) {
    let owner = OUTSIDE;
    let count = 0;
    for (const line of source.split('\n')) {
      if (isCode(line)) {
        const name = DEFINITION.exec(line)?.[1];
        const startsAnew = name !== undefined || /^\S/.test(line);
        if (startsAnew) owner = name ?? OUTSIDE;
        count = startsAnew ? 0 : count + 1;
      }
      this.#places.push(owner === OUTSIDE ? owner : `line ${count} of ${owner}`);
    }
  }

  /** The function and its line of code at a line of the file, which counts from 1. */
  placeOf(line: number): string {
    const place = this.#places[line - 1];
    if (place === undefined) throw new RangeError(`There is no line ${line}.`);
    return place;
  }
}

function isCode(line: string): boolean {
  return ![RETHROW, COMMENT, PUNCTUATION].some((pattern) => pattern.test(line));
}
