import type { CursorMoment } from '../../trace/cursor';
import { insideNote, stepsInside } from '../model/inside';
import type { Lane } from '../model/lanes';
import type { Note } from '../model/notes';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale, ScaleKind } from '../scale/scale';
import { insideSpans } from './lane-spans';
import type { SceneSpan } from './scene';
import { SpanSums } from './span-sums';
import type { Measure } from './text-fit';

interface Known {
  readonly steps: Uint32Array;
  readonly sums: Readonly<Record<ScaleKind, SpanSums>>;
  note: { readonly cursor: CursorMoment | undefined; readonly text: Note } | undefined;
}

/** What collapsed lanes say and show of the lanes they hide; a list of lanes is read once. */
export class InsideLanes {
  readonly #known = new WeakMap<readonly Lane[], Known>();

  note(model: TimelineModel, inside: readonly Lane[], cursor: CursorMoment | undefined): Note {
    const known = this.#of(model, inside);
    if (known.note?.cursor !== cursor || !known.note) {
      known.note = { cursor, text: insideNote(model, inside, cursor) };
    }
    return known.note.text;
  }

  spans(
    model: TimelineModel,
    inside: readonly Lane[],
    scale: Scale,
    measure: Measure,
  ): SceneSpan[] {
    const { steps, sums } = this.#of(model, inside);
    return insideSpans(model, steps, scale, measure, () => sums[scale.kind]);
  }

  #of(model: TimelineModel, inside: readonly Lane[]): Known {
    const known = this.#known.get(inside);
    if (known) return known;
    const read = {
      steps: stepsInside(model, inside),
      sums: { time: new SpanSums(), order: new SpanSums() },
      note: undefined,
    };
    this.#known.set(inside, read);
    return read;
  }
}
