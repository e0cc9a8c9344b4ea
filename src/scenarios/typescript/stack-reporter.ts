import { type Coroutine, CoroutineObject, type Task } from '../../runtime';
import type { StackRecorder } from '../../trace/stack-recorder';

/** A coroutine with a place in the user's source. */
interface Placed {
  /** Where its function begins: stands for the coroutine, which must not be kept. */
  readonly begins: number;
  /** Where it stands. */
  readonly site: number;
}

const MAX_FRAMES = 16;

/**
 * Tells the recorder in which coroutines tasks wait, as far as that has changed since they waited last.
 * The variables of a generator cannot be read, so there are none.
 */
export class StackReporter {
  /** What the trace knows; a coroutine that was always the innermost may stand somewhere else now. */
  readonly #told = new WeakMap<Task, readonly Placed[]>();
  #isWanted = true;

  constructor(
    private readonly recorder: StackRecorder,
    private readonly positionOf: (site: number) => number,
  ) {}

  /** `task` has just been suspended; `number` is the recorder's. */
  report(task: Task, number: number): void {
    if (!this.#isWanted) return;
    const stack = stackOf(task.getCoro()).slice(-MAX_FRAMES);
    const told = this.#told.get(task) ?? [];
    const other = told.findIndex(({ begins }, depth) => begins !== stack[depth]?.begins);
    const kept = other < 0 ? told.length : other;
    const now = stack.map((frame, depth) => {
      const before = depth < kept ? told[depth] : undefined;
      const isInnermost = depth === stack.length - 1;
      // Where the innermost stands is told with what the task waits for.
      const isTold = isInnermost ? stack.length === told.length : before?.site === frame.site;
      if (before !== undefined && isTold) return before;
      this.#tell(number, depth, stack.length, before !== undefined, frame.site);
      return frame;
    });
    if (stack.length === 0 && told.length > 0) this.#tell(number, 0, 0, false, 0);
    this.#told.set(task, now);
  }

  #tell(task: number, depth: number, count: number, moved: boolean, site: number): void {
    const position = this.positionOf(site);
    if (!this.recorder.frame(task, depth, count, moved, position)) this.#isWanted = false;
  }
}

function stackOf(coroutine: Coroutine | undefined): Placed[] {
  const stack: Placed[] = [];
  let at = coroutine;
  while (at instanceof CoroutineObject && at.state === 'suspended') {
    if (at.site !== 0) stack.push({ begins: at.firstSite, site: at.site });
    at = at.inner;
  }
  return stack;
}
