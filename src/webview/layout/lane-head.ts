import type { Note } from '../model/notes';
import type { Metrics } from './metrics';
import type { SceneLane, SceneText, TreeLine } from './scene';
import { elide, type Measure } from './text-fit';

export interface HeadInput {
  readonly y: number;
  readonly width: number;
  readonly depth: number;
  readonly isLast: boolean;
  readonly guides: readonly boolean[];
  readonly name: string;
  readonly note: Note;
}

/** The name, the note and the tree lines at the left end of a lane. */
export function laneHead(
  input: HeadInput,
  metrics: Metrics,
  measure: Measure,
): Pick<SceneLane, 'name' | 'note' | 'guides'> {
  const { headPadding, laneHeight } = metrics;
  const indent = indentOf(input.width, metrics);
  // Deep trees must leave room for the names: deeper levels share the last column.
  const level = Math.min(input.depth, maxLevel(input.width, indent, headPadding));
  const x = headPadding + level * indent;
  const room = input.width - x - 6;
  const text = (full: string, y: number, font: 'name' | 'note'): SceneText => ({
    x,
    y: input.y + y,
    text: elide(full, room, font, measure),
    full,
  });
  return {
    name: text(input.name, laneHeight * 0.32, 'name'),
    note: { ...text(input.note.text, laneHeight * 0.7, 'note'), tone: input.note.tone },
    guides: treeLines(input, level, indent, metrics),
  };
}

function indentOf(width: number, metrics: Metrics): number {
  return width < 150 ? Math.round(metrics.indent * 0.6) : metrics.indent;
}

function maxLevel(width: number, indent: number, padding: number): number {
  return Math.max(1, Math.floor((width * 0.45 - padding) / indent));
}

function treeLines(
  input: HeadInput,
  level: number,
  indent: number,
  { headPadding, laneHeight }: Metrics,
): TreeLine[] {
  if (level === 0) return [];
  const top = input.y;
  const bottom = input.y + laneHeight;
  const x = (column: number) => Math.round(headPadding + (column - 0.5) * indent - 2);
  const branch = input.y + Math.round(laneHeight * 0.32);
  const right = x(level) + Math.round(indent / 2) - 1;
  const own = { x: x(level), top, bottom: input.isLast ? branch : bottom, branch, right };
  const above = input.guides
    .slice(0, level - 1)
    .flatMap((goesOn, index) =>
      goesOn ? [{ x: x(index + 1), top, bottom, branch: undefined, right: 0 }] : [],
    );
  return [...above, own];
}
