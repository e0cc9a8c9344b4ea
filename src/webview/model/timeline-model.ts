import { explain } from '../../analysis/explain/explain';
import type { Target } from '../../analysis/explain/explanation';
import { Narrator } from '../../analysis/explain/narrator';
import { TaskNames } from '../../analysis/task-names';
import { firstIndex } from '../../base/search';
import type { TimelineHeader } from '../../protocol/timeline';
import type { CursorMoment } from '../../trace/cursor';
import { Moments } from '../../trace/moment';
import type { TaskStanding } from '../../trace/moment-tasks';
import type { TraceChunk } from '../../trace/schema';
import { TraceStore } from '../../trace/store';
import { type LoopSpan, type TaskRecord, Timeline } from '../../trace/timeline';
import type { Whereabouts } from '../../trace/whereabouts';
import { EventOrder } from '../scale/event-order';
import { type Lane, orderLanes } from './lanes';
import { LoopStatistics } from './loop-statistics';
import { OutputLines } from './output-lines';

/**
 * What a span of a lane shows; `blocking` is a running one that holds the loop too long, and a `job`
 * is what a thread or process does beside the loop.
 */
export type SpanState = 'running' | 'blocking' | 'ready' | 'waiting' | 'idle' | 'callback' | 'job';

interface Living extends CursorMoment {
  readonly version: number;
  readonly tasks: readonly TaskStanding[];
}

/**
 * The run that is shown: its trace and what is derived from it.
 *
 * 1. `append` costs what the chunk holds, not what the trace holds.
 * 2. `version` changes whenever anything derived may have changed.
 */
export class TimelineModel {
  readonly trace = new TraceStore();
  readonly timeline = new Timeline(this.trace);
  readonly names = new TaskNames(this.timeline);
  readonly outputs = new OutputLines(this.timeline);
  readonly statistics: LoopStatistics;
  /** Both have to read the whole trace, which they do when they are asked, or with `prepare` before. */
  readonly #narrator: Narrator;
  readonly #moments = new Moments(this.timeline);
  #prepared = 0;
  #living: Living | undefined;
  /** Made when it is drawn first. */
  #order: EventOrder | undefined;
  #version = 0;
  #isLive = true;
  #notes: readonly string[] = [];
  #lanes: readonly Lane[] = [];

  constructor(readonly header: TimelineHeader) {
    this.statistics = new LoopStatistics(this.timeline, header.slowCallbackDuration);
    this.#narrator = new Narrator(this.timeline, this.names, header);
  }

  get version(): number {
    return this.#version;
  }

  /** Whether more may come. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** Events that `prepare` has not read yet. */
  get unread(): number {
    return this.trace.length - this.#prepared;
  }

  /** Reads as many events ahead for what answers questions about moments and reasons; true if all are read. */
  prepare(events: number): boolean {
    this.#prepared = Math.min(this.trace.length, this.#prepared + events);
    this.#moments.update(this.#prepared);
    this.#narrator.update(this.#prepared);
    return this.#prepared === this.trace.length;
  }

  /** Where the loop and the tasks are at any moment; nothing has to be read for it. */
  get whereabouts(): Whereabouts {
    return this.#moments.whereabouts;
  }

  /** What the trace says about any moment. */
  get moments(): Moments {
    this.#moments.update();
    return this.#moments;
  }

  /** The tasks that live at the cursor, in order of creation; without one, at the end of the run. */
  livingAt(cursor: CursorMoment | undefined): readonly TaskStanding[] {
    const { event, time } = cursor ?? this.lastMoment;
    const last = this.#living;
    if (last?.version === this.#version && last.event === event && last.time === time)
      return last.tasks;
    const tasks = this.whereabouts.living({ event, time }).standing();
    this.#living = { version: this.#version, event, time, tasks };
    return tasks;
  }

  /** All events side by side, which scales are made of. */
  get order(): EventOrder {
    this.#order ??= new EventOrder(this.timeline);
    this.#order.update();
    return this.#order;
  }

  /** The moment that is shown without a cursor. */
  get lastMoment(): CursorMoment {
    return { event: this.trace.length - 1, time: this.timeline.end };
  }

  /** Throws `TraceOrderError` if the chunk does not continue the trace. */
  append(chunk: TraceChunk): void {
    this.trace.append(chunk);
    this.timeline.update();
    this.names.update();
    this.outputs.update();
    this.statistics.update();
    this.#version++;
  }

  /** What the user should know of the run beside its trace, as full sentences. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  finish(notes: readonly string[] = []): void {
    this.#isLive = false;
    this.#notes = notes;
    this.#version++;
  }

  /** Whether the run is over, and what has not ended goes on with the next cell. */
  get isKept(): boolean {
    return this.#narrator.isKept;
  }

  setKept(isKept: boolean): void {
    this.#narrator.isKept = isKept;
    this.#version++;
  }

  get lanes(): readonly Lane[] {
    const { tasks } = this.timeline;
    if (this.#lanes.length !== tasks.length) this.#lanes = orderLanes(tasks);
    return this.#lanes;
  }

  /** Says why things happened, up to the end of the trace. */
  get narrator(): Narrator {
    this.#narrator.update();
    return this.#narrator;
  }

  /** Why something happened, in plain sentences; none if it is not in the trace. */
  explain(target: Target): readonly string[] {
    const { sentences = [] } = explain(this.narrator, target) ?? {};
    return sentences.map(({ text }) => text.replaceAll('`', ''));
  }

  /** Whether there is a loop or a task to show, beside output. */
  get hasLoop(): boolean {
    return this.timeline.tasks.length > 0 || this.timeline.loop.length > 0;
  }

  /** Seconds; where an interval ends, or the end of the trace while it goes on. */
  until(to: number): number {
    return Math.min(to, this.timeline.end);
  }

  /** The state of an interval of the table. */
  stateOf(interval: number): SpanState {
    const { intervals } = this.timeline;
    const state = intervals.state(interval);
    if (state !== 'running') return state;
    const seconds = this.until(intervals.to(interval)) - intervals.from(interval);
    return this.statistics.isBlocking(seconds) ? 'blocking' : 'running';
  }

  stateOfLoop({ kind, from, to }: Pick<LoopSpan, 'kind' | 'from' | 'to'>): SpanState {
    if (kind === 'idle') return 'idle';
    if (this.statistics.isBlocking(this.until(to) - from)) return 'blocking';
    return kind === 'task' ? 'running' : 'callback';
  }

  /** The events between the beginning of an interval of the task and what follows it, exclusive. */
  eventsOf(task: TaskRecord, interval: number): { first: number; last: number } {
    const { intervals } = this.timeline;
    const own = task.intervals;
    const next = own[firstIndex(own.length, (index) => own[index]! > interval)];
    const end = task.endedEvent < 0 ? this.trace.length : task.endedEvent;
    return {
      first: intervals.event(interval),
      last: next === undefined ? end : intervals.event(next),
    };
  }

  /** What a span of the loop lane is called: the task, the callback, or `idle`. */
  loopName(span: LoopSpan): string {
    if (span.kind === 'idle') return 'idle';
    if (span.kind === 'task') return this.names.of(span.task);
    return this.trace.text(this.trace.b(span.event)) || 'callback';
  }
}
