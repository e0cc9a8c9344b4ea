import type { DrawnBox, TimelineDescription } from '../protocol/timeline';
import { pointAt } from './layout/curve';
import { LOOP_LANE, type Scene, type SceneArrow, type SceneLane } from './layout/scene';

/** What is around the canvas, and where that stands in the page. */
export interface PageDescription
  extends Pick<TimelineDescription, 'title' | 'summary' | 'minimap' | 'inspector' | 'isTable'> {
  /** CSS pixels. */
  readonly left: number;
  readonly top: number;
  /** The name of a task. */
  nameOf(task: number): string;
}

type Lane = TimelineDescription['lanes'][number];
type Arrow = TimelineDescription['arrows'][number];

/** What was drawn, as data for tests. */
export function describe(scene: Scene, page: PageDescription): TimelineDescription {
  const { title, summary, minimap, inspector, isTable } = page;
  const { scale, marked } = scene;
  const moment = (x: number) => scale.momentAt(x).time;
  return {
    ...{ title, summary, scale: scale.kind, from: scale.range.from, to: scale.range.to },
    axis: box(page, scale.left, 0, scale.right - scale.left, scene.axisHeight),
    lanes: [...(scene.loop ? [scene.loop] : []), ...scene.lanes].map((lane) =>
      describeLane(scene, lane, page),
    ),
    arrows: scene.arrows.map((arrow) => describeArrow(arrow, page)),
    cells: (scene.cells?.borders ?? []).map(({ text, x }) => ({ text, x: page.left + x })),
    outputs: (scene.output?.marks ?? []).map(({ time, full }) => ({ time, text: full })),
    cursor: scene.cursor?.moment,
    marked: marked && { from: moment(marked.x), to: moment(marked.x + marked.width) },
    ...{ minimap, inspector, isTable },
  };
}

function describeLane({ headWidth }: Scene, lane: SceneLane, page: PageDescription): Lane {
  const { barTop, barHeight, twisty } = lane;
  return {
    name: lane.name.text,
    note: lane.note.text,
    depth: lane.depth,
    isSelected: lane.isSelected,
    head: box(page, 0, lane.y, headWidth, lane.height),
    twisty: twisty && { x: page.left + twisty.x, y: page.top + twisty.y, isOpen: twisty.isOpen },
    spans: lane.spans.map(({ state, from, to, label, x, width, isSelected }) => ({
      ...{ state, from, to, label, isSelected },
      ...box(page, x, barTop, width, barHeight),
    })),
    end: lane.marks.find(({ kind }) => kind === lane.end)?.kind,
  };
}

function describeArrow({ arrow, curve, isSelected }: SceneArrow, page: PageDescription): Arrow {
  const { kind, from, to } = arrow;
  const { x, y } = pointAt(curve, 0.5);
  const nameOf = (task: number) => (task === LOOP_LANE ? 'loop' : page.nameOf(task));
  return {
    ...{ kind, from: nameOf(from.task), to: nameOf(to.task), isSelected },
    middle: { x: page.left + x, y: page.top + y },
  };
}

/** A rectangle of the canvas in the page. */
function box(page: PageDescription, x: number, y: number, width: number, height: number): DrawnBox {
  return { x: page.left + x, y: page.top + y, width, height };
}
