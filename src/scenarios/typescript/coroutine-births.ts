import {
  AsyncFunctionCoroutine,
  type CoroutineObject,
  type CoroutineObserver,
  currentTask,
  findRunningLoop,
  runningCoroutine,
} from '../../runtime';
import type { UserCode } from './user-code';

/** A coroutine that began later than plain JavaScript would have begun it. */
export interface LateStart {
  readonly qualname: string;
  /** Number of the place where it was called. */
  readonly site: number;
  /** When it was called; seconds. */
  readonly calledAt: number;
  /** Number of the place of the `await`, 0 if it is unknown. */
  readonly awaitSite: number;
}

interface Birth {
  readonly site: number;
  readonly time: number;
  /** In which step or callback, by their number. */
  readonly step: number;
}

/**
 * Remembers where coroutines were made, for those that nothing awaits, and for those that begin later
 * than a JavaScript programmer may think.
 */
export class CoroutineBirths implements CoroutineObserver {
  readonly #births = new WeakMap<CoroutineObject, Birth>();
  #steps = 0;

  constructor(
    private readonly code: UserCode,
    private readonly time: () => number,
    private readonly onLateStart: (start: LateStart) => void,
  ) {}

  /** A step or callback begins. */
  nextStep(): void {
    this.#steps++;
  }

  created(coroutine: CoroutineObject): void {
    const site = this.#callOf(coroutine);
    this.#births.set(coroutine, { site, time: this.time(), step: this.#steps });
  }

  started(coroutine: CoroutineObject): void {
    const birth = this.#births.get(coroutine);
    if (birth === undefined || birth.step === this.#steps || birth.site === 0) return;
    if (isRootOfTask(coroutine)) return;
    const { site, time } = birth;
    const awaitSite = runningCoroutine()?.site ?? 0;
    this.onLateStart({ qualname: coroutine.qualname, site, calledAt: time, awaitSite });
  }

  /**
   * The innermost call is still that of the async function itself, which makes nothing but its coroutine.
   * If not the user's code but Node or the loop called it, there is no other.
   */
  #callOf(coroutine: CoroutineObject): number {
    const isInItself = coroutine instanceof AsyncFunctionCoroutine && coroutine.firstSite !== 0;
    const caller = isInItself ? this.code.currentSite(1) : 0;
    return caller || this.code.currentSite();
  }

  /** Number of the place where a coroutine was made, 0 if it is unknown. */
  siteOf(coroutine: CoroutineObject): number {
    return this.#births.get(coroutine)?.site ?? 0;
  }
}

/** What a task runs begins with the task, which is as it should be. */
function isRootOfTask(coroutine: CoroutineObject): boolean {
  const loop = findRunningLoop();
  return loop !== undefined && currentTask(loop)?.getCoro() === coroutine;
}
