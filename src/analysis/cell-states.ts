import type { CellRecord } from '../trace/cells';
import type { TaskRecord, Timeline } from '../trace/timeline';

/** What became of a cell, as far as the trace has come. */
export interface CellState {
  readonly cell: CellRecord;
  /**
   * `left`: it was not over when the run was, or when the next one began; it goes on when somebody wakes it, if its
   * interpreter is kept. `cancelled`: how a cell ends, too, that is stopped while it waits.
   */
  readonly kind: 'running' | 'left' | 'done' | 'failed' | 'cancelled';
  /** Seconds on the clock of the run, from its beginning to its end. */
  readonly seconds: number;
  /** The last event that belongs to it so far. */
  readonly lastEvent: number;
  /** The exception with which it failed; else empty. */
  readonly error: string;
  /** The value of its last expression, which may be cut; empty if none was shown. */
  readonly shown: string;
}

/**
 * What became of the cells of a trace, in the order in which they began.
 *
 * @param from the first event of the last run, if others in the same interpreter came before
 */
export function cellStates(timeline: Timeline, from = 0): CellState[] {
  const { cells, shown, trace } = timeline;
  // A cell that was left waiting may show its value while a later one runs.
  const values = new Map(shown.map((event) => [trace.task(event), trace.text(trace.b(event))]));
  return cells.map((cell, index) => {
    const next = cells[index + 1]?.event;
    const task = taskOf(timeline, cell);
    const isOver = next !== undefined || timeline.runEnd !== undefined || cell.event < from;
    const hasFailed = task?.outcome === 'failed';
    return {
      cell,
      kind: task?.outcome ?? (isOver ? 'left' : 'running'),
      seconds: (task?.ended ?? timeline.end) - cell.time,
      lastEvent: task?.ended === undefined ? cell.event : task.endedEvent,
      error: hasFailed ? trace.text(trace.b(task.endedEvent)) : '',
      shown: (task && values.get(task.id)) ?? '',
    };
  });
}

/** A cell is a task, which begins with it. */
function taskOf(timeline: Timeline, { event }: CellRecord): TaskRecord | undefined {
  const { trace } = timeline;
  const next = event + 1;
  const isThere = next < trace.length && trace.kind(next) === 'task.created';
  return isThere ? timeline.task(trace.task(next)) : undefined;
}
