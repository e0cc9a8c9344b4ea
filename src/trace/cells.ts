import type { TraceStore } from './store';

/** A cell of a notebook that was run. */
export interface CellRecord {
  /** From 1. */
  readonly index: number;
  /** What stands behind its `# %%`; may be empty. */
  readonly title: string;
  /** Seconds; when it began. */
  readonly time: number;
  /** The `cell.started` event. */
  readonly event: number;
}

/** The cell that a `cell.started` event begins. */
export function cellOf(trace: TraceStore, event: number): CellRecord {
  const title = trace.text(trace.b(event));
  return { index: trace.a(event), title, time: trace.time(event), event };
}

/** How a cell is called: `cell 3`, or `cell 3: Set the event`. */
export function cellName({ index, title }: Pick<CellRecord, 'index' | 'title'>): string {
  return title === '' ? `cell ${index}` : `cell ${index}: ${title}`;
}
