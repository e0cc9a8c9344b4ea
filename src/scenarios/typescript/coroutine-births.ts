import {
  AsyncFunctionCoroutine,
  type CoroutineObject,
  type CoroutineObserver,
  currentTask,
  findRunningLoop,
  runningCoroutine,
} from '../../runtime';
import type { CurrentCall } from './current-call';
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

/** What is noted of a coroutine when it is made. */
class Birth {
  constructor(
    readonly site: number,
    /** Seconds. */
    readonly time: number,
    /** In which step or callback, by their number. */
    readonly step: number,
  ) {}
}

/**
 * Remembers where coroutines were made, for those that nothing awaits, and for those that begin later
 * than a JavaScript programmer may think.
 */
export class CoroutineBirths implements CoroutineObserver {
  #steps = 0;

  constructor(
    private readonly code: UserCode,
    private readonly currentCall: CurrentCall,
    private readonly time: () => number,
    private readonly onLateStart: (start: LateStart) => void,
  ) {}

  /** A step or callback begins. */
  nextStep(): void {
    this.#steps++;
  }

  created(coroutine: CoroutineObject): Birth {
    return new Birth(this.#callOf(coroutine), this.time(), this.#steps);
  }

  started(coroutine: CoroutineObject): void {
    if (coroutine instanceof AsyncFunctionCoroutine) this.currentCall.forget();
    const birth = birthOf(coroutine);
    if (birth === undefined || birth.step === this.#steps || birth.site === 0) return;
    if (isRootOfTask(coroutine)) return;
    const { site, time } = birth;
    const awaitSite = runningCoroutine()?.site ?? 0;
    this.onLateStart({ qualname: coroutine.qualname, site, calledAt: time, awaitSite });
  }

  /** What awaits it goes on, unless it was all that its task ran. */
  ended(): void {
    if (runningCoroutine() === undefined) this.currentCall.leave();
    else this.currentCall.forget();
  }

  /**
   * The innermost call on the stack is still that of the async function itself, which makes nothing but its coroutine.
   * If not the user's code but Node or the loop called it, there is no other.
   */
  #callOf(coroutine: CoroutineObject): number {
    const known = this.currentCall.known();
    if (known !== undefined) return known;
    const isInItself = coroutine instanceof AsyncFunctionCoroutine && coroutine.firstSite !== 0;
    const caller = isInItself ? this.code.currentSite(1) : 0;
    return caller || this.code.currentSite();
  }

  /** Number of the place where a coroutine was made, 0 if it is unknown. */
  siteOf(coroutine: CoroutineObject): number {
    return birthOf(coroutine)?.site ?? 0;
  }
}

function birthOf({ note }: CoroutineObject): Birth | undefined {
  return note instanceof Birth ? note : undefined;
}

/** What a task runs begins with the task, which is as it should be. */
function isRootOfTask(coroutine: CoroutineObject): boolean {
  const loop = findRunningLoop();
  return loop !== undefined && currentTask(loop)?.getCoro() === coroutine;
}
