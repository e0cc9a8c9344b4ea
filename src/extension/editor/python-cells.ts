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

/** Whether a cell begins on a line, from 1; all lines above the first heading are the beginning of the code there. */
export function beginsCell(text: string, line: number): boolean {
  const sections = sectionsOf(text);
  const [first] = sections;
  if (first && line <= first.line) return !first.isFirst;
  return sections.some((section) => section.line === line - 1 && !section.isProse);
}

/** A cell with its code. Lines count from 1. */
export interface CellText {
  /** On which it begins, mostly that of its heading. */
  readonly first: number;
  /** The last one that is not empty. */
  readonly last: number;
  /** Its code without the heading and the white space around it. */
  readonly text: string;
}

/** The cells of a Python file as `cellStarts` finds them, with their code. */
export function cellTexts(text: string): CellText[] {
  const lines = text.split('\n');
  const headings = new Set(sectionsOf(text).map(({ line }) => line + 1));
  const ends = [...headings, lines.length + 1];
  return cellStarts(text).map((first) => {
    const end = ends.find((line) => line > first) ?? lines.length + 1;
    const own = lines.slice(first - 1, end - 1);
    while (own.length > 1 && own.at(-1)?.trim() === '') own.pop();
    const code = own.slice(headings.has(first) ? 1 : 0).join('\n');
    return { first, last: first + own.length - 1, text: code.trim() };
  });
}

/** The line, from 0, of the first heading below a line, from 0, also of prose; undefined if there is none. */
export function nextHeading(text: string, line: number): number | undefined {
  return sectionsOf(text).find((section) => section.line > line)?.line;
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
