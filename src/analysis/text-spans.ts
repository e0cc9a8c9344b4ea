import type { TaskRecord, Timeline } from '../trace/timeline';
import type { WorkerRecord } from '../trace/worker-lanes';
import { type BlockingStep, blockingSteps } from './blocking-steps';
import type { TaskNames } from './task-names';
import type { LaneSpan } from './text-lane';
import { printable } from './text-width';
import { waitText } from './wait-text';

/** Turns tasks and the loop into spans of a text timeline. */
export class TextSpans {
  readonly #timeline: Timeline;
  readonly #names: TaskNames;
  /** In order of time. */
  readonly #blocking: readonly BlockingStep[];
  readonly #byEvent: ReadonlyMap<number, BlockingStep>;

  constructor(timeline: Timeline, names: TaskNames, slowCallbackDuration: number) {
    this.#timeline = timeline;
    this.#names = names;
    this.#blocking = blockingSteps(timeline, slowCallbackDuration);
    this.#byEvent = new Map(this.#blocking.map((step) => [step.event, step]));
  }

  ofLoop(): LaneSpan[] {
    const { loop, end } = this.#timeline;
    return loop.slice().map(({ kind, from, to, task, event }) => {
      const step = this.#byEvent.get(event);
      const state = kind === 'idle' ? 'idle' : step ? 'blocking' : 'running';
      return {
        state,
        from,
        to: Math.min(to, end),
        labels: () => (step ? [this.#nameOf(task, event)] : []),
      };
    });
  }

  ofTask(task: TaskRecord): LaneSpan[] {
    const { intervals, end } = this.#timeline;
    const spans = task.intervals.map((index): LaneSpan => {
      const { state, event, from } = intervals.at(index);
      const to = Math.min(intervals.to(index), end);
      if (state === 'ready') return { state, from, to, labels: () => this.#readyLabels(from, to) };
      return {
        state,
        from,
        to,
        labels: () => (state === 'waiting' ? this.#waitLabels(event) : []),
      };
    });
    // An eager task cuts the step that creates it in two, of which one may block. So steps that block
    // stand for themselves; where spans overlap, the loudest is drawn.
    const blocking = this.#blocking.filter((step) => step.task === task.id);
    return [...spans, ...blocking.map((step) => this.#blockingSpan(step))];
  }

  #blockingSpan(step: BlockingStep): LaneSpan {
    const { from, to } = step;
    return { state: 'blocking', from, to, labels: () => this.#blockingLabels(step) };
  }

  ofWorker({ jobs }: WorkerRecord): LaneSpan[] {
    const { end } = this.#timeline;
    return jobs.map(({ from = end, to = end, call }) => {
      return { state: 'running', from, to, labels: () => [printable(call)] };
    });
  }

  #waitLabels(event: number): string[] {
    return [printable(waitText(this.#timeline, this.#names, event))];
  }

  /** Who held the loop while a task was ready. */
  #readyLabels(from: number, to: number): string[] {
    const longest = this.#blocking
      .map((step) => ({ step, seconds: Math.min(step.to, to) - Math.max(step.from, from) }))
      .filter(({ seconds }) => seconds > 0)
      .reduce<{ step: BlockingStep; seconds: number } | undefined>(
        (best, one) => (best && best.seconds >= one.seconds ? best : one),
        undefined,
      );
    if (!longest) return ['ready'];
    const holder = this.#nameOf(longest.step.task, longest.step.event);
    return [`ready: the loop is held by ${holder}`, `ready, held by ${holder}`, 'ready'];
  }

  /** The longest blocking call of the step, or the line at which the profiler saw it first. */
  #blockingLabels(step: BlockingStep): string[] {
    const { trace } = this.#timeline;
    let best = step.event;
    let seconds = -1;
    for (let event = step.event; event < step.eventAfter; event++) {
      const kind = trace.kind(event);
      if (kind !== 'block' && kind !== 'sample') continue;
      const took = kind === 'block' ? trace.value(event) - trace.time(event) : 0;
      if (took <= seconds) continue;
      seconds = took;
      best = event;
    }
    const line = trace.positionOf(best)?.line;
    const where = line === undefined ? '' : `line ${line}`;
    if (trace.kind(best) !== 'block') return [where];
    const call = printable(trace.text(trace.a(best)));
    return [where && `${call}, ${where}`, call, where];
  }

  #nameOf(task: number, event: number): string {
    const { trace } = this.#timeline;
    return printable(
      task === 0 ? trace.text(trace.b(event)) || 'a callback' : this.#names.of(task),
    );
  }
}
