import type { Timeline } from '../timeline';
import {
  type ChromeEvent,
  type ChromeThread,
  PROGRAM_PROCESS,
  WORKER_PROCESS,
} from './chrome-events';

/** The number of the loop's thread; those of tasks and workers follow. */
const LOOP_THREAD = 1;

/** Which lane of the viewer shows what: the loop, every task, every thread and process. */
export class ChromeLanes {
  readonly loop: ChromeThread = { pid: PROGRAM_PROCESS, tid: LOOP_THREAD };
  readonly #tasks = new Map<number, ChromeThread>();
  readonly #workers = new Map<number, ChromeThread>();

  constructor(private readonly timeline: Timeline) {
    let tid = LOOP_THREAD;
    for (const { id } of timeline.tasks) this.#tasks.set(id, { pid: PROGRAM_PROCESS, tid: ++tid });
    for (const { id } of timeline.workers)
      this.#workers.set(id, { pid: WORKER_PROCESS, tid: ++tid });
  }

  /** The lane of a task; that of the loop if there is no such task. */
  task(id: number): ChromeThread {
    return this.#tasks.get(id) ?? this.loop;
  }

  /** The lane of a thread or process; that of the loop if there is none with this number. */
  worker(id: number): ChromeThread {
    return this.#workers.get(id) ?? this.loop;
  }

  /** The events that name all lanes and put them in order. */
  *names(title: string, taskName: (task: number) => string): Generator<ChromeEvent> {
    yield* processNames(PROGRAM_PROCESS, title);
    yield* threadNames(this.loop, 'loop');
    for (const [task, thread] of this.#tasks) yield* threadNames(thread, taskName(task));
    const { workers } = this.timeline;
    if (workers.length === 0) return;
    yield* processNames(WORKER_PROCESS, 'threads and processes');
    for (const { id, name } of workers) yield* threadNames(this.worker(id), name);
  }
}

function* processNames(pid: number, name: string): Generator<ChromeEvent> {
  const thread = { pid, tid: 0 };
  yield { ph: 'M', ...thread, name: 'process_name', args: { name } };
  yield { ph: 'M', ...thread, name: 'process_sort_index', args: { sort_index: pid } };
}

function* threadNames(thread: ChromeThread, name: string): Generator<ChromeEvent> {
  yield { ph: 'M', ...thread, name: 'thread_name', args: { name } };
  yield { ph: 'M', ...thread, name: 'thread_sort_index', args: { sort_index: thread.tid } };
}
