import { arrowSentence } from '../../analysis/explain/arrow-words';
import type { Arrow } from '../../analysis/explain/arrows';
import { cancelClause } from '../../analysis/explain/cancel-words';
import { ownPurpose } from '../../analysis/own-tasks';
import type { CursorMoment } from '../../trace/cursor';
import type { TaskRecord } from '../../trace/timeline';
import type { Hit } from '../layout/hit-test';
import { LOOP_LANE, type OutputMark, type SceneLane, type SceneSpan } from '../layout/scene';
import { cellDetails } from '../model/cell-details';
import { crowdDetails, loopCrowdDetails } from '../model/crowd-details';
import { type Details, fullName, intervalDetails, loopDetails } from '../model/details';
import { formatSeconds } from '../model/format';
import { limitDetails } from '../model/limit-details';
import { taskNote } from '../model/notes';
import type { OutputLine } from '../model/output-lines';
import { positionOf } from '../model/positions';
import {
  primitiveCrowdDetails,
  primitiveDetails,
  primitiveOf,
  primitiveStateDetails,
} from '../model/primitives';
import { workerOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import { tracebackAt } from '../model/tracebacks';
import { place } from '../model/wording';
import { jobCrowdDetails, jobDetails, workerDetails } from '../model/workers';

const MAX_LINES = 6;

/** What is to be said about the thing under the pointer; undefined: nothing. */
export function hitDetails(
  model: TimelineModel,
  hit: Hit,
  cursor: CursorMoment | undefined,
): Details | undefined {
  switch (hit.kind) {
    case 'span':
      return spanDetails(model, hit.lane, hit.span);
    case 'mark':
      return markDetails(model, hit);
    case 'head':
      return headDetails(model, hit.lane, cursor);
    case 'output':
      return outputDetails(model, hit.mark);
    case 'cell':
      return cellDetails(model, hit.first, hit.last);
    case 'arrow':
      return arrowDetails(model, hit.arrow.arrow);
    default:
      return undefined;
  }
}

/** The interval that a bar stands for: of several, the one in which something ran. */
export function mainIndex(model: TimelineModel, lane: SceneLane, span: SceneSpan): number {
  if (lane.key <= LOOP_LANE || span.first === span.last) return span.first;
  const own = model.timeline.task(lane.key)?.intervals ?? [];
  for (let index = span.first; index <= span.last; index++) {
    if (model.stateOf(own[index]!) === span.state) return index;
  }
  return span.first;
}

function spanDetails(model: TimelineModel, lane: SceneLane, span: SceneSpan): Details | undefined {
  const { first, last, isDense } = span;
  if (lane.key === LOOP_LANE) {
    return isDense ? loopCrowdDetails(model, first, last) : loopDetails(model, first);
  }
  const worker = workerOf(model, lane.key);
  if (worker && isDense) return jobCrowdDetails(model, worker, first, last);
  if (worker) return jobDetails(model, worker, worker.jobs[first]!);
  const primitive = primitiveOf(model, lane.key);
  if (primitive && isDense) return primitiveCrowdDetails(model, primitive, first, last);
  if (primitive) return primitiveStateDetails(model, primitive, first);
  const task = model.timeline.task(lane.key);
  if (!task) return undefined;
  if (isDense) return crowdDetails(model, task, first, last);
  return intervalDetails(model, task, task.intervals[mainIndex(model, lane, span)]!);
}

function markDetails(model: TimelineModel, hit: Hit & { kind: 'mark' }): Details | undefined {
  const worker = workerOf(model, hit.lane.key);
  const job = worker?.jobs.find(({ to }) => to === hit.mark.time);
  if (worker && job) return jobDetails(model, worker, job);
  const task = model.timeline.task(hit.lane.key);
  if (!task) return undefined;
  if (hit.mark.limit !== undefined) return limitDetails(model, task, hit.mark.limit);
  const { kind } = hit.mark;
  if (kind === 'unfinished' || kind === 'kept' || kind === 'asks')
    return unfinishedDetails(model, task);
  const { trace } = model;
  const isEnd = kind !== 'cancelling';
  const event = isEnd
    ? task.endedEvent
    : (task.cancelRequests.find((request) => trace.time(request) === hit.mark.time) ?? -1);
  const exception = isEnd ? trace.text(trace.b(event)) : '';
  return {
    title: fullName(model, task),
    state: undefined,
    lines: [
      isEnd
        ? `${task.outcome} at ${formatSeconds(hit.mark.time)}`
        : cancelClause(model.narrator, event).text,
      ...(exception ? [exception] : []),
    ],
    position: trace.positionOf(event),
  };
}

function unfinishedDetails(model: TimelineModel, task: TaskRecord): Details {
  const last = task.intervals.at(-1);
  const position = last === undefined ? undefined : positionOf(model, task, last);
  const lines = [taskNote(model, task, undefined).text];
  return { title: fullName(model, task), state: undefined, lines, position };
}

function headDetails(
  model: TimelineModel,
  lane: SceneLane,
  cursor: CursorMoment | undefined,
): Details {
  const worker = workerOf(model, lane.key);
  if (worker) return workerDetails(model, worker, cursor);
  const primitive = primitiveOf(model, lane.key);
  if (primitive) return primitiveDetails(model, primitive, cursor);
  const task = model.timeline.task(lane.key);
  if (!task) {
    const what = 'The event loop: it runs one step at a time.';
    return { title: 'loop', state: undefined, lines: [lane.note.full, what], position: undefined };
  }
  const position = model.trace.positionOf(task.createdEvent);
  const own = lane.twisty?.isOpen === false ? taskNote(model, task, cursor).text : '';
  const by = task.creator ? ` by ${model.names.of(task.creator)}` : '';
  const line = place(model, position);
  const purpose = ownPurpose(task);
  return {
    title: fullName(model, task),
    state: undefined,
    lines: [
      purpose ? `Asyncio made this task for itself: ${purpose}.` : '',
      own,
      lane.note.full,
      `created at ${formatSeconds(task.created)}${by}${line ? `, ${line}` : ''}`,
    ].filter((text) => text !== ''),
    position,
  };
}

function arrowDetails(model: TimelineModel, arrow: Arrow): Details {
  const name = (task: number) => (task === LOOP_LANE ? 'loop' : model.names.of(task));
  const { text } = arrowSentence(model.narrator, arrow);
  return {
    title: `${name(arrow.from.task)} → ${name(arrow.to.task)}`,
    state: undefined,
    lines: [text.replaceAll('`', '')],
    position: undefined,
  };
}

function outputDetails(model: TimelineModel, mark: OutputMark): Details {
  const all = model.outputs.lines.slice(mark.first, mark.last + 1);
  const left = all.length - MAX_LINES;
  const { task, isError, event } = all[0]!;
  const traceback = tracebackAt(model.outputs.lines, mark.first);
  const by = task ? ` by ${model.names.of(task)}` : '';
  return {
    title: `${isError ? 'stderr' : 'output'} at ${formatSeconds(mark.time)}${by}`,
    state: undefined,
    lines:
      traceback?.last === mark.last
        ? tracebackLines(all, traceback.exception)
        : [
            ...all.slice(0, MAX_LINES).map((line) => line.text),
            ...(left > 0 ? [`… and ${left} more`] : []),
          ],
    position: model.trace.positionOf(event),
  };
}

/** The exception first, then the last lines before it: the innermost calls. */
function tracebackLines(all: readonly OutputLine[], exception: string): string[] {
  const before = all.slice(0, -1).map((line) => line.text);
  const left = before.length - MAX_LINES;
  const earlier = left > 0 ? [`… ${left} earlier lines`] : [];
  return [exception, ...earlier, ...before.slice(-MAX_LINES)];
}
