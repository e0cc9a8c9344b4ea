import * as runtime from '../../src/runtime';
import type { Missing } from './asyncio-missing';

/** What `asyncio_names.py` prints: names of the module, each with its members if it is a class. */
export interface AsyncioNames {
  readonly version: string;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** A name of asyncio, or a member as in `Task.cancel`, with its name here; undefined if it is missing. */
interface Entry {
  readonly name: string;
  readonly here: string | undefined;
}

/** asyncio writes these without an underscore between their words. */
const COMPOUND_NAMES: Readonly<Record<string, string>> = {
  iscoroutine: 'isCoroutine',
  iscoroutinefunction: 'isCoroutineFunction',
  isfuture: 'isFuture',
};

/** Fields, which are in no prototype; the compiler checks that the classes have them. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Barrier: ['parties'] satisfies Array<keyof runtime.Barrier>,
  EventLoop: ['slowCallbackDuration'] satisfies Array<keyof runtime.EventLoop>,
  FrameCallGraphEntry: ['frame'] satisfies Array<keyof runtime.FrameCallGraphEntry>,
  FutureCallGraph: ['awaitedBy', 'callStack', 'future'] satisfies Array<
    keyof runtime.FutureCallGraph
  >,
  LifoQueue: ['maxsize'] satisfies Array<keyof runtime.LifoQueue>,
  PriorityQueue: ['maxsize'] satisfies Array<keyof runtime.PriorityQueue>,
  Queue: ['maxsize'] satisfies Array<keyof runtime.Queue>,
  StreamWriter: ['transport'] satisfies Array<keyof runtime.StreamWriter>,
};

const EXPORTS = new Map<string, unknown>(Object.entries(runtime));

/** Compares CPython's asyncio with what the runtime core exports. */
export class AsyncioCoverage {
  readonly #module: readonly Entry[];
  readonly #classes: ReadonlyMap<string, readonly Entry[]>;
  readonly #reasons: ReadonlyMap<string, string>;

  constructor(
    private readonly cpython: AsyncioNames,
    missing: readonly Missing[],
  ) {
    this.#module = Object.keys(cpython.names).map((name) => {
      return { name, here: EXPORTS.has(nameHere(name)) ? nameHere(name) : undefined };
    });
    const owners = this.#module.filter(({ name, here }) => here && cpython.names[name]!.length > 0);
    this.#classes = new Map(
      owners.map(({ name }) => [name, membersOf(name, cpython.names[name]!)]),
    );
    this.#reasons = new Map(
      missing.flatMap(({ because, names }) => names.map((name) => [name, because] as const)),
    );
  }

  /** What is missing without a reason. */
  unexplained(): string[] {
    return this.#missing().filter((name) => !this.#reasons.has(name));
  }

  /** What has a reason and is not missing, or is no name of asyncio. */
  outdated(): string[] {
    const missing = new Set(this.#missing());
    return [...this.#reasons.keys()].filter((name) => !missing.has(name));
  }

  /** The page for readers, in Markdown. */
  page(): string {
    const loop = this.#classes.get('EventLoop') ?? [];
    const classes = [...this.#classes].filter(([name]) => name !== 'EventLoop');
    return [
      '# asyncio in TypeScript, name by name',
      '',
      `What \`asyncio\` of CPython ${this.cpython.version} has, and what the runtime core has of it, which`,
      'scenarios import as `loopscope/asyncio`. A test compares the two and writes this page; the reasons',
      'are in `test/support/asyncio-missing.ts`. Private names are left out.',
      '',
      '## The module',
      '',
      ...this.#table('asyncio', this.#module),
      '',
      '## The event loop',
      '',
      ...this.#table('EventLoop', loop),
      '',
      '## The other classes',
      '',
      '| Class | Members | Missing |',
      '| --- | --- | --- |',
      ...classes.map(([name, entries]) => this.#classRow(name, entries)),
      '',
    ].join('\n');
  }

  #missing(): string[] {
    const entries = [...this.#module, ...[...this.#classes.values()].flat()];
    return entries.filter(({ here }) => here === undefined).map(({ name }) => name);
  }

  #reason(name: string): string {
    const because = this.#reasons.get(name);
    if (because === undefined) throw new Error(`Nobody says why ${name} is missing.`);
    return because;
  }

  #table(title: string, entries: readonly Entry[]): string[] {
    const rows = entries.map(({ name, here }) => {
      const short = name.slice(name.indexOf('.') + 1);
      if (here === undefined) return `| \`${short}\` | no, because ${this.#reason(name)} |`;
      return `| \`${short}\` | yes${here === short ? '' : `: \`${here}\``} |`;
    });
    return [`| \`${title}\` | Here |`, '| --- | --- |', ...rows];
  }

  #classRow(name: string, entries: readonly Entry[]): string {
    const present = entries.flatMap(({ here }) => (here === undefined ? [] : [`\`${here}\``]));
    const missing = entries.flatMap((entry) => {
      if (entry.here !== undefined) return [];
      return [`\`${entry.name.slice(name.length + 1)}\`, because ${this.#reason(entry.name)}`];
    });
    return `| \`${name}\` | ${present.join(', ')} | ${missing.join(' ') || '–'} |`;
  }
}

function membersOf(owner: string, names: readonly string[]): Entry[] {
  const cls = EXPORTS.get(owner);
  const methods: object = typeof cls === 'function' ? cls.prototype : {};
  return names.map((name) => {
    const here = nameHere(name);
    const isThere = here in methods || FIELDS[owner]?.includes(here);
    return { name: `${owner}.${name}`, here: isThere ? here : undefined };
  });
}

/** `run_forever` is `runForever` here; classes and constants have the same names. */
function nameHere(name: string): string {
  return COMPOUND_NAMES[name] ?? name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}
