import { type Profiler, Session } from 'node:inspector';
import { realSeconds } from '../clock-source';
import type { UserCode } from './user-code';

/** How long a step was seen on a line. */
export interface LineTime {
  /** Number of the place. */
  readonly site: number;
  /** Real seconds. */
  readonly seconds: number;
}

const INTERVAL_MICROSECONDS = 1000;

/** Finds the lines on which a long step spends its time, with the profiler of the JavaScript engine. */
export class HotLines {
  #session: Session | undefined;
  #since: number | undefined;

  constructor(private readonly code: UserCode) {}

  /** Begins to look; called while a step runs. */
  start(): void {
    if (this.#since !== undefined) return;
    this.#session ??= open();
    this.#session.post('Profiler.start');
    this.#since = realSeconds();
  }

  /** Ends the look and says what it saw; nothing if there was none. */
  take(): LineTime[] {
    const since = this.#since;
    if (since === undefined) return [];
    this.#since = undefined;
    const seconds = realSeconds() - since;
    let profile: Profiler.Profile | undefined;
    this.#session?.post('Profiler.stop', (_error, result) => {
      profile = result?.profile;
    });
    return profile ? this.#lineTimes(profile, seconds) : [];
  }

  #lineTimes({ nodes }: Profiler.Profile, seconds: number): LineTime[] {
    const ticks = new Map<number, number>();
    const parents = parentsOf(nodes);
    for (const node of nodes) {
      const own = this.#isUsers(node) ? (node.positionTicks ?? []) : [];
      for (const tick of own) {
        count(ticks, this.code.lineSite(node.callFrame.url, tick.line), tick.ticks);
      }
      if (own.length === 0 && node.hitCount) this.#countCaller(ticks, node, parents, node.hitCount);
    }
    const all = [...ticks.values()].reduce((sum, hits) => sum + hits, 0);
    return [...ticks].map(([site, hits]) => ({ site, seconds: (seconds * hits) / all }));
  }

  /** What the user's code calls, such as a function of JavaScript itself, counts for who calls it. */
  #countCaller(
    ticks: Map<number, number>,
    node: Profiler.ProfileNode,
    parents: ReadonlyMap<number, Profiler.ProfileNode>,
    hits: number,
  ): void {
    const caller = parents.get(node.id);
    if (!caller) return;
    if (!this.#isUsers(caller)) {
      this.#countCaller(ticks, caller, parents, hits);
      return;
    }
    const { url, lineNumber, columnNumber } = caller.callFrame;
    const site = this.code.callSite(
      url,
      lineNumber + 1,
      columnNumber + 1,
      node.callFrame.functionName,
    );
    count(ticks, site, hits);
  }

  #isUsers({ callFrame }: Profiler.ProfileNode): boolean {
    return this.code.has(callFrame.url);
  }
}

function count(ticks: Map<number, number>, site: number, hits: number): void {
  if (site !== 0) ticks.set(site, (ticks.get(site) ?? 0) + hits);
}

function open(): Session {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
  return session;
}

function parentsOf(nodes: readonly Profiler.ProfileNode[]): Map<number, Profiler.ProfileNode> {
  const parents = new Map<number, Profiler.ProfileNode>();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
  return parents;
}
