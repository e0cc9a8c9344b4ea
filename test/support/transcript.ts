import { basename } from 'node:path';
import type { Finding } from '../../src/analysis/finding';
import { findingsOf } from '../../src/analysis/findings';
import { TaskNames } from '../../src/analysis/task-names';
import { waitText } from '../../src/analysis/wait-text';
import type { RunOutcome } from '../../src/protocol/run';
import { type EventKind, OUTCOMES, type Position } from '../../src/trace/schema';
import { readyCause, type TaskRecord, type Timeline, waitKind } from '../../src/trace/timeline';

/** What a transcript is made of. */
export interface Transcribed {
  readonly timeline: Timeline;
  readonly outcome: RunOutcome;
}

/** Seconds from which a step counts as blocking in transcripts. */
const SLOW = 0.1;

/**
 * A trace in words: a line for each event that matters to a reader, then the intervals of each task,
 * the findings and the outcome.
 *
 * It holds no numbers of handles, no addresses, and no folder: `folder` is cut from all texts.
 */
export function transcript(run: Transcribed, folder: string): string {
  const text = new Transcript(run.timeline).lines(run.outcome).join('\n');
  return `${text.replaceAll(`${folder}/`, '').replaceAll(/0x[0-9a-f]+/g, '0x…')}\n`;
}

/** Wide enough for the times and for most names. */
const TIME_WIDTH = 8;
const NAME_WIDTH = 14;

class Transcript {
  readonly #names: TaskNames;
  readonly #callbacks = new Map<number, string>();
  /** Timers that the program set itself; those of asyncio show in the wait that they end. */
  readonly #timers = new Map<number, string>();
  readonly #words: Partial<Record<EventKind, (event: number) => string>> = {
    'task.created': (event) => `created by ${this.#who(this.#trace.a(event))}${this.#at(event)}`,
    'task.ready': (event) => this.#ready(event),
    'task.step': (event) => `runs${this.#at(event)}`,
    'task.suspended': (event) => this.#suspended(event),
    'task.ended': (event) => this.#ended(event),
    'task.cancelling': (event) =>
      `is asked to cancel by ${this.#who(this.#trace.a(event))}${this.#at(event)}`,
    'task.uncancelled': (event) =>
      `a request to cancel it is taken back, ${this.#trace.a(event)} left${this.#at(event)}`,
    'task.named': (event) => `is now named ${this.#trace.text(this.#trace.a(event))}`,
    'callback.ready': (event) => this.#callbackReady(event),
    'callback.started': (event) => this.#callbackStarted(event),
    'callback.ended': (event) => this.#callbackEnded(event),
    'timer.set': (event) => this.#timerSet(event),
    'timer.cancelled': (event) => this.#timerCancelled(event),
    'loop.idle': (event) => `idle until ${seconds(this.#trace.value(event))}`,
    block: (event) => {
      const call = this.#trace.text(this.#trace.a(event));
      return `blocks until ${seconds(this.#trace.value(event))}: ${call}${this.#at(event)}`;
    },
    output: (event) => this.#output(event),
    'worker.created': (event) =>
      `${this.#trace.text(this.#trace.c(event))} ${this.#trace.text(this.#trace.b(event))} appears`,
    'job.submitted': (event) => this.#jobSubmitted(event),
    'job.started': (event) => this.#jobStarted(event),
    'job.ended': (event) => this.#jobEnded(event),
    dropped: (event) => `${this.#trace.a(event)} events left out`,
  };
  #callbackSince = 0;

  constructor(private readonly timeline: Timeline) {
    this.#names = new TaskNames(timeline);
  }

  get #trace() {
    return this.timeline.trace;
  }

  lines(outcome: RunOutcome): string[] {
    const { timeline } = this;
    const findings = findingsOf(timeline, SLOW);
    return [
      ...this.#events(),
      '',
      ...timeline.tasks.flatMap((task) => this.#task(task)),
      ...(findings.length > 0 ? ['', ...findings.flatMap(findingLines)] : []),
      '',
      ...outcomeLines(outcome),
    ];
  }

  #events(): string[] {
    const lines: string[] = [];
    for (let event = 0; event < this.#trace.length; event++) {
      const words = this.#words[this.#trace.kind(event)]?.(event) ?? '';
      if (words === '') continue;
      const time = seconds(this.#trace.time(event)).padStart(TIME_WIDTH);
      lines.push(`${time}  ${this.#subject(event).padEnd(NAME_WIDTH)}  ${words}`);
    }
    return lines;
  }

  /** Whom a line is about. */
  #subject(event: number): string {
    const task = this.#trace.task(event);
    if (task !== 0) return this.#names.of(task);
    return this.#trace.kind(event) === 'loop.idle' ? 'loop' : '-';
  }

  #who(task: number): string {
    return task === 0 ? 'nobody' : this.#names.of(task);
  }

  #at(event: number): string {
    const position = this.#trace.positionOf(event);
    return position ? ` at ${place(position)}` : '';
  }

  #ready(event: number): string {
    const by = this.#trace.b(event);
    const cause = readyCause(this.#trace, event);
    return `ready: ${cause}${by === 0 ? '' : ` by ${this.#who(by)}`}`;
  }

  #suspended(event: number): string {
    if (waitKind(this.#trace, event) === 'yield') return `yields${this.#at(event)}`;
    const deadline = this.#trace.value(event);
    const until = Number.isNaN(deadline) ? '' : ` until ${seconds(deadline)}`;
    return `waits for ${waitText(this.timeline, this.#names, event)}${until}${this.#at(event)}`;
  }

  #ended(event: number): string {
    const outcome = this.timeline.task(this.#trace.task(event))?.outcome;
    const exception = this.#trace.text(this.#trace.b(event));
    return `${outcome}${exception ? `: ${exception}` : ''}${this.#at(event)}`;
  }

  #callbackReady(event: number): string {
    const name = this.#trace.text(this.#trace.b(event));
    return `callback scheduled by ${this.#who(this.#trace.c(event))}: ${name}${this.#at(event)}`;
  }

  #callbackStarted(event: number): string {
    this.#callbackSince = this.#trace.time(event);
    const name = this.#trace.text(this.#trace.b(event));
    this.#callbacks.set(this.#trace.a(event), name);
    return `callback runs: ${name}`;
  }

  /** A callback that took no time needs no line for its end. */
  #callbackEnded(event: number): string {
    if (this.#trace.time(event) === this.#callbackSince) return '';
    return `callback over: ${this.#callbacks.get(this.#trace.a(event))}`;
  }

  #timerSet(event: number): string {
    if (this.#trace.position(event) === 0) return '';
    const name = this.#trace.text(this.#trace.b(event));
    this.#timers.set(this.#trace.a(event), name);
    return `sets a timer for ${seconds(this.#trace.value(event))}: ${name}${this.#at(event)}`;
  }

  #timerCancelled(event: number): string {
    const name = this.#timers.get(this.#trace.a(event));
    return name === undefined ? '' : `cancels a timer: ${name}`;
  }

  #jobSubmitted(event: number): string {
    return `hands in ${this.#callOf(this.#trace.a(event))}${this.#at(event)}`;
  }

  #jobStarted(event: number): string {
    const worker = this.timeline.workers.find(({ id }) => id === this.#trace.b(event));
    return `${worker?.name} begins ${this.#callOf(this.#trace.a(event))}${this.#since(event)}`;
  }

  #jobEnded(event: number): string {
    const outcome = OUTCOMES[this.#trace.a(event)];
    return `${this.#callOf(this.#trace.b(event))} is ${outcome}${this.#since(event)}`;
  }

  #callOf(job: number): string {
    return this.timeline.jobs.find(({ id }) => id === job)?.call ?? '';
  }

  /** When it was, if the trace heard of it late. */
  #since(event: number): string {
    const moment = this.#trace.value(event);
    return Number.isNaN(moment) ? '' : ` since ${seconds(moment)}`;
  }

  #output(event: number): string {
    const verb = this.#trace.a(event) === 1 ? 'prints' : 'complains';
    return `${verb} ${JSON.stringify(this.#trace.text(this.#trace.b(event)))}${this.#at(event)}`;
  }

  #task(task: TaskRecord): string[] {
    const { intervals } = this.timeline;
    const spans = task.intervals.map((index) => {
      const { state, from, to } = intervals.at(index);
      return `${state} ${from === to ? seconds(from) : `${seconds(from)}–${seconds(to)}`}`;
    });
    const end = task.ended === undefined ? 'lives on' : `${task.outcome} ${seconds(task.ended)}`;
    const creator = task.creator === 0 ? '' : ` (of ${this.#names.of(task.creator)})`;
    return [`${this.#names.of(task.id)}${creator}`, ...folded([...spans, end])];
  }
}

/** At most this many characters in a line of intervals. */
const FOLD_WIDTH = 96;

function folded(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 3 <= FOLD_WIDTH) {
      lines[lines.length - 1] = `${last} · ${part}`;
    } else {
      lines.push(`    ${part}`);
    }
  }
  return lines;
}

function findingLines({ code, severity, position, message, advice, delayed }: Finding): string[] {
  const where = position ? ` at ${place(position)}` : '';
  const related = delayed.map((task) => {
    const at = task.position ? ` (${place(task.position)})` : '';
    return `    ${task.message}${at}`;
  });
  return [`${severity} ${code}${where}`, `    ${message}`, `    ${advice}`, ...related];
}

function outcomeLines({ end, exitCode, message, problem }: RunOutcome): string[] {
  const lines = [`${end}, exit code ${exitCode}`];
  if (message !== '') lines.push(`    ${message}`);
  if (problem)
    lines.push(`    ${basename(problem.file)}, line ${problem.line}: ${problem.message}`);
  return lines;
}

function place({ line, name }: Position): string {
  return `line ${line}${name === '<module>' ? '' : ` in ${name}`}`;
}

/** Seconds with three decimals; more of them would show the noise of floating point. */
function seconds(value: number): string {
  return value === Number.POSITIVE_INFINITY ? 'the end' : value.toFixed(3);
}
