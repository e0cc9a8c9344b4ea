import type { DrawnBox, TimelineDescription } from '../../../src/protocol/timeline';
import type { Point } from './driver';

type Lane = TimelineDescription['lanes'][number];
type Span = Lane['spans'][number];

/** A lane by its name; throws if none of it is in view. */
export function laneOf({ lanes }: TimelineDescription, name: string): Lane {
  const lane = lanes.find((candidate) => candidate.name === name);
  if (!lane) throw new Error(`There is no lane ${name}.`);
  return lane;
}

/** The widest interval of a lane in that state; throws if it has none. */
export function spanOf(description: TimelineDescription, name: string, state: string): Span {
  const { spans } = laneOf(description, name);
  const [widest] = spans
    .filter((span) => span.state === state)
    .sort((one, other) => other.width - one.width);
  if (!widest) throw new Error(`${name} is never ${state}.`);
  return widest;
}

/** In CSS pixels of the page. */
export function middleOf({ x, y, width, height }: DrawnBox): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where a position of the scale (seconds, if it is that of time) is drawn, in whole CSS pixels of the page. */
export function xAt({ axis, from, to }: TimelineDescription, position: number): number {
  return Math.round(axis.x + ((position - from) / (to - from)) * axis.width);
}

/** The position of the scale at a CSS pixel of the page. */
export function positionAt({ axis, from, to }: TimelineDescription, x: number): number {
  return from + ((x - axis.x) / axis.width) * (to - from);
}

/** Whether two positions of the scale are at most two pixels apart. */
export function isNear({ axis, from, to }: TimelineDescription, one: number, other: number) {
  return (Math.abs(one - other) * axis.width) / (to - from) <= 2;
}

/** `kind: from → to` of each arrow, in alphabetical order. */
export function arrowTexts({ arrows }: TimelineDescription): string[] {
  return arrows.map(({ kind, from, to }) => `${kind}: ${from} → ${to}`).sort();
}

/** What can be read in a section of the inspector; empty if it is not there. */
export function inspectorRows({ inspector }: TimelineDescription, id: string): readonly string[] {
  return inspector?.find((section) => section.id === id)?.rows ?? [];
}
