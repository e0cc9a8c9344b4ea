import type { CursorMoment } from '../../trace/cursor';
import { insideNote } from '../model/inside';
import { InsideSteps } from '../model/inside-steps';
import type { Note } from '../model/notes';
import type { TaskRow } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale, ScaleKind } from '../scale/scale';
import { insideSpans } from './lane-spans';
import type { SceneSpan } from './scene';
import { SpanSums } from './span-sums';
import type { Measure } from './text-fit';

interface Known {
  readonly steps: InsideSteps;
  readonly sums: Readonly<Record<ScaleKind, SpanSums>>;
}

interface KnownNote {
  readonly cursor: CursorMoment | undefined;
  readonly note: Note;
}

/** What collapsed lanes say and show of the lanes they hide. */
export class InsideLanes {
  /** By the key of the collapsed lane. */
  readonly #known = new WeakMap<TimelineModel, Map<number, Known>>();
  readonly #notes = new WeakMap<TaskRow, KnownNote>();

  /** A row is made anew when the run grows, and with it what it says. */
  note(model: TimelineModel, row: TaskRow, cursor: CursorMoment | undefined): Note {
    const last = this.#notes.get(row);
    if (last && last.cursor === cursor) return last.note;
    const note = insideNote(model, row.inside, cursor);
    this.#notes.set(row, { cursor, note });
    return note;
  }

  spans(model: TimelineModel, row: TaskRow, scale: Scale, measure: Measure): SceneSpan[] {
    const { steps, sums } = this.#of(model, row.key);
    steps.update(model, row.inside);
    return insideSpans(model, steps.steps, scale, measure, () => sums[scale.kind]);
  }

  #of(model: TimelineModel, key: number): Known {
    const lanes = this.#known.get(model) ?? new Map<number, Known>();
    this.#known.set(model, lanes);
    const known = lanes.get(key) ?? {
      steps: new InsideSteps(),
      sums: { time: new SpanSums(), order: new SpanSums() },
    };
    lanes.set(key, known);
    return known;
  }
}
