import { settingsNamed } from '../../analysis/settings-named';
import { asksForInput } from './asks-for-input';
import { count, formatSeconds } from './format';
import { tookNoTime } from './no-time';
import type { Tone } from './notes';
import type { TimelineModel } from './timeline-model';

/** One part of the summary line. */
export interface SummaryPart {
  readonly text: string;
  readonly tone: Tone;
  /** Shown whole and on a ground of its own, so that nobody overlooks it. */
  readonly isLoud?: boolean;
  /** It stands beside the title, where it is seen at any width. */
  readonly isFirst?: boolean;
  /** The setting that it names, to which a button leads. */
  readonly setting?: string;
}

const OUTDATED: SummaryPart = {
  text: 'The file has changed since this run.',
  tone: 'calm',
  isFirst: true,
};

const ASKS: SummaryPart = {
  text: 'It waits for your input: type in the terminal.',
  tone: 'late',
  isLoud: true,
};

/** What the line above the lanes says, in a few parts; `isOutdated`: the file holds something else than what ran. */
export function summary(model: TimelineModel, isOutdated = false): SummaryPart[] {
  const { timeline, statistics } = model;
  const parts: SummaryPart[] = [ending(model)];
  if (isOutdated) parts.push(OUTDATED);
  if (model.isLive && asksForInput(model)) parts.push(ASKS);
  if (tookNoTime(model)) parts.push({ text: 'all in one moment: read it in order', tone: 'calm' });
  if (timeline.dropped > 0) parts.push(left(timeline.dropped));
  if (timeline.tasks.length > 0) {
    parts.push({ text: count(timeline.tasks.length, 'task'), tone: 'calm' });
  }
  const failed = timeline.tasks.filter(({ outcome }) => outcome === 'failed').length;
  if (failed > 0) parts.push({ text: `${count(failed, 'task')} failed`, tone: 'bad' });
  const alive = timeline.dropped > 0 || model.isLive ? 0 : unfinished(model);
  if (alive > 0) parts.push(stillAlive(alive, model.isKept));
  const { blocking } = statistics;
  if (blocking.length > 0) {
    const seconds = formatSeconds(statistics.blockingSeconds);
    parts.push({ text: `${count(blocking.length, 'blocking step')}, ${seconds}`, tone: 'bad' });
  }
  const lateness = lateText(model);
  if (lateness) parts.push({ text: lateness, tone: 'late' });
  return parts;
}

/** What the user should know of the run beside its timeline, for the same line. */
export function noteParts({ notes }: TimelineModel): SummaryPart[] {
  return notes.map((text) => ({ text, tone: 'calm', isLoud: true, ...settingOf(text) }));
}

function settingOf(text: string): Pick<SummaryPart, 'setting'> {
  const [setting] = settingsNamed(text);
  return setting === undefined ? {} : { setting };
}

/** How the run ended, or how far it has come. */
export function ending(model: TimelineModel): SummaryPart {
  const end = model.timeline.runEnd;
  if (!end) {
    const time = formatSeconds(model.timeline.end);
    const text = model.isLive ? `running, ${time} so far` : `ended at ${time}`;
    return { text, tone: 'calm' };
  }
  const word = end.end === 'limit' ? 'stopped by a limit' : end.end;
  const text = `${word} at ${formatSeconds(end.time)}`;
  if (end.end === 'finished') return { text, tone: 'calm' };
  const tone = end.end === 'stopped' ? 'late' : 'bad';
  if (!end.message) return { text, tone, isLoud: true };
  return { text: `${text}: ${end.message}`, tone, isLoud: true, ...settingOf(end.message) };
}

function left(dropped: number): SummaryPart {
  const verb = dropped === 1 ? 'was' : 'were';
  const reason = 'the trace reached its limit of events (loopscope.limits.events)';
  const text = `${count(dropped, 'event')} ${verb} left out: ${reason}`;
  return { text, tone: 'bad', isLoud: true, ...settingOf(text) };
}

function stillAlive(tasks: number, isKept: boolean): SummaryPart {
  const text = count(tasks, 'task');
  if (!isKept) return { text: `${text} not done`, tone: 'bad' };
  return { text: `${text} ${tasks === 1 ? 'goes' : 'go'} on with the next cell`, tone: 'calm' };
}

function unfinished({ timeline }: TimelineModel): number {
  return timeline.tasks.filter((task) => task.ended === undefined).length;
}

function lateText(model: TimelineModel): string {
  const { late, latest: worst } = model.statistics;
  if (!worst) return '';
  const seconds = formatSeconds(worst.seconds);
  const name = model.names.of(worst.task);
  if (late.size > 1) return `${count(late.size, 'task')} were late, ${name} by ${seconds}`;
  return worst.hasRun ? `${name} ran ${seconds} late` : `${name} waited ${seconds} for its turn`;
}
