import { firstIndex } from '../../base/search';
import { type CellRecord, cellName } from '../../trace/cells';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import type { Metrics } from './metrics';
import type { SceneCells } from './scene';
import { elide, fitFirst, type Measure } from './text-fit';

/** Borders nearer to each other than this are drawn as one. */
const LEAST_GAP_PX = 6;
/** From a border to its label, and from there to the next border. */
const LABEL_GAP_PX = 4;
/** The least room for a name that is shortened. */
const MIN_NAME_PX = 56;

/** The height of the strip with the names of cells below the axis; 0 if the program has no cells. */
export function stripHeight({ timeline }: TimelineModel, { outputRowHeight }: Metrics): number {
  return timeline.cells.length === 0 ? 0 : outputRowHeight + 2;
}

/** Where the cells in view begin, and their names as far as there is room. */
export function cellStrip(
  { timeline: { cells } }: TimelineModel,
  scale: Scale,
  metrics: Metrics,
  height: number,
  measure: Measure,
): SceneCells | undefined {
  if (cells.length === 0) return undefined;
  const y = metrics.axisHeight;
  const x = metrics.headPadding;
  const text = elide('cells', scale.left - x - 6, 'note', measure);
  const name = { x, y: y + height / 2, text, full: 'cells' };
  const groups = groupsInView(cells, scale);
  const borders = groups.map((group, index) => {
    const end = groups[index + 1]?.x ?? scale.right;
    const textX = Math.max(group.x, scale.left) + LABEL_GAP_PX;
    const width = end - textX - LABEL_GAP_PX;
    return { ...group, textX, text: label(cells, group, width, measure) };
  });
  return { y, height, name, borders };
}

interface Group {
  readonly x: number;
  /** Indexes into the cells, inclusive. */
  readonly first: number;
  readonly last: number;
}

/** From the cell that the left edge of the view is in, up to the last one in view. */
function groupsInView(cells: readonly CellRecord[], scale: Scale): Group[] {
  const x = (index: number) => scale.xOf(cells[index]!.time, cells[index]!.event);
  const groups: Group[] = [];
  const start = firstIndex(cells.length, (index) => x(index) > scale.left);
  for (let index = Math.max(0, start - 1); index < cells.length; index++) {
    const at = x(index);
    if (at > scale.right) break;
    const before = groups.at(-1);
    if (before && at - before.x < LEAST_GAP_PX) groups.push({ ...groups.pop()!, last: index });
    else groups.push({ x: at, first: index, last: index });
  }
  return groups;
}

function label(
  cells: readonly CellRecord[],
  { first, last }: Group,
  width: number,
  measure: Measure,
): string {
  const cell = cells[first]!;
  if (first === last) {
    const name = cellName(cell);
    const short = `${cell.index}`;
    const isRoomy = width >= MIN_NAME_PX || measure(name, 'axis') <= width;
    return fitFirst(isRoomy ? [name] : [short], width, isRoomy ? 0 : width + 1, 'axis', measure);
  }
  const numbers = numbersOf(cells.slice(first, last + 1));
  return fitFirst([`cells ${numbers}`, numbers], width, width + 1, 'axis', measure);
}

/** In the order in which they ran, such as `1–3, 2`: cells may run again, and later ones before. */
function numbersOf(cells: readonly CellRecord[]): string {
  const ranges: { readonly from: number; readonly to: number }[] = [];
  for (const { index } of cells) {
    const before = ranges.at(-1);
    if (before?.to === index - 1) ranges.push({ from: ranges.pop()!.from, to: index });
    else ranges.push({ from: index, to: index });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
