import { count, formatSeconds } from './format';
import type { Tone } from './notes';
import type { TimelineModel } from './timeline-model';

/** One part of the summary line. */
export interface SummaryPart {
  readonly text: string;
  readonly tone: Tone;
  /** The whole text where `text` is shortened. */
  readonly title?: string;
}

/** What the line above the lanes says, in a few parts. */
export function summary(model: TimelineModel): SummaryPart[] {
  const { timeline, statistics } = model;
  const parts: SummaryPart[] = [ending(model)];
  if (timeline.tasks.length > 0) {
    parts.push({ text: count(timeline.tasks.length, 'task'), tone: 'calm' });
  }
  const { blocking } = statistics;
  if (blocking.length > 0) {
    const seconds = formatSeconds(statistics.blockingSeconds);
    parts.push({ text: `${count(blocking.length, 'blocking step')}, ${seconds}`, tone: 'bad' });
  }
  const lateness = lateText(model);
  if (lateness) parts.push({ text: lateness, tone: 'late' });
  if (timeline.dropped > 0) {
    const verb = timeline.dropped === 1 ? 'was' : 'were';
    const text = `${count(timeline.dropped, 'event')} ${verb} left out`;
    const title = 'The trace reached its limit of events. What is shown ends there.';
    parts.push({ text, tone: 'bad', title });
  }
  return parts;
}

function ending(model: TimelineModel): SummaryPart {
  const end = model.timeline.runEnd;
  if (!end) {
    const time = formatSeconds(model.timeline.end);
    const text = model.isLive ? `running, ${time} so far` : `ended at ${time}`;
    return { text, tone: 'calm' };
  }
  const word = end.end === 'limit' ? 'stopped by a limit' : end.end;
  const text = `${word} at ${formatSeconds(end.time)}`;
  const tone = end.end === 'finished' || end.end === 'stopped' ? 'calm' : 'bad';
  if (!end.message) return { text, tone };
  return { text: `${text}: ${end.message}`, tone, title: end.message };
}

function lateText(model: TimelineModel): string {
  const { late } = model.statistics;
  const worst = late[0];
  if (!worst) return '';
  const seconds = formatSeconds(worst.seconds);
  const name = model.names.of(worst.task);
  if (late.length === 1) return `${name} ran ${seconds} late`;
  return `${count(late.length, 'task')} ran late, ${name} by ${seconds}`;
}
