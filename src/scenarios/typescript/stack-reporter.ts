import { type Coroutine, CoroutineObject, type Task } from '../../runtime';
import type { StackRecorder } from '../../trace/stack-recorder';
import { ToldVariables } from './told-variables';

/** What the trace knows of a coroutine of a stack, which itself must not be kept. */
interface Told {
  /** The place where its function begins: stands for the coroutine. */
  readonly begins: number;
  /** Where it stood; if it was always the innermost, it may stand somewhere else now. */
  readonly site: number;
  readonly variables: ToldVariables;
}

/** What the reporter asks of the program. */
export interface StackProgram {
  /** The recorder's position of a place. */
  positionOf(site: number): number;
  /** The names of the variables that can be read at a place. */
  variablesAt(site: number): readonly string[];
  /** The recorder's number of a text. */
  text(text: string): number;
}

const MAX_FRAMES = 16;
const NOTHING: readonly never[] = [];

/**
 * Tells the recorder in which coroutines tasks wait, and the values of their variables, as far as that
 * has changed since they waited last.
 */
export class StackReporter {
  readonly #told = new WeakMap<Task, readonly Told[]>();
  #isWanted = true;

  constructor(
    private readonly recorder: StackRecorder,
    private readonly program: StackProgram,
  ) {}

  /** `task` has just been suspended; `number` is the recorder's. */
  report(task: Task, number: number): void {
    if (!this.#isWanted) return;
    const stack = stackOf(task.getCoro()).slice(-MAX_FRAMES);
    const told = this.#reportFrames(number, stack, this.#told.get(task) ?? []);
    this.#told.set(task, told);
    stack.forEach((coroutine, depth) => {
      this.#reportVariables(number, depth, coroutine, told[depth]!.variables);
    });
  }

  #reportFrames(
    task: number,
    stack: readonly CoroutineObject[],
    told: readonly Told[],
  ): readonly Told[] {
    const other = told.findIndex(({ begins }, depth) => begins !== stack[depth]?.firstSite);
    const kept = other < 0 ? told.length : other;
    if (stack.length === 0 && told.length > 0) this.#tellFrame(task, 0, 0, false, 0);
    return stack.map(({ firstSite: begins, site }, depth) => {
      const before = depth < kept ? told[depth] : undefined;
      const isInnermost = depth === stack.length - 1;
      // Where the innermost stands is told with what the task waits for.
      const isTold = isInnermost ? stack.length === told.length : before?.site === site;
      if (before !== undefined && isTold) return before;
      this.#tellFrame(task, depth, stack.length, before !== undefined, site);
      return { begins, site, variables: before?.variables ?? new ToldVariables() };
    });
  }

  #reportVariables(
    task: number,
    depth: number,
    coroutine: CoroutineObject,
    variables: ToldVariables,
  ): void {
    const values = valuesOf(coroutine);
    const names = values === NOTHING ? NOTHING : this.program.variablesAt(coroutine.site);
    variables.update(names, values, (name, text) => this.#tellVariable(task, depth, name, text));
  }

  #tellVariable(task: number, depth: number, name: string, text: string | undefined): void {
    const value = text === undefined ? 0 : this.program.text(text);
    const isWanted = this.recorder.local(task, depth, this.program.text(name), value);
    if (!isWanted) this.#isWanted = false;
  }

  #tellFrame(task: number, depth: number, count: number, moved: boolean, site: number): void {
    const position = this.program.positionOf(site);
    if (!this.recorder.frame(task, depth, count, moved, position)) this.#isWanted = false;
  }
}

/** Nothing at all if one of the variables cannot be read, because it has no value yet. */
function valuesOf({ variables }: CoroutineObject): readonly unknown[] {
  try {
    return variables?.() ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

/** The suspended coroutines of a task that have a place in the user's source, outermost first. */
function stackOf(coroutine: Coroutine | undefined): CoroutineObject[] {
  const stack: CoroutineObject[] = [];
  let at = coroutine;
  while (at instanceof CoroutineObject && at.state === 'suspended') {
    if (at.site !== 0) stack.push(at);
    at = at.inner;
  }
  return stack;
}
