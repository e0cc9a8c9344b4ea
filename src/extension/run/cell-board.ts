import { type CellState, cellStates } from '../../analysis/cell-states';
import { type CellText, cellTexts } from '../editor/python-cells';
import type { RunModel } from './run-model';

/** What became of a cell, on the lines that it has now. */
export interface CellNote {
  readonly place: CellText;
  readonly state: CellState;
  /** The run whose trace knows of it. */
  readonly model: RunModel;
}

/** The cells of the text that a run had. */
interface RunText {
  /** The first event of the run in the trace of its session. */
  readonly from: number;
  readonly cells: readonly CellText[];
}

/**
 * What became of the cells of a file in its last run, or in those of its session.
 *
 * 1. It is told of a cell only as long as its code is what was run, wherever it stands by now.
 * 2. Of cells with the same code each keeps its own, as long as none is put in or taken out before it.
 */
export class CellBoard {
  readonly #runs: RunText[];

  /** `text`: what the file held when the run began; its lines end with a single `\n`. */
  constructor(
    readonly model: RunModel,
    text: string,
    before?: CellBoard,
  ) {
    const earlier = before && model.takenOver > 0 ? before.#runs : [];
    this.#runs = [...earlier, { from: model.takenOver, cells: cellTexts(text) }];
  }

  /** What is known of the cells of a text. */
  notes(text: string): CellNote[] {
    const cells = cellTexts(text);
    const { model } = this;
    const notes = new Map<CellText, CellNote>();
    for (const state of cellStates(model.timeline, model.takenOver)) {
      const place = this.#placeOf(state, cells);
      if (place) notes.set(place, { place, state, model });
    }
    return [...notes.values()];
  }

  #placeOf({ cell }: CellState, cells: readonly CellText[]): CellText | undefined {
    const ran = this.#runs.findLast(({ from }) => from <= cell.event)?.cells ?? [];
    const own = ran[cell.index - 1];
    if (!own) return undefined;
    const alike = ({ text }: CellText) => text === own.text;
    return cells.filter(alike)[ran.filter(alike).indexOf(own)];
  }
}
