import { cellName, cellOf } from '../cells';
import type { EventKind } from '../schema';
import type { LoopSpan, Timeline } from '../timeline';
import { readyCause } from '../timeline';
import type { JobRecord } from '../worker-lanes';
import { ChromeArrows } from './chrome-arrows';
import { type ChromeEvent, type ChromeThread, microseconds, stretch } from './chrome-events';
import { ChromeLanes } from './chrome-lanes';

/** What an exporter asks about the words and the limits of a run. */
export interface ChromeRun {
  readonly title: string;
  /** Seconds from which a step counts as blocking. */
  readonly slowCallbackDuration: number;
  taskName(task: number): string;
  /** What a `task.suspended` event waits for. */
  waitReason(event: number): string;
}

type Slice = ChromeEvent & { readonly ph: 'X' };

/** Names of colours that chrome://tracing knows; Perfetto chooses its own. */
const COLORS = {
  running: 'thread_state_running',
  blocking: 'terrible',
  ready: 'thread_state_runnable',
  waiting: 'thread_state_sleeping',
} as const;

/** Characters of an output that name its mark; the details have all of it. */
const MAX_NAME = 80;

/**
 * Turns a trace into the events of the Trace Event Format, in the order of the trace.
 *
 * 1. Slices of a lane do not overlap, but for calls that lie inside a step.
 * 2. Ready and waiting slices without duration are left out: only steps are worth a slice without width.
 *    The last one of a task stays, so that an arrow to it has an end.
 */
export class ChromeWriter {
  readonly #lanes: ChromeLanes;
  readonly #jobs: ReadonlyMap<number, JobRecord>;
  readonly #arrows: ChromeArrows;
  readonly #readers: Partial<Record<EventKind, (event: number) => Iterable<ChromeEvent>>> = {
    'task.ready': (event) => this.#arrows.begin(event),
    'task.cancelling': (event) =>
      this.#instant(event, this.#ofTask(event), 'asked to cancel', 'cancelling'),
    'task.ended': (event) => this.#ended(event),
    block: (event) => this.#block(event),
    output: (event) => this.#output(event),
    'job.submitted': (event) => this.#handOver(event),
    'job.started': (event) => this.#job(event),
    'cell.started': (event) => this.#cell(event),
    dropped: (event) => this.#dropped(event),
    'run.ended': (event) => this.#runEnded(event),
  };
  #interval = 0;
  #span = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly run: ChromeRun,
  ) {
    this.#lanes = new ChromeLanes(timeline);
    this.#arrows = new ChromeArrows(timeline);
    this.#jobs = new Map(timeline.jobs.map((job) => [job.id, job]));
  }

  *events(): Generator<ChromeEvent> {
    const { trace } = this.timeline;
    yield* this.#lanes.names(this.run.title, (task) => this.run.taskName(task));
    for (let event = 0; event < trace.length; event++) {
      const reader = this.#readers[trace.kind(event)];
      if (reader) yield* reader(event);
      yield* this.#slicesOf(event);
    }
  }

  /** What begins with an event: an interval of a task, a span of the loop. */
  *#slicesOf(event: number): Generator<ChromeEvent> {
    const { intervals, loop } = this.timeline;
    while (this.#interval < intervals.length && intervals.event(this.#interval) <= event) {
      yield* this.#intervalSlice(this.#interval++);
    }
    while (this.#span < loop.length && loop.event(this.#span) <= event) {
      yield this.#loopSlice(loop.at(this.#span++)!);
    }
  }

  *#intervalSlice(index: number): Generator<ChromeEvent> {
    const { timeline, run } = this;
    const { state, from, to, queued, event, task } = timeline.intervals.at(index);
    const until = Math.min(to, timeline.end);
    const time = stretch(from, until);
    const isLast = timeline.task(task)?.intervals.at(-1) === index;
    if (time.dur === 0 && state !== 'running' && !isLast) return;
    const isBlocking = state === 'running' && until - from >= run.slowCallbackDuration;
    const cat = isBlocking ? 'blocking' : state;
    const slice: Slice = {
      ph: 'X',
      ...this.#lanes.task(task),
      ...time,
      name: state === 'waiting' ? run.waitReason(event) : cat,
      cat,
      cname: COLORS[cat],
      args: {
        ...this.#place(event),
        ...(state === 'ready' ? { cause: readyCause(timeline.trace, event) } : {}),
        ...(queued > from ? { 'in the ready queue since (s)': queued } : {}),
        ...(to === Number.POSITIVE_INFINITY ? { 'goes on': true } : {}),
      },
    };
    yield slice;
    yield* this.#arrows.drawn(task, slice);
  }

  #loopSlice({ kind, from, to, task, event }: LoopSpan): Slice {
    const { trace, end } = this.timeline;
    const callback = kind === 'callback' ? trace.text(trace.b(event)) : '';
    const name = kind === 'task' ? this.run.taskName(task) : callback || kind;
    const time = stretch(from, Math.min(to, end));
    return { ph: 'X', ...this.#lanes.loop, ...time, name, cat: `loop,${kind}` };
  }

  *#block(event: number): Generator<ChromeEvent> {
    const { trace } = this.timeline;
    const time = stretch(trace.time(event), trace.value(event));
    if (time.dur === 0) return;
    const name = trace.text(trace.a(event));
    const thread = this.#ofTask(event);
    yield { ph: 'X', ...thread, ...time, name, cat: 'call', args: this.#place(event) };
  }

  *#job(event: number): Generator<ChromeEvent> {
    const { timeline } = this;
    const job = this.#jobs.get(timeline.trace.a(event));
    if (job?.from === undefined || job.worker === undefined) return;
    const thread = this.#lanes.worker(job.worker.id);
    const time = stretch(job.from, Math.min(job.to ?? timeline.end, timeline.end));
    const args = { ...this.#place(job.submittedEvent), outcome: job.outcome ?? 'goes on' };
    yield { ph: 'X', ...thread, ...time, name: job.call, cat: 'job', args };
    yield* this.#arrows.end(job.submittedEvent, { ...thread, ...time });
  }

  /** A job that was cancelled before it began has no slice to which an arrow could lead. */
  #handOver(event: number): Iterable<ChromeEvent> {
    const job = this.#jobs.get(this.timeline.trace.a(event));
    return job?.worker ? this.#arrows.begin(event) : [];
  }

  #ended(event: number): Iterable<ChromeEvent> {
    const { trace } = this.timeline;
    const outcome = this.timeline.task(trace.task(event))?.outcome ?? 'done';
    const exception = trace.text(trace.b(event));
    const name = exception ? `${outcome}: ${exception}` : outcome;
    return this.#instant(event, this.#ofTask(event), name, `end,${outcome}`);
  }

  #output(event: number): Iterable<ChromeEvent> {
    const { trace } = this.timeline;
    const text = trace.text(trace.b(event));
    const worker = trace.c(event);
    const thread = worker === 0 ? this.#ofTask(event) : this.#lanes.worker(worker);
    const stream = trace.a(event) === 2 ? 'stderr' : 'stdout';
    const name =
      text
        .replaceAll(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, MAX_NAME) || stream;
    return this.#instant(event, thread, name, `output,${stream}`, { text });
  }

  /** Across all lanes, as the border of a cell is. */
  *#cell(event: number): Generator<ChromeEvent> {
    const cell = cellOf(this.timeline.trace, event);
    const ts = microseconds(cell.time);
    const args = this.#place(event);
    yield { ph: 'i', s: 'g', ...this.#lanes.loop, ts, name: cellName(cell), cat: 'cell', args };
  }

  *#dropped(event: number): Generator<ChromeEvent> {
    const { trace } = this.timeline;
    const name = `events that were left out from here on: ${trace.a(event)}`;
    const ts = microseconds(trace.value(event));
    yield { ph: 'i', s: 'g', ...this.#lanes.loop, ts, name, cat: 'limit' };
  }

  *#runEnded(event: number): Generator<ChromeEvent> {
    const { runEnd } = this.timeline;
    if (!runEnd) return;
    const name = runEnd.message ? `${runEnd.end}: ${runEnd.message}` : runEnd.end;
    const ts = microseconds(this.timeline.trace.time(event));
    yield { ph: 'i', s: 'g', ...this.#lanes.loop, ts, name, cat: 'end' };
  }

  *#instant(
    event: number,
    thread: ChromeThread,
    name: string,
    cat: string,
    args: Readonly<Record<string, unknown>> = {},
  ): Generator<ChromeEvent> {
    const ts = microseconds(this.timeline.trace.time(event));
    yield { ph: 'i', s: 't', ...thread, ts, name, cat, args: { ...this.#place(event), ...args } };
  }

  #ofTask(event: number): ChromeThread {
    return this.#lanes.task(this.timeline.trace.task(event));
  }

  #place(event: number): Readonly<Record<string, unknown>> {
    const position = this.timeline.trace.positionOf(event);
    if (!position) return {};
    return { file: position.file, line: position.line, function: position.name };
  }
}
