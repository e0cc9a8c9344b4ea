import type { TimelineDescription } from '../protocol/timeline';
import type { Scene, SceneLane } from './layout/scene';

/** What was drawn, as data for tests; `left` and `top` are where the canvas stands in the page. */
export function describe(
  scene: Scene,
  texts: { readonly title: string; readonly summary: string },
  left: number,
  top: number,
): TimelineDescription {
  const lane = (drawn: SceneLane): TimelineDescription['lanes'][number] => ({
    name: drawn.name.text,
    note: drawn.note.text,
    depth: drawn.depth,
    spans: drawn.spans.map((span) => ({
      state: span.state,
      from: span.from,
      to: span.to,
      label: span.label,
      x: left + span.x,
      y: top + drawn.barTop,
      width: span.width,
      height: drawn.barHeight,
    })),
    end: drawn.marks.find(({ kind }) => kind === drawn.end)?.kind,
  });
  return {
    ...texts,
    from: scene.scale.range.from,
    to: scene.scale.range.to,
    lanes: [...(scene.loop ? [scene.loop] : []), ...scene.lanes].map(lane),
    cells: (scene.cells?.borders ?? []).map(({ text, x }) => ({ text, x: left + x })),
    outputs: (scene.output?.marks ?? []).map(({ time, full }) => ({ time, text: full })),
    cursor: scene.cursor?.moment,
  };
}
