import { inputText } from '../../analysis/wait-text';
import { inputAskedAt } from '../../trace/input-asked';
import { intervalAt, type TaskMoment, taskAt } from '../../trace/moment-tasks';
import type { Position } from '../../trace/schema';
import type { TaskRecord } from '../../trace/timeline';
import type { ViewState } from '../view-state';
import { count, formatSeconds } from './format';
import { ASKING, loopNote } from './notes';
import { primitiveNote } from './primitives';
import { laneCount, type Row, rowsOf } from './rows';
import { taskState } from './task-states';
import type { TimelineModel } from './timeline-model';
import { place, waitReason } from './wording';
import { workerNote } from './workers';

/** A task, thread or process at the cursor. */
export interface TableRow {
  /** As in `Selection.lane`. */
  readonly key: number;
  readonly depth: number;
  readonly name: string;
  readonly state: string;
  readonly waitsFor: string;
  readonly line: string;
  readonly position: Position | undefined;
  readonly since: string;
  readonly isSelected: boolean;
}

/** Some of the lanes that are in view, as a table. */
export interface TablePage {
  readonly caption: string;
  readonly rows: readonly TableRow[];
  /** Counts from 0. */
  readonly page: number;
  readonly pages: number;
}

export const ROWS_PER_PAGE = 50;

interface Known {
  /** All that the page depends on. */
  readonly input: readonly unknown[];
  readonly page: TablePage;
}

const known = new WeakMap<TimelineModel, Known>();

/**
 * The table that says what the lanes show at the cursor, and the same object while nothing of that changes.
 * `page` counts from 0; undefined: the page with the selected lane.
 */
export function tablePage(model: TimelineModel, view: ViewState, page?: number): TablePage {
  const rows = rowsOf(model, view);
  const input = [model.version, view.cursor, view.selection, view.showsPrimitives, rows, page];
  const last = known.get(model);
  if (last && input.every((part, index) => part === last.input[index])) return last.page;
  const made = makePage(model, view, rows, page);
  known.set(model, { input, page: made });
  return made;
}

function makePage(
  model: TimelineModel,
  view: ViewState,
  rows: readonly Row[],
  page: number | undefined,
): TablePage {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const at = Math.max(0, Math.min(pages - 1, page ?? pageOfSelection(rows, view)));
  const first = at * ROWS_PER_PAGE;
  const shown = rows.slice(first, first + ROWS_PER_PAGE);
  return {
    caption: captionOf(model, view, rows.length, first, shown.length),
    rows: shown.map((row) => tableRow(model, view, row)),
    page: at,
    pages,
  };
}

function pageOfSelection(rows: readonly Row[], { selection }: ViewState): number {
  const index = selection ? rows.findIndex(({ key }) => key === selection.lane) : -1;
  return Math.floor(Math.max(0, index) / ROWS_PER_PAGE);
}

/** `Tasks at 1.500 s: 1 to 50 of 300 lanes. The loop: held by func2.` */
function captionOf(
  model: TimelineModel,
  { cursor, showsPrimitives }: ViewState,
  seen: number,
  first: number,
  shown: number,
): string {
  const time = formatSeconds((cursor ?? model.lastMoment).time);
  const when = cursor ? `at ${time}` : `at the end, ${time}`;
  const all = laneCount(model, showsPrimitives);
  const filtered = seen < all ? ` that are in view, of ${all.toLocaleString('en-US')} in all` : '';
  const range =
    shown < seen
      ? `${first + 1} to ${first + shown} of ${count(seen, 'lane')}`
      : count(seen, 'lane');
  return `Tasks ${when}: ${range}${filtered}. The loop: ${loopNote(model, cursor).text}.`;
}

function tableRow(model: TimelineModel, view: ViewState, row: Row): TableRow {
  const isSelected = view.selection?.lane === row.key;
  if (row.kind === 'worker') {
    const { worker, key } = row;
    const since = formatSeconds(worker.created);
    return {
      ...{ key, depth: 0, name: worker.name, state: workerNote(model, worker, view.cursor).text },
      ...{ waitsFor: '', line: '', position: undefined, since, isSelected },
    };
  }
  if (row.kind === 'primitive') {
    const { primitive, key } = row;
    const state = primitiveNote(model, primitive, view.cursor).text;
    return {
      ...{ key, depth: 0, name: primitive.title, state, waitsFor: '', line: '' },
      ...{ position: undefined, since: formatSeconds(primitive.created), isSelected },
    };
  }
  const { task, depth } = row.lane;
  const name = model.names.of(task.id);
  return { key: row.key, depth, name, ...stateCells(model, view, task), isSelected };
}

type StateCells = Pick<TableRow, 'state' | 'waitsFor' | 'line' | 'position' | 'since'>;

function stateCells(model: TimelineModel, { cursor }: ViewState, task: TaskRecord): StateCells {
  const { event, time } = cursor ?? model.lastMoment;
  const state = taskState(model, task, cursor);
  const now = taskAt(model.timeline, task, event, time);
  if (now) {
    const interval = task.intervals[intervalAt(model.timeline, task, event, time)];
    const isBlocking = interval !== undefined && model.stateOf(interval) === 'blocking';
    const cells = livingCells(model, now, time, isBlocking);
    const isAsking = inputAskedAt(model.trace, { event }, task.id) >= 0;
    return isAsking ? { ...cells, state: ASKING, waitsFor: inputText('') } : cells;
  }
  const isCreated = task.createdEvent <= event;
  const position = model.trace.positionOf(isCreated ? task.endedEvent : task.createdEvent);
  const exception = isCreated ? model.trace.text(model.trace.b(task.endedEvent)) : '';
  const isFailed = task.outcome === 'failed' && exception !== '';
  return {
    ...{ state: isCreated && isFailed ? `failed: ${exception}` : state, waitsFor: '' },
    ...{ line: place(model, position), position },
    since: isCreated ? formatSeconds(task.ended ?? time) : '',
  };
}

function livingCells(
  model: TimelineModel,
  now: TaskMoment,
  time: number,
  isBlocking: boolean,
): StateCells {
  const { state, since, event, cancelling, position } = now;
  const late = state === 'ready' && time > since ? `, ${formatSeconds(time - since)} late` : '';
  return {
    state: `${isBlocking ? 'blocking' : state}${late}${cancelling ? ', asked to cancel' : ''}`,
    waitsFor: state === 'waiting' ? waitReason(model, event) : '',
    line: place(model, position),
    position,
    since: formatSeconds(since),
  };
}
