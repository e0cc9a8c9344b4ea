import type { Passage } from '../../analysis/explain/passage';

/** How a row looks; `output` and `error` are texts of the program, `frame` and `variable` parts of a stack. */
export type RowStyle =
  | 'plain'
  | 'dim'
  | 'late'
  | 'bad'
  | 'strong'
  | 'output'
  | 'error'
  | 'frame'
  | 'variable';

export interface InspectorRow {
  readonly text: Passage;
  /** Said behind the text, in the style of the row. */
  readonly note?: Passage;
  /** Of the note if there is one, else of the text. */
  readonly style: RowStyle;
}

/** Stable names of the sections. */
export type SectionId =
  | 'running'
  | 'ready'
  | 'due'
  | 'timers'
  | 'waiting'
  | 'workers'
  | 'output'
  | 'task'
  | 'stack'
  | 'why';

export interface InspectorSection {
  readonly id: SectionId;
  readonly title: string;
  /** As many as the limit allows. */
  readonly rows: readonly InspectorRow[];
  /** How many rows there are in all. */
  readonly total: number;
  /** Whether rows that are left out come before those that are shown; output shows its last lines. */
  readonly isTail?: boolean;
  /** Whether the rows have an order that counts. */
  readonly isOrdered?: boolean;
  /** What is said if there are no rows. */
  readonly empty: string;
}

/** Sections that belong together, side by side with the others where there is room. */
export interface InspectorGroup {
  readonly id: 'now' | 'coming' | 'task' | 'why';
  readonly sections: readonly InspectorSection[];
}

export interface Inspection {
  /** The moment in a few words, with what has just happened: `event 12 of 25 · func1 runs · iteration 3 of the loop`. */
  readonly place: string;
  readonly groups: readonly InspectorGroup[];
}

/** How many rows of a section are shown. */
export type LimitOf = (section: SectionId) => number;

/** What may be a list of things that are described only when somebody looks at them. */
interface Items<T> {
  readonly length: number;
  slice(first: number, last: number): T[];
}

/** A section of which only what is shown is put into words. */
export function sectionOf<T>(
  section: Omit<InspectorSection, 'rows' | 'total'>,
  items: Items<T>,
  limit: LimitOf,
  row: (item: T) => InspectorRow,
): InspectorSection {
  return { ...section, rows: items.slice(0, limit(section.id)).map(row), total: items.length };
}
