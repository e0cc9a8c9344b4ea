import { OUTCOMES, WAIT_KINDS } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { intervalOfEvent } from './explain/interval-of-event';
import { neighbour } from './explain/neighbour';
import { holdsLoop } from './holds-loop';
import { isNoticed } from './line-histories';
import type { LineHistory } from './line-history';
import { shortSeconds } from './line-tally';
import type { TaskNames } from './task-names';
import { waitText } from './wait-text';
import { whoAsks } from './who-asks';

/** One thing that happened at a line. */
export interface LinePass {
  readonly event: number;
  /** Seconds. */
  readonly time: number;
  /** Who did what: `func1 waited 1.00 s for sleep 1.0 s`. */
  readonly text: string;
}

/** Characters of a printed text. */
const MOST_PRINTED = 40;
const YIELD = WAIT_KINDS.indexOf('yield');

/** The first things that happened at a line (`line`, from 1), in words. */
export function linePasses(
  timeline: Timeline,
  names: TaskNames,
  history: LineHistory,
  line: number,
): LinePass[] {
  const words = new PassWords(timeline, names, line);
  const { trace } = timeline;
  return history.passes.map((event) => ({ event, time: trace.time(event), text: words.of(event) }));
}

class PassWords {
  constructor(
    private readonly timeline: Timeline,
    private readonly names: TaskNames,
    private readonly line: number,
  ) {}

  of(event: number): string {
    const { trace } = this.timeline;
    const a = trace.text(trace.a(event));
    const who = this.#who(trace.task(event));
    switch (trace.kind(event)) {
      case 'task.created':
        return this.#started(trace.a(event), trace.task(event));
      case 'task.cancelling':
        return this.#asked(event, who);
      case 'task.suspended':
        return `${who} ${this.#waited(event)}${this.#inside(event)}${this.#late(event)}`;
      case 'task.ended':
        return `${who} ${OUTCOMES[trace.a(event)]}: ${trace.text(trace.b(event))}`;
      case 'block':
        return `${this.#held(event, who)} ${shortSeconds(trace.value(event) - trace.time(event))}: ${a}`;
      case 'job.submitted':
        return `${who} handed in ${trace.text(trace.b(event))}`;
      default:
        return `${who} printed ${printed(trace.text(trace.b(event)))}`;
    }
  }

  #who(task: number): string {
    return task === 0 ? 'The program' : this.names.of(task);
  }

  #started(by: number, task: number): string {
    const name = this.names.of(task);
    return by === 0 ? `${name} was started` : `${this.names.of(by)} started ${name}`;
  }

  #asked(event: number, name: string): string {
    const by = whoAsks(this.timeline, this.names, event);
    if (by === '') return `${name} was asked to cancel`;
    return `${by} asked ${by === name ? 'itself' : name} to cancel`;
  }

  #held(event: number, who: string): string {
    return holdsLoop(this.timeline, event) ? `${who} held the loop` : `${who} stood still for`;
  }

  #waited(event: number): string {
    const { trace, intervals } = this.timeline;
    if (trace.a(event) === YIELD) return 'gave way';
    const wait = waitText(this.timeline, this.names, event);
    const interval = intervalOfEvent(this.timeline, event);
    const to = interval < 0 ? Number.POSITIVE_INFINITY : intervals.to(interval);
    if (to === Number.POSITIVE_INFINITY) return `waited for ${wait}, until the end`;
    return `waited ${shortSeconds(to - intervals.from(interval))} for ${wait}`;
  }

  /** The line that waits, if this one awaits it. */
  #inside(event: number): string {
    const position = this.timeline.trace.positionOf(event);
    if (!position || position.line === this.line) return '';
    return ` in ${position.name}, line ${position.line}`;
  }

  #late(event: number): string {
    const { trace, intervals } = this.timeline;
    const own = intervalOfEvent(this.timeline, event);
    const isYield = trace.a(event) === YIELD;
    const ready = isYield || own < 0 ? own : neighbour(this.timeline, own, 1);
    if (ready < 0 || intervals.state(ready) !== 'ready') return '';
    const delay = intervals.to(ready) - intervals.from(ready);
    return isNoticed(delay) ? `, then ran ${shortSeconds(delay)} late` : '';
  }
}

/** As one short line in quotes. */
function printed(text: string): string {
  const line = text.trimEnd().replaceAll(/\s+/g, ' ');
  return line.length > MOST_PRINTED ? `“${line.slice(0, MOST_PRINTED)}…”` : `“${line}”`;
}
