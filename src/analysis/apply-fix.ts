import type { Fix, FixEdit, FixPlace } from './finding';

/** The text of a file after the changes of a fix. */
export function applyFix(text: string, fix: Fix): string {
  const starts = lineStarts(text);
  const offset = ([line, column]: FixPlace) =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  // From the end, so that places before a change stay where they are; equal places keep their order.
  const edits = [...fix.edits].reverse().sort((one, other) => byPlace(other, one));
  return edits.reduce(
    (changed, { from, to, text: added }) =>
      changed.slice(0, offset(from)) + added + changed.slice(offset(to)),
    text,
  );
}

/** A line of a file before and after a fix; `before` or `after` is undefined where there is none. */
export interface ChangedLines {
  /** The first of them, from 1. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What a fix changes, as runs of whole lines. */
export function changedLines(text: string, fix: Fix): ChangedLines[] {
  return regions(fix).map(({ first, last, edits }) => {
    const before = text.split('\n').slice(first - 1, last);
    const moved = edits.map((edit) => movedUp(edit, first - 1));
    const after = applyFix(`${before.join('\n')}\n`, { ...fix, edits: moved }).split('\n');
    return { line: first, before, after: after.slice(0, -1) };
  });
}

/** Edits whose lines touch, together. */
function regions({ edits }: Fix): { first: number; last: number; edits: FixEdit[] }[] {
  const found: { first: number; last: number; edits: FixEdit[] }[] = [];
  for (const edit of [...edits].sort(byPlace)) {
    const [first] = edit.from;
    // The beginning of a line is the end of the one before.
    const last = edit.to[1] === 1 && edit.to[0] > first ? edit.to[0] - 1 : edit.to[0];
    const open = found.at(-1);
    if (open && first <= open.last + 1) {
      open.last = Math.max(open.last, last);
      open.edits.push(edit);
    } else found.push({ first, last, edits: [edit] });
  }
  return found;
}

function movedUp({ from, to, text }: FixEdit, lines: number): FixEdit {
  const moved = ([line, column]: FixPlace): FixPlace => [line - lines, column];
  return { from: moved(from), to: moved(to), text };
}

function byPlace(one: FixEdit, other: FixEdit): number {
  return one.from[0] - other.from[0] || one.from[1] - other.from[1];
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
