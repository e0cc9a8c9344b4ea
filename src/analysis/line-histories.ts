import { isInterrupt } from '../trace/is-interrupt';
import { type EventKind, OUTCOMES, WAIT_KINDS } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { holdsLoop } from './holds-loop';
import { LineHistory } from './line-history';
import type { Tally } from './line-tally';

const YIELD = WAIT_KINDS.indexOf('yield');
const FAILED = OUTCOMES.indexOf('failed');

/** Delays that are shorter (seconds) are the time that every turn of a loop takes. */
const NOTICED = 0.01;

/** Whether a delay (seconds) is worth a word; one that was never over belongs to a task that never ran. */
export function isNoticed(delay: number): boolean {
  return delay >= NOTICED && delay < Number.POSITIVE_INFINITY;
}

/**
 * What happened at each line of each file of the user in a run that is over.
 *
 * 1. `read` reads each event once, in as many pieces as the caller likes.
 * 2. A line is found by file and number; lines at which nothing happened are not there.
 */
export class LineHistories {
  readonly #files = new Map<string, Map<number, LineHistory>>();
  /** By the number of the position. */
  readonly #ofPosition: (LineHistory | undefined)[] = [];
  /** What the next delay of each task is added to. */
  readonly #delays = new Map<number, Tally>();
  /** The coroutines in which each task stands, outermost first, as numbers of positions. */
  readonly #stacks = new Map<number, number[]>();
  readonly #readers: Partial<Record<EventKind, (event: number) => void>> = {
    'task.created': (event) => this.#created(event),
    'task.ready': (event) => this.#ready(event),
    'task.suspended': (event) => this.#suspended(event),
    'task.ended': (event) => this.#ended(event),
    'task.cancelling': (event) => this.#asked(event),
    'task.frame': (event) => this.#frame(event),
    'locals.stopped': () => this.#stacks.clear(),
    block: (event) => this.#blocked(event),
    output: (event) => this.#printed(event),
    'job.submitted': (event) => this.#submitted(event),
  };
  #read = 0;
  /** The first interval that began at `#read` or later. */
  #interval = 0;

  constructor(readonly timeline: Timeline) {}

  get #trace() {
    return this.timeline.trace;
  }

  /** Reads the next `most` events; returns false when there are no more. */
  read(most = Number.POSITIVE_INFINITY): boolean {
    const trace = this.#trace;
    const last = Math.min(trace.length, this.#read + most);
    for (; this.#read < last; this.#read++) {
      this.#readers[trace.kind(this.#read)]?.(this.#read);
      if (this.#begins(this.#read)) this.#interval++;
    }
    return this.#read < trace.length;
  }

  /** The lines of a file, in the order in which something happened there first. */
  linesOf(file: string): ReadonlyMap<number, LineHistory> {
    return this.#files.get(file) ?? NO_LINES;
  }

  #blocked(event: number): void {
    const history = this.#at(event);
    if (!history) return;
    const calls = holdsLoop(this.timeline, event) ? history.holds : history.stops;
    calls.add(this.#trace.value(event) - this.#trace.time(event));
  }

  /** The line of an event, which it counts as one pass over that line. */
  #at(event: number): LineHistory | undefined {
    const history = this.#line(this.#trace.position(event));
    history?.pass(event);
    return history;
  }

  #line(position: number): LineHistory | undefined {
    if (position === 0) return undefined;
    const known = this.#ofPosition[position];
    if (known) return known;
    const { file, line } = this.#trace.positions[position]!;
    const lines = this.#files.get(file) ?? new Map<number, LineHistory>();
    const history = lines.get(line) ?? new LineHistory();
    this.#files.set(file, lines.set(line, history));
    this.#ofPosition[position] = history;
    return history;
  }

  #created(event: number): void {
    // A cell has its task at its heading, where there is no code.
    if (this.#trace.kind(event - 1) === 'cell.started') return;
    const history = this.#at(event);
    const task = this.#trace.task(event);
    history?.starts.add(task);
    if (this.#trace.a(event) !== 0) history?.children.add(task);
    this.#delay(task, history?.startDelays);
  }

  #delay(task: number, tally: Tally | undefined): void {
    if (tally) this.#delays.set(task, tally);
    else this.#delays.delete(task);
  }

  #ready(event: number): void {
    const seconds = this.#secondsOf(event);
    if (isNoticed(seconds)) this.#delays.get(this.#trace.task(event))?.add(seconds);
  }

  #suspended(event: number): void {
    const trace = this.#trace;
    const history = this.#at(event);
    this.#delay(trace.task(event), history?.delays);
    const seconds = this.#secondsOf(event);
    if (trace.a(event) === YIELD) {
      if (history) history.yields++;
      if (isNoticed(seconds)) history?.delays.add(seconds);
      return;
    }
    if (seconds === Number.POSITIVE_INFINITY) history?.open.add(trace.task(event));
    else history?.waits.add(seconds);
    this.#waitedInside(event, seconds);
  }

  /** Each line that the task stands at, but for the innermost, awaits what waits. */
  #waitedInside(event: number, seconds: number): void {
    const task = this.#trace.task(event);
    const stack = this.#stacks.get(task);
    if (!stack || stack.length < 2) return;
    const lines = new Set(stack.map((position) => this.#line(position)));
    lines.delete(this.#line(this.#trace.position(event)));
    for (const history of lines) {
      history?.pass(event);
      if (seconds === Number.POSITIVE_INFINITY) history?.open.add(task);
      else history?.inside.add(seconds);
    }
  }

  /** Seconds of the interval that begins with the event; `Infinity` if it was never over. */
  #secondsOf(event: number): number {
    const { intervals } = this.timeline;
    const index = this.#interval;
    return this.#begins(event) ? intervals.to(index) - intervals.from(index) : 0;
  }

  /** Whether the next interval begins with the event. */
  #begins(event: number): boolean {
    const { intervals } = this.timeline;
    return this.#interval < intervals.length && intervals.event(this.#interval) === event;
  }

  #ended(event: number): void {
    const trace = this.#trace;
    this.#stacks.delete(trace.task(event));
    if (trace.a(event) === FAILED) this.#at(event)?.failures.add(trace.task(event));
  }

  #frame(event: number): void {
    const trace = this.#trace;
    const stack = this.#stacks.get(trace.task(event)) ?? [];
    stack.length = Math.min(stack.length, trace.b(event));
    if (trace.b(event) > 0) stack[trace.a(event)] = trace.position(event);
    this.#stacks.set(trace.task(event), stack);
  }

  /** A line at which the user interrupts the program has asked nobody. */
  #asked(event: number): void {
    if (isInterrupt(this.#trace, event)) return;
    this.#at(event)?.cancels.add(this.#trace.task(event));
  }

  #printed(event: number): void {
    const history = this.#at(event);
    const text = this.#trace.text(this.#trace.b(event));
    if (history) history.printed += text.split('\n').length - 1;
  }

  #submitted(event: number): void {
    const history = this.#at(event);
    if (history) history.jobs++;
  }
}

const NO_LINES: ReadonlyMap<number, LineHistory> = new Map();
