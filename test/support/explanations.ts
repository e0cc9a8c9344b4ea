import { explain } from '../../src/analysis/explain/explain';
import { explanationText, type Target } from '../../src/analysis/explain/explanation';
import { Narrator } from '../../src/analysis/explain/narrator';
import { TaskNames } from '../../src/analysis/task-names';
import type { TraceStore } from '../../src/trace/store';
import { Timeline } from '../../src/trace/timeline';

/** Explains things of a trace in plain text. `file` is the scenario's. */
export class Explained {
  readonly timeline: Timeline;
  readonly narrator: Narrator;

  constructor(trace: TraceStore | Timeline, file = 'example.py') {
    this.timeline = trace instanceof Timeline ? trace : new Timeline(trace);
    const names = new TaskNames(this.timeline);
    this.narrator = new Narrator(this.timeline, names, { file, slowCallbackDuration: 0.1 });
  }

  /** Undefined if there is no such thing in the trace. */
  text(target: Target): string | undefined {
    const explanation = explain(this.narrator, target);
    return explanation && explanationText(explanation);
  }

  /** All intervals of a task, requests to cancel it, and its end. */
  task(id: number): string[] {
    const task = this.timeline.task(id)!;
    return this.#texts([
      ...task.intervals.map((interval) => ({ kind: 'interval', interval }) as const),
      ...task.cancelRequests.map((event) => ({ kind: 'request', event }) as const),
      { kind: 'end', task: id },
    ]);
  }

  /** All that the loop did. */
  loop(): string[] {
    return this.#texts(this.timeline.loop.slice().map((_, span) => ({ kind: 'loop', span })));
  }

  outputs(): string[] {
    return this.#texts(this.timeline.outputs.map((event) => ({ kind: 'output', event })));
  }

  jobs(): string[] {
    return this.#texts(this.timeline.jobs.map(({ id }) => ({ kind: 'job', job: id })));
  }

  /** All of it, with the names of the tasks as headings. */
  all(): string[] {
    const { names } = this.narrator;
    const tasks = this.timeline.tasks.flatMap(({ id }) => [
      names.of(id),
      ...indented(this.task(id)),
    ]);
    const rest = { loop: this.loop(), output: this.outputs(), jobs: this.jobs() };
    const groups = Object.entries(rest).filter(([, texts]) => texts.length > 0);
    return [...tasks, ...groups.flatMap(([name, texts]) => [name, ...indented(texts)])];
  }

  #texts(targets: readonly Target[]): string[] {
    return targets.map((target) => this.text(target) ?? `nothing about ${JSON.stringify(target)}`);
  }
}

function indented(texts: readonly string[]): string[] {
  return texts.map((text) => `    ${text}`);
}
