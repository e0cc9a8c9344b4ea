import type { TimelineHeader } from '../../protocol/timeline';

/** The part of `vscode.Memento` that is used. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

const KEY = 'loopscope.timelines';

/** Runs whose files are remembered; more timelines than that are not open at once. */
const MAX_REMEMBERED = 50;

/**
 * Remembers which run belongs to which file, so that a timeline that VS Code restores after a
 * reload finds its file again: the page keeps only the id of the run that it showed.
 */
export class TimelineMemory {
  constructor(private readonly memory: Memory) {}

  remember({ runId, file }: TimelineHeader): void {
    const kept = this.#entries().filter((entry) => entry.runId !== runId);
    void this.memory.update(KEY, [...kept, { runId, file }].slice(-MAX_REMEMBERED));
  }

  /** @param state what the page kept with `setState`; of any type, since an older version may have written it */
  fileOf(state: unknown): string | undefined {
    const runId = this.runOf(state);
    return this.#entries().find((entry) => entry.runId === runId)?.file;
  }

  /** The id of the run that the page showed; empty if it showed none. */
  runOf(state: unknown): string {
    if (typeof state !== 'object' || state === null || !('runId' in state)) return '';
    return String(state.runId);
  }

  #entries(): { readonly runId: string; readonly file: string }[] {
    return this.memory.get<{ runId: string; file: string }[]>(KEY) ?? [];
  }
}
