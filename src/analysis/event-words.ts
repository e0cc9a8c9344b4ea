import { cellName, cellOf } from '../trace/cells';
import { type EventKind, OUTCOMES, READY_CAUSES } from '../trace/schema';
import { type Timeline, waitKind } from '../trace/timeline';
import { formatSeconds } from './format-seconds';
import { holdsLoop } from './holds-loop';
import { threadName } from './primitive-holder';
import { awaitedWords, changedWords, createdWords } from './primitive-words';
import type { TaskNames } from './task-names';
import { waitText } from './wait-text';
import { whoAsks } from './who-asks';

interface Told {
  readonly timeline: Timeline;
  readonly names: TaskNames;
  readonly event: number;
  /** The name of the task of the event. */
  readonly task: string;
}

/** Characters of output that are quoted. */
const MAX_OUTPUT = 40;

/** What happened with an event, in a few words: `func1 waits: sleep 1.0 s`. */
export function eventWords(timeline: Timeline, names: TaskNames, event: number): string {
  const { trace } = timeline;
  const kind = trace.kind(event);
  const task = trace.task(event) === 0 ? 'the program' : names.of(trace.task(event));
  const words = WORDS[kind]?.({ timeline, names, event, task });
  return words ?? kind.replaceAll(/[.-]/g, ' ');
}

const WORDS: Partial<Record<EventKind, (told: Told) => string>> = {
  'run.started': () => 'the run begins',
  'loop.started': () => 'the loop begins to run',
  'loop.stopped': () => 'the loop stops',
  'loop.idle': (told) => `the loop was idle until ${formatSeconds(value(told))}`,
  'task.created': (told) => `${who(told, a(told))} creates ${told.task}`,
  'task.ready': ready,
  'task.step': (told) => `${told.task} runs`,
  'task.suspended': suspended,
  'task.ended': ended,
  'task.cancelling': asked,
  'task.uncancelled': (told) => `a request to cancel ${told.task} is taken back`,
  'task.named': (told) => `a task is called ${text(told, a(told))} from now on`,
  'task.never-retrieved': (told) => `nobody has asked for the result of ${told.task}`,
  'task.destroyed': (told) => `${told.task} is thrown away`,
  'callback.ready': (told) => `${callback(told)} is put into the ready queue`,
  'callback.started': (told) => `${callback(told)} runs`,
  'callback.ended': () => 'the callback is over',
  'timer.set': (told) =>
    `a timer is set for ${formatSeconds(value(told))}: ${text(told, b(told)) || 'a callback'}`,
  'timer.cancelled': () => 'a timer is cancelled',
  block: (told) =>
    `${told.task} called ${text(told, a(told))}, which held the ${holdsLoop(told.timeline, told.event) ? 'loop' : 'program'} until ${formatSeconds(value(told))}`,
  'input.asked': (told) => `${told.task} waits for your input: ${text(told, a(told))}`,
  sample: (told) => `${told.task} is at work`,
  output: (told) => `${told.task} prints ${quoted(text(told, b(told)))}`,
  dropped: (told) => `the trace is full: ${a(told).toLocaleString('en-US')} events are left out`,
  'loop.closed': () => 'the loop is closed',
  'run.ended': () => 'the run is over',
  'coroutine.never-awaited': (told) => `${text(told, a(told))}() was never awaited`,
  'coroutine.started-late': (told) => `${told.task} awaits ${text(told, a(told))}() at last`,
  'primitive.created': ({ timeline, event, task }) => createdWords(timeline, event, task),
  'primitive.changed': ({ timeline, event, task }) =>
    changedWords(timeline, event, threadName(timeline, timeline.trace.c(event)) || task),
  'primitive.awaited': ({ timeline, event, task }) =>
    awaitedWords(timeline, event, threadName(timeline, timeline.trace.c(event)) || task),
  'worker.created': (told) => `${text(told, b(told))} appears`,
  'job.submitted': (told) => `${told.task} hands in ${text(told, b(told))}`,
  'job.started': (told) => `${jobCall(told, a(told))} begins`,
  'job.ended': (told) => `${jobCall(told, b(told))} is over`,
  'cell.started': ({ timeline, event }) => `${cellName(cellOf(timeline.trace, event))} begins`,
  'cell.shown': (told) => `cell ${a(told)} shows ${quoted(text(told, b(told)))}`,
};

function ready(told: Told): string {
  const { task } = told;
  switch (READY_CAUSES[a(told)]) {
    case 'woken':
      return b(told) === 0 ? `${task} is woken` : `${who(told, b(told))} wakes ${task}`;
    case 'timer':
      return `${task} is woken by its timer`;
    case 'cancelled':
      return `${task} is woken to be cancelled`;
    default:
      return `${task} is put into the ready queue`;
  }
}

function asked({ timeline, names, event, task }: Told): string {
  const by = whoAsks(timeline, names, event) || 'the program';
  return `${by} asks ${by === task ? 'itself' : task} to cancel`;
}

function suspended({ timeline, names, event, task }: Told): string {
  if (waitKind(timeline.trace, event) === 'yield') return `${task} lets others run`;
  return `${task} waits: ${waitText(timeline, names, event)}`;
}

function ended(told: Told): string {
  const exception = text(told, b(told));
  const outcome = OUTCOMES[a(told)];
  if (outcome === 'failed') return `${told.task} fails${exception ? `: ${exception}` : ''}`;
  return `${told.task} is ${outcome}`;
}

function callback(told: Told): string {
  const name = text(told, b(told));
  return name === '' ? 'a callback' : `the callback ${name}`;
}

function jobCall({ timeline }: Told, id: number): string {
  return timeline.jobs.find((job) => job.id === id)?.call ?? 'a job';
}

function quoted(output: string): string {
  const line = output.trimEnd();
  return `“${line.length > MAX_OUTPUT ? `${line.slice(0, MAX_OUTPUT)}…` : line}”`;
}

function who({ names }: Told, task: number): string {
  return task === 0 ? 'the program' : names.of(task);
}

function text({ timeline: { trace } }: Told, number: number): string {
  return trace.text(number);
}

function value({ timeline: { trace }, event }: Told): number {
  return trace.value(event);
}

function a({ timeline: { trace }, event }: Told): number {
  return trace.a(event);
}

function b({ timeline: { trace }, event }: Told): number {
  return trace.b(event);
}
