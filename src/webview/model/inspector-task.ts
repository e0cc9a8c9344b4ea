import { cancelClause } from '../../analysis/explain/cancel-words';
import { intervalOfEvent } from '../../analysis/explain/interval-of-event';
import { type Passage, say } from '../../analysis/explain/passage';
import type { MomentOutline } from '../../trace/moment';
import { taskAt } from '../../trace/moment-tasks';
import type { FrameMoment, StackMoment } from '../../trace/stack-log';
import type { TaskRecord } from '../../trace/timeline';
import { fullName } from './details';
import { formatSeconds } from './format';
import { waitTarget } from './inspector-coming';
import {
  type InspectorRow,
  type InspectorSection,
  type LimitOf,
  sectionOf,
} from './inspector-section';
import type { TimelineModel } from './timeline-model';

/** How the selected task stands, and its coroutines with their variables; nothing if none is selected. */
export function taskSections(
  model: TimelineModel,
  moment: MomentOutline,
  id: number,
  limit: LimitOf,
): InspectorSection[] {
  const task = model.timeline.task(id);
  if (!task) return [];
  const rows = [...stateRows(model, moment, task), ...historyRows(model, moment, task)];
  const title = fullName(model, task);
  const state: InspectorSection = { id: 'task', title, rows, total: rows.length, empty: '' };
  const isAlive = taskAt(model.timeline, task, moment.event, moment.time) !== undefined;
  return isAlive ? [state, stackSection(model, moment, task, limit)] : [state];
}

function stateRows(
  model: TimelineModel,
  { event, time }: MomentOutline,
  task: TaskRecord,
): InspectorRow[] {
  const { narrator: n, timeline } = model;
  const now = taskAt(timeline, task, event, time);
  if (!now)
    return task.createdEvent > event ? [plain(say`not created yet`)] : [endRow(model, task)];
  const line = n.inBrackets(now.position);
  if (now.state !== 'waiting') {
    return [plain(say`${now.state} since ${n.time(now.since)}${line}`)];
  }
  const to = timeline.intervals.to(intervalOfEvent(timeline, now.event));
  return [
    plain(say`waiting for ${waitTarget(model, now.event)}${line}`),
    plain(say`since ${n.time(now.since)}, ${formatSeconds(time - now.since)} so far`),
    untilRow(model, now.since, to),
  ];
}

function untilRow(model: TimelineModel, since: number, to: number): InspectorRow {
  const { narrator: n } = model;
  const isKnown = to < model.timeline.end || (to !== Number.POSITIVE_INFINITY && !model.isLive);
  if (isKnown) {
    return { text: say`until ${n.time(to)}, ${formatSeconds(to - since)} in all`, style: 'plain' };
  }
  const isOpen = model.isLive || model.isKept;
  const text = isOpen ? 'its end is not known yet' : 'until the end of the run';
  return { text: say`${text}`, style: isOpen ? 'dim' : 'bad' };
}

function endRow({ narrator: n, trace }: TimelineModel, task: TaskRecord): InspectorRow {
  const at = say`${task.outcome ?? 'over'} at ${n.time(task.ended ?? 0)}${n.inBrackets(trace.positionOf(task.endedEvent))}`;
  const exception = trace.text(trace.b(task.endedEvent));
  if (task.outcome !== 'failed') return plain(at);
  return { text: exception ? say`${at}: ${exception}` : at, style: 'bad' };
}

/** Who created it, and who asked it to cancel. */
function historyRows(
  model: TimelineModel,
  { event }: MomentOutline,
  task: TaskRecord,
): InspectorRow[] {
  const { narrator: n, trace } = model;
  const line = n.inBrackets(trace.positionOf(task.createdEvent));
  const by = task.creator === 0 ? '' : say` by ${n.name(task.creator)}`;
  const created = say`created at ${n.time(task.created)}${by}${line}`;
  const requests = task.cancelRequests.filter((request) => request <= event);
  return [
    { text: created, style: 'dim' },
    ...requests.map((request): InspectorRow => ({ text: cancelClause(n, request), style: 'late' })),
  ];
}

function stackSection(
  model: TimelineModel,
  { event }: MomentOutline,
  task: TaskRecord,
  limit: LimitOf,
): InspectorSection {
  const { intervals } = model.timeline;
  const stack = model.moments.stack(task.id, event);
  const rows = stack ? stackRows(model, stack) : [];
  const hasWaited = task.intervals.some(
    (interval) => intervals.event(interval) <= event && intervals.state(interval) === 'waiting',
  );
  const empty = hasWaited ? 'not recorded' : 'known from its first wait on';
  const title = 'Coroutines, outermost first';
  return sectionOf({ id: 'stack', title, empty }, rows, limit, (row) => row);
}

function stackRows(
  model: TimelineModel,
  { frames, isCurrent, event }: StackMoment,
): InspectorRow[] {
  const { narrator: n, trace } = model;
  const old = say`as they were at ${n.time(trace.time(event))}, when it waited last`;
  return [
    ...(isCurrent ? [] : [{ text: old, style: 'dim' } as const]),
    ...frames.flatMap((frame) => frameRows(model, frame)),
  ];
}

function frameRows(
  { narrator: n }: TimelineModel,
  { position, variables }: FrameMoment,
): InspectorRow[] {
  const name = position?.name ?? 'a coroutine';
  const line = position ? say` ${n.line(position)}` : '';
  return [
    { text: say`\`${name}\`${line}`, style: 'frame' },
    ...variables.map(
      (variable): InspectorRow => ({
        text: { text: `${variable.name} = ${variable.value}`, links: [] },
        style: 'variable',
      }),
    ),
  ];
}

function plain(text: Passage): InspectorRow {
  return { text, style: 'plain' };
}
