import { type Profiler, Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import type { UserCode } from './user-code';

/** How long a step was seen on a line. */
export interface LineTime {
  /** Number of the place. */
  readonly site: number;
  /** Real seconds. */
  readonly seconds: number;
}

const INTERVAL_MICROSECONDS = 1000;

/**
 * Finds the lines on which a long step spends its time, with the profiler of the JavaScript engine.
 *
 * It looks all the time: the engine can only tell the lines of machine code that it has made since the
 * look began.
 */
export class HotLines {
  readonly #session = new Session();

  /** Begins to look. Throws if this JavaScript engine was built without a profiler. */
  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
    this.#session.post('Profiler.start');
  }

  /** The lines of the last `seconds`, which are divided among them. */
  take(code: UserCode, seconds: number): LineTime[] {
    let profile: Profiler.Profile | undefined;
    this.#session.post('Profiler.stop', (_error, result) => {
      profile = result?.profile;
    });
    this.#session.post('Profiler.start');
    if (!profile) return [];
    const hits = hitsOfLast(profile, seconds * 1e6);
    const bySite = new SiteHits(code, profile.nodes, hits).bySite();
    const all = [...bySite.values()].reduce((sum, count) => sum + count, 0);
    return [...bySite].map(([site, count]) => ({ site, seconds: (seconds * count) / all }));
  }
}

/** How often each node was seen in the last microseconds of a profile. */
function hitsOfLast(profile: Profiler.Profile, microseconds: number): Map<number, number> {
  const { samples = [], timeDeltas = [], startTime, endTime } = profile;
  const hits = new Map<number, number>();
  let time = startTime;
  for (const [index, node] of samples.entries()) {
    time += timeDeltas[index] ?? 0;
    if (time >= endTime - microseconds) hits.set(node, (hits.get(node) ?? 0) + 1);
  }
  return hits;
}

/** Leads from what the engine saw to the user's lines. */
class SiteHits {
  readonly #sites = new Map<number, number>();
  readonly #parents = new Map<number, Profiler.ProfileNode>();

  constructor(
    private readonly code: UserCode,
    private readonly nodes: readonly Profiler.ProfileNode[],
    private readonly hits: ReadonlyMap<number, number>,
  ) {
    for (const node of nodes) {
      for (const child of node.children ?? []) this.#parents.set(child, node);
    }
  }

  bySite(): ReadonlyMap<number, number> {
    for (const node of this.nodes) {
      const count = this.hits.get(node.id) ?? 0;
      if (count > 0) this.#share(node, count);
    }
    return this.#sites;
  }

  #share(node: Profiler.ProfileNode, count: number): void {
    const file = this.#usersFile(node);
    const ticks = node.positionTicks ?? [];
    if (file === undefined || ticks.length === 0) {
      this.#countCaller(node, count);
      return;
    }
    const all = ticks.reduce((sum, tick) => sum + tick.ticks, 0);
    for (const { line, ticks: own } of ticks) {
      this.#count(this.code.lineSite(file, line), (count * own) / all);
    }
  }

  /** What the user's code calls, such as a function of JavaScript itself, counts for who calls it. */
  #countCaller(node: Profiler.ProfileNode, count: number): void {
    let callee = node;
    let caller = this.#parents.get(node.id);
    while (caller && this.#usersFile(caller) === undefined) {
      callee = caller;
      caller = this.#parents.get(caller.id);
    }
    const file = caller && this.#usersFile(caller);
    if (!caller || file === undefined) return;
    const { lineNumber, columnNumber } = caller.callFrame;
    const { functionName } = callee.callFrame;
    this.#count(this.code.callSite(file, lineNumber + 1, columnNumber + 1, functionName), count);
  }

  #count(site: number, count: number): void {
    if (site !== 0) this.#sites.set(site, (this.#sites.get(site) ?? 0) + count);
  }

  #usersFile({ callFrame: { url } }: Profiler.ProfileNode): string | undefined {
    if (!url.startsWith('file:')) return undefined;
    const file = fileURLToPath(url);
    return this.code.has(file) ? file : undefined;
  }
}
