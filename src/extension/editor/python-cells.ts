import { maskStrings } from './python-source';

/** The heading of a cell. */
export interface CellHeading {
  /** From 0. */
  readonly line: number;
  /** Whether it is the first code of the file. */
  readonly isFirst: boolean;
}

/** A heading of a cell, or of prose, which is not run. */
interface Section extends CellHeading {
  readonly isProse: boolean;
}

const HEADING = /^#[ \t]*%%/;
const PROSE = /\[(?:markdown|md|raw)\]/i;

/**
 * The headings of the cells of a Python file, as `cells.py` finds them; none if it is no notebook. Lines end
 * with a single `\n`.
 */
export function cellHeadings(text: string): CellHeading[] {
  return sectionsOf(text).filter(({ isProse }) => !isProse);
}

/** The line, from 1, on which each cell of a Python file begins, that of the code before the first heading included. */
export function cellStarts(text: string): number[] {
  const sections = sectionsOf(text);
  const starts = sections.filter(({ isProse }) => !isProse).map(({ line }) => line + 1);
  return sections[0]?.isFirst === false ? [1, ...starts] : starts;
}

/**
 * The heading under which a line, from 0, of a Python file stands, or that of the code before the first one. Lines
 * above all code belong to the first cell. Undefined if there is no cell, and in prose.
 */
export function cellAt(text: string, line: number): CellHeading | undefined {
  const sections = sectionsOf(text);
  const [first] = sections;
  const section = sections.findLast((one) => one.line <= line);
  if (section) return section.isProse ? undefined : section;
  if (!first) return undefined;
  return first.isFirst ? sections.find(({ isProse }) => !isProse) : { line: 0, isFirst: true };
}

function sectionsOf(text: string): Section[] {
  const lines = text.split('\n');
  const headings = lines.flatMap((line, index) => (HEADING.test(line) ? [index] : []));
  const before = lines.slice(0, headings[0] ?? 0).join('\n');
  let isFirst = maskStrings(before).trim() === '';
  return headings.map((line) => {
    const section = { line, isFirst, isProse: PROSE.test(lines[line]!) };
    if (!section.isProse) isFirst = false;
    return section;
  });
}
