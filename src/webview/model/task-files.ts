import type { TimelineModel } from './timeline-model';

/** The files in which each task was seen, for a trace that may still grow. Each interval is read once. */
class TaskFiles {
  readonly all = new Set<string>();
  readonly #files = new Map<number, Set<string>>();
  #read = 0;

  has(task: number, file: string): boolean {
    return this.#files.get(task)?.has(file) ?? false;
  }

  update({ trace, timeline }: TimelineModel): void {
    const { intervals } = timeline;
    for (; this.#read < intervals.length; this.#read++) {
      const file = trace.positionOf(intervals.event(this.#read))?.file;
      if (file === undefined) continue;
      this.all.add(file);
      const task = intervals.task(this.#read);
      const files = this.#files.get(task);
      if (files) files.add(file);
      else this.#files.set(task, new Set([file]));
    }
  }
}

const known = new WeakMap<TimelineModel, TaskFiles>();

/** The files of the tasks, up to the end of the trace. */
export function taskFiles(model: TimelineModel): Pick<TaskFiles, 'has' | 'all'> {
  const files = known.get(model) ?? new TaskFiles();
  known.set(model, files);
  files.update(model);
  return files;
}
