import { maskStrings } from './python-source';

/** The heading of a cell that can be run. */
export interface CellHeading {
  /** From 0. */
  readonly line: number;
  /** Whether it is the first code of the file. */
  readonly isFirst: boolean;
}

const HEADING = /^#[ \t]*%%/;
const PROSE = /\[(?:markdown|md|raw)\]/i;

/**
 * The headings of the cells of a Python file, as `cells.py` finds them; none if it is no notebook. Lines end
 * with a single `\n`.
 */
export function cellHeadings(text: string): CellHeading[] {
  const lines = text.split('\n');
  const headings = lines.flatMap((line, index) => (HEADING.test(line) ? [index] : []));
  const before = lines.slice(0, headings[0] ?? 0).join('\n');
  let isFirst = maskStrings(before).trim() === '';
  const found: CellHeading[] = [];
  for (const line of headings) {
    if (PROSE.test(lines[line]!)) continue;
    found.push({ line, isFirst });
    isFirst = false;
  }
  return found;
}
