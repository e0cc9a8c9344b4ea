import { inputText, primitiveText } from '../../analysis/wait-text';
import type { Position } from '../../trace/schema';
import { type TaskRecord, waitKind } from '../../trace/timeline';
import { primitiveWaitedFor } from '../../trace/waited-for';
import { formatSeconds } from './format';
import { hotSpot } from './hot-spot';
import type { TimelineModel } from './timeline-model';

/** `line 14`, with the file's name if it is not the scenario; empty if unknown. */
export function place(model: TimelineModel, position: Position | undefined): string {
  if (!position) return '';
  const file = position.file.slice(position.file.search(/[^/\\]*$/));
  const inFile = file === '' || file === model.header.title ? '' : `${file}, `;
  return `${inFile}line ${position.line}`;
}

/** What a `task.suspended` event says the task waits for: `sleep 1.0 s`, `task func1`, `queue.get`. */
export function waitReason(model: TimelineModel, event: number): string {
  const { trace } = model;
  const kind = waitKind(trace, event);
  const on = trace.b(event);
  if (kind === 'task' && model.timeline.task(on)) return `task ${model.names.of(on)}`;
  const primitive = model.timeline.primitive(primitiveWaitedFor(trace, event));
  if (primitive) return primitiveText(kind, primitive);
  const detail = trace.text(trace.c(event));
  if (kind === 'promise') return 'a promise';
  if (kind === 'input') return inputText(detail);
  if (kind === 'other') return detail || 'something';
  return detail && !detail.startsWith(kind) ? `${kind} ${detail}` : detail || kind;
}

/**
 * Texts for a span of a task, the longest first; the first that fits is drawn.
 * Empty for a running span that is not blocking.
 */
export function spanLabels(model: TimelineModel, task: TaskRecord, interval: number): string[] {
  const { intervals } = model.timeline;
  switch (model.stateOf(interval)) {
    case 'waiting':
      return waitLabels(model, intervals.event(interval));
    case 'ready':
      return readyLabels(model, intervals.from(interval), intervals.to(interval));
    case 'blocking':
      return blockingLabels(model, task, interval);
    default:
      return [];
  }
}

function waitLabels(model: TimelineModel, event: number): string[] {
  const kind = waitKind(model.trace, event);
  const reason = waitReason(model, event);
  if (kind === 'input') return [...new Set([reason, inputText('')])];
  return kind !== 'other' && reason.startsWith(kind) ? [reason, kind] : [reason];
}

function readyLabels(model: TimelineModel, from: number, to: number): string[] {
  const holder = model.statistics.holder(from, model.until(to));
  if (!holder) return ['ready'];
  const name = model.loopName(holder);
  return [`ready: the loop is held by ${name}`, `ready: held by ${name}`, 'ready'];
}

function blockingLabels(model: TimelineModel, task: TaskRecord, interval: number): string[] {
  const { first, last } = model.eventsOf(task, interval);
  const spot = hotSpot(model, first, last);
  const line = place(model, spot.position);
  const more = spot.others > 0 ? ` and ${spot.others} more` : '';
  const full = line ? `${spot.text}, ${line}` : spot.text;
  return more ? [full + more, full, spot.text] : [full, spot.text];
}

/** Texts for a span of the loop lane, the longest first. */
export function loopLabels(model: TimelineModel, index: number): string[] {
  const span = model.timeline.loop.at(index)!;
  const name = model.loopName(span);
  if (span.kind !== 'idle') return [name];
  return [`idle ${formatSeconds(span.to - span.from)}`, 'idle'];
}
