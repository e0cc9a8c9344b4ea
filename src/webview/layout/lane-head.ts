import { type Note, shorterNotes } from '../model/notes';
import type { TaskRow } from '../model/rows';
import type { Metrics } from './metrics';
import type { SceneLane, TreeLine } from './scene';
import { elide, elideName, fitFirst, type Measure } from './text-fit';

/** Where the name and its branch stand, as a share of the lane's height; in the middle of a low one. */
const NAME = 0.32;
const LOW_NAME = 0.5;
const NOTE = 0.7;
/** CSS pixels between a name and a note in the same line, and the least room for such a note. */
const NOTE_GAP_PX = 10;
const LEAST_NOTE_PX = 40;
/** The fewest letters of a note that is cut short. */
const LEAST_CUT = 22;
/** From the middle of the sign of a collapsed or expanded lane to the line above and below it. */
const SIGN_GAP_PX = 8;
/** The same to the name of a root. */
const ROOT_SIGN_PX = 5;

export interface HeadInput {
  readonly y: number;
  readonly width: number;
  readonly depth: number;
  readonly isLast: boolean;
  readonly guides: readonly boolean[];
  readonly name: string;
  readonly note: Note;
  /** See `TaskRow.fold`. */
  readonly fold?: TaskRow['fold'];
}

/** The name, the note and the tree lines at the left end of a lane. */
export function laneHead(
  input: HeadInput,
  metrics: Metrics,
  measure: Measure,
): Pick<SceneLane, 'name' | 'note' | 'guides' | 'twisty'> {
  const { headPadding, laneHeight, isLow } = metrics;
  const indent = indentOf(input.width, metrics);
  // Deep trees must leave room for the names: deeper levels share the last column.
  const level = Math.min(input.depth, maxLevel(input.width, indent, headPadding));
  const x = headPadding + level * indent;
  const room = input.width - x - 6;
  const branch = branchOf(metrics);
  const name = elideName(input.name, room, 'name', measure);
  const note = isLow ? x + measure(name, 'name') + NOTE_GAP_PX : x;
  const noteRoom = x + room - note;
  const text = noteRoom < LEAST_NOTE_PX ? '' : noteIn(input.note.text, noteRoom, measure);
  return {
    name: { x, y: input.y + branch, text: name, full: input.name },
    note: {
      ...{ x: note, y: input.y + (isLow ? branch : laneHeight * NOTE) },
      ...{ text, full: input.note.text, tone: input.note.tone },
    },
    guides: treeLines(input, level, indent, metrics),
    twisty: input.fold && {
      x: columnX(level, indent, metrics),
      y: input.y + Math.round(branch),
      isOpen: input.fold === 'expanded',
    },
  };
}

/** A note cut short, or where little would be left of it, one that says less. */
function noteIn(text: string, room: number, measure: Measure): string {
  const cut = elide(text, room, 'note', measure);
  if (cut === text || cut.length >= LEAST_CUT) return cut;
  return fitFirst([...shorterNotes(text), cut], room, 0, 'note', measure);
}

/** From the top of a lane to its name. */
function branchOf({ laneHeight, isLow }: Metrics): number {
  return laneHeight * (isLow ? LOW_NAME : NAME);
}

function indentOf(width: number, metrics: Metrics): number {
  return width < 150 ? Math.round(metrics.indent * 0.6) : metrics.indent;
}

function maxLevel(width: number, indent: number, padding: number): number {
  return Math.max(1, Math.floor((width * 0.45 - padding) / indent));
}

/** The middle of a column of lines; the first one is that of the sign beside a root. */
function columnX(column: number, indent: number, { headPadding }: Metrics): number {
  if (column === 0) return headPadding - ROOT_SIGN_PX;
  return Math.round(headPadding + (column - 0.5) * indent - 2);
}

function treeLines(input: HeadInput, level: number, indent: number, metrics: Metrics): TreeLine[] {
  if (level === 0) return [];
  const top = input.y;
  const bottom = input.y + metrics.laneHeight;
  const x = (column: number) => columnX(column, indent, metrics);
  const above = input.guides
    .slice(0, level - 1)
    .flatMap((goesOn, index) =>
      goesOn ? [{ x: x(index + 1), top, bottom, branch: undefined, right: 0 }] : [],
    );
  return [...above, ...ownLines(input, x(level), indent, metrics)];
}

/** The line to the lane's own name: a branch, or a gap for the sign of a lane that can be collapsed. */
function ownLines(input: HeadInput, x: number, indent: number, metrics: Metrics): TreeLine[] {
  const top = input.y;
  const bottom = top + metrics.laneHeight;
  const branch = top + Math.round(branchOf(metrics));
  const right = x + Math.round(indent / 2) - 1;
  const { fold, isLast } = input;
  if (!fold) return [{ x, top, bottom: isLast ? branch : bottom, branch, right }];
  const line = { x, branch: undefined, right: 0 };
  const below = isLast ? [] : [{ ...line, top: branch + SIGN_GAP_PX, bottom }];
  return [{ ...line, top, bottom: branch - SIGN_GAP_PX }, ...below];
}
