import { isOfAsyncio } from '../../analysis/explain/callback-words';
import { hotSpotOf } from '../../analysis/explain/hot-spot';
import { spanAtEvent } from '../../analysis/explain/loop-load';
import { type Narrator, SHORTEST } from '../../analysis/explain/narrator';
import { type Passage, say } from '../../analysis/explain/passage';
import { firstIndex } from '../../base/search';
import { inputAskedAt } from '../../trace/input-asked';
import type { MomentOutline, ReadyMoment, RunningMoment } from '../../trace/moment';
import { formatSeconds } from './format';
import {
  type InspectorRow,
  type InspectorSection,
  type LimitOf,
  sectionOf,
} from './inspector-section';
import { ending } from './summary';
import type { TimelineModel } from './timeline-model';

/** What runs, what is ready in which order, and what is due although the loop has not come round to it. */
export function nowSections(
  model: TimelineModel,
  moment: MomentOutline,
  limit: LimitOf,
): InspectorSection[] {
  const { narrator: n } = model;
  const ready = sectionOf(
    { id: 'ready', title: 'Ready queue', isOrdered: true, empty: 'empty' },
    moment.ready,
    limit,
    (handle) => readyRow(n, handle, moment.time),
  );
  const due = sectionOf(
    { id: 'due', title: 'Due, the loop has not come round', empty: '' },
    dueItems(n, moment),
    limit,
    ({ what, since }) => ({
      text: what(),
      note: lateNote(n, since, moment.time, 'late'),
      style: 'late',
    }),
  );
  return [runningSection(model, moment), ready, ...(due.total > 0 ? [due] : [])];
}

function runningSection(model: TimelineModel, moment: MomentOutline): InspectorSection {
  const rows = runningRows(model, moment);
  return {
    id: 'running',
    title: runningTitle(model, moment),
    rows,
    total: rows.length,
    empty: 'nothing',
  };
}

function runningTitle(model: TimelineModel, moment: MomentOutline): string {
  const at = `At ${formatSeconds(moment.time)}`;
  if (isOver(model, moment)) return `${at}, the end of the run`;
  if (moment.running) return `${at} the loop runs`;
  return idleSpan(model, moment) ? `${at} the loop is idle` : `${at} the loop runs nothing`;
}

function runningRows(model: TimelineModel, moment: MomentOutline): InspectorRow[] {
  const { narrator: n, timeline } = model;
  const { running } = moment;
  const asked = inputAskedAt(model.trace, moment);
  if (running) return [nameRow(n, running), ...holdRow(model, running, moment.time, asked)];
  if (isOver(model, moment)) return endRows(model);
  const idle = idleSpan(model, moment);
  if (idle) return [{ text: say`Nothing is ready until ${n.time(idle.to)}.`, style: 'plain' }];
  if (spanAtEvent(timeline.loop, moment.event + 1) === 0) {
    return [{ text: say`It has not begun yet.`, style: 'dim' }];
  }
  return [{ text: say`It is between two steps.`, style: 'dim' }];
}

function endRows(model: TimelineModel): InspectorRow[] {
  const { dropped } = model.timeline;
  const { text, tone } = ending(model);
  const left = `${dropped.toLocaleString('en-US')} events were left out, so what happened then is not known.`;
  return [
    { text: say`${text}`, style: tone === 'calm' ? 'plain' : tone },
    ...(dropped > 0 ? [{ text: say`${left}`, style: 'bad' } as const] : []),
  ];
}

function nameRow(n: Narrator, { task, name, position, event }: RunningMoment): InspectorRow {
  const where = position ? say` ${n.line(position)}` : '';
  if (task !== 0) return { text: say`${n.name(task)}${where}`, style: 'plain' };
  const asked = n.causes.schedulingOf(event)?.from.task ?? 0;
  const by = asked === 0 ? undefined : say`for ${n.name(asked)}`;
  const text = say`${callbackText(name)}${where}`;
  return by ? { text, note: by, style: 'dim' } : { text, style: 'plain' };
}

/**
 * How long it has held the loop, if its whole step turns out to be a blocking one; or that it waits for the user in a
 * call that was told with the event `asked`, -1 if it does not.
 */
function holdRow(
  model: TimelineModel,
  { event, since }: RunningMoment,
  time: number,
  asked: number,
): InspectorRow[] {
  const { narrator: n, timeline, trace } = model;
  if (asked >= 0) {
    const text = say`\`${trace.text(trace.a(asked))}\` waits for your input`;
    return [{ text, style: 'late' }];
  }
  const index = spanAtEvent(timeline.loop, event);
  const span = timeline.loop.at(index);
  if (!span || model.stateOfLoop(span) !== 'blocking') {
    return [{ text: say`since ${n.time(since)}`, style: 'dim' }];
  }
  const last = timeline.loop.at(index + 1)?.event ?? trace.length;
  const { call, position } = hotSpotOf(n, span.event, last);
  const what = call === '' ? say`its work${n.atLine(position)}` : say`${call}`;
  if (time - since < SHORTEST) {
    return [
      { text: say`${what} will hold the loop until ${n.time(model.until(span.to))}`, style: 'bad' },
    ];
  }
  return [
    { text: say`${what} holds the loop, ${formatSeconds(time - since)} so far`, style: 'bad' },
  ];
}

function readyRow(n: Narrator, handle: ReadyMoment, time: number): InspectorRow {
  const { kind, task, name, since, event } = handle;
  const note = lateNote(n, since, time, 'so far');
  const style = time - since < SHORTEST ? 'dim' : 'late';
  if (kind === 'task') return { text: n.name(task), note, style };
  const line = n.trace.positionOf(event);
  const where = line ? say` ${n.line(line)}` : '';
  return { text: say`${ownedText(n, task, name)}${where}`, note, style };
}

/** `since 1.000 s, 0.500 s late`. */
function lateNote(n: Narrator, since: number, time: number, word: string): Passage {
  if (time - since < SHORTEST) return say`since ${n.time(since)}`;
  return say`since ${n.time(since)}, ${formatSeconds(time - since)} ${word}`;
}

interface DueItem {
  what(): Passage;
  /** Seconds. */
  readonly since: number;
}

/** Tasks that are ready only in the sense that their timer is due, and timers whose callbacks are. */
function dueItems(n: Narrator, moment: MomentOutline): DueItem[] {
  const { ready, running, tasks, timers } = moment;
  const queued = new Set(ready.slice().map(({ task }) => task));
  const due = tasks.standing('ready').filter(({ task, event }) => {
    // One that is just being created is about to join the queue.
    const isNew = n.trace.kind(event) === 'task.created';
    return !isNew && !queued.has(task) && task !== running?.task;
  });
  const known = new Set(due.map(({ task }) => task));
  const others = timers.slice(0, timersDue(moment)).filter(({ task }) => !known.has(task));
  return [
    ...due.map(({ task, since }) => ({ what: () => n.name(task), since })),
    ...others.map(({ task, name, deadline }) => ({
      what: () => ownedText(n, task, name),
      since: deadline,
    })),
  ].sort((one, other) => one.since - other.since);
}

/** How many timers are due; they come first. */
export function timersDue({ timers, time }: Pick<MomentOutline, 'timers' | 'time'>): number {
  return firstIndex(timers.length, (index) => timers.at(index)!.deadline > time);
}

/** What a handle or timer is for: `` func1: sleep is over ``, or `` `show` `` for functions of the user. */
export function ownedText(n: Narrator, task: number, name: string): Passage {
  if (task === 0 || !isOfAsyncio(name)) return callbackText(name);
  return say`${n.name(task)}: ${name}`;
}

function callbackText(name: string): Passage {
  if (name === '') return say`a callback`;
  return isOfAsyncio(name) ? say`${name}` : say`\`${name}\``;
}

/** The idle time in which the moment lies. It is written when it is over. */
function idleSpan({ timeline }: TimelineModel, { event, time, ready, running }: MomentOutline) {
  const next = timeline.loop.at(spanAtEvent(timeline.loop, event + 1));
  const isIdle = next?.kind === 'idle' && next.from <= time && ready.length === 0 && !running;
  return isIdle ? next : undefined;
}

function isOver({ isLive, trace }: TimelineModel, { event }: MomentOutline): boolean {
  return !isLive && event === trace.length - 1;
}
