import type { CellNote } from '../run/cell-board';
import { type LineMark, plain } from './run-lines';

/** Characters of a value where there is little room. */
const MOST_SHORT = 40;

/** What stands behind the last lines of cells whose values were shown. */
export function resultMarks(notes: readonly CellNote[]): LineMark[] {
  return notes
    .filter(({ state }) => state.shown !== '')
    .map(({ place, state }) => {
      const text = plain(`Out[${state.cell.index}]: ${oneLine(state.shown)}`);
      const short = text.length > MOST_SHORT ? `${text.slice(0, MOST_SHORT)}…` : text;
      return { line: place.last, text, short, kind: 'result' };
    });
}

/** Marks of lines, of which some also have a result. The cursor of a run takes the place of both. */
export function withResults(marks: readonly LineMark[], results: readonly LineMark[]): LineMark[] {
  const byLine = new Map(marks.map((mark) => [mark.line, mark]));
  const resulting = new Set(results.map(({ line }) => line));
  return [
    ...marks.filter(({ line }) => !resulting.has(line)),
    ...results.map((result) => joined(result, byLine.get(result.line))),
  ];
}

function joined(result: LineMark, mark: LineMark | undefined): LineMark {
  if (mark === undefined) return result;
  if (mark.kind === 'place' || mark.kind === 'running') return mark;
  const kind = mark.kind === 'blocking' ? mark.kind : result.kind;
  const [text, short] = [mark.text, mark.short].map((one) => `${result.short} · ${one}`);
  return { line: result.line, text: text ?? '', short: short ?? '', kind };
}

function oneLine(value: string): string {
  const lines = value.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 ? `${lines[0]} …` : (lines[0] ?? '');
}
