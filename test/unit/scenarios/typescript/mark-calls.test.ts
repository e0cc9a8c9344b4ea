import { deepStrictEqual } from 'node:assert/strict';
import * as tslib from 'tslib';
import { CurrentCall } from '../../../../src/scenarios/typescript/current-call';
import { Loader } from '../../../../src/scenarios/typescript/loader';
import { Sites } from '../../../../src/scenarios/typescript/sites';
import { UserCode } from '../../../../src/scenarios/typescript/user-code';

const FILE = '/calls.ts';

interface Called {
  /** What compiled code has noted. */
  readonly noted: string | undefined;
  /** What the stack says. */
  readonly seen: string | undefined;
}

/** Runs a file in which `probe` can be called, and gives where it was called from. */
function callsIn(text: string): Called[] {
  const sites = new Sites();
  const code = new UserCode(sites);
  const now = new CurrentCall();
  const calls: Called[] = [];
  const textOf = (site: number | undefined) => {
    const position = site === undefined ? undefined : sites.get(site);
    return position && `${position.line}: ${code.textOf(position)} in ${position.name}`;
  };
  const probe = (...args: unknown[]) => {
    calls.push({ noted: textOf(now.known()), seen: textOf(code.currentSite()) });
    return args[0];
  };
  const last = (site: number, value: unknown) => {
    now.site = site;
    return value;
  };
  const loader = new Loader({
    sites,
    code,
    recordLocals: false,
    unsaved: { [FILE]: `import { probe, Probe, chain } from 'probe'; ${text}` },
    modules: new Map<string, unknown>([
      ['tslib', tslib],
      ['probe', { probe, Probe: makeClass(probe), chain: { probe, up: probe } }],
    ]),
    bridge: () => ({ now, last }),
  });
  for (const _ of loader.evaluate(loader.load(FILE)));
  return calls;
}

function makeClass(probe: (value: unknown) => unknown) {
  return class Probe {
    constructor(value: unknown) {
      probe(value);
    }

    probe(value?: unknown): this {
      probe(value);
      return this;
    }
  };
}

function linesOf(text: string): string[] {
  return callsIn(text).map(({ noted }) => noted ?? 'nothing');
}

function failureOf(text: string): string {
  try {
    callsIn(text);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('Compiled calls', () => {
  it('note the place that the stack shows', () => {
    const calls = callsIn(`
      probe();
      probe(1, 2);
      probe(probe(probe(1)), probe(2), 3);
      probe(...[1, 2], ...probe([3]));
      chain.probe();
      chain.up(chain)?.probe();
      chain.up?.(chain)!.up(chain)?.probe(probe(3));
      chain['up'](1);
      probe(probe)();
      new Probe(1);
      new Probe;
      new Probe(new Probe(2)).probe().probe(3);
      new (probe(Probe))();
      new Probe()
        .probe()
        .probe(probe(4));
      const method = () => probe(5);
      [1, 2].map(method).forEach(probe);
      class Child extends probe(Probe) {
        static first = probe(6);
        field = probe(7);
        constructor() { super(probe(8)); probe(9); }
        #own() { return probe(10); }
        own() { return this.#own(); }
      }
      new Child().own();
      function* numbers() { yield probe(11); }
      probe(...numbers(), 12);
      const letters = [...[1].map(probe)];
      enum Size { small = probe(13) as number }
      const { a = probe(14) } = {};
      probe(\`\${probe(16)}\`, (probe(17), 18));
    `);
    const different = calls.filter(({ noted, seen }) => noted !== seen);
    deepStrictEqual([calls.length, different], [49, []]);
  });

  it('note themselves, and not what is called for their arguments', () => {
    deepStrictEqual(
      linesOf(`function cook(value: unknown) {
  return probe(value, probe(2));
}
probe(cook(1), ...[]);
`),
      [
        '2: probe(2) in cook',
        '2: probe(value, probe(2)) in cook',
        '4: probe(cook(1), ...[]) in <module>',
      ],
    );
  });

  it('are quoted by errors as they would be without notes', () => {
    const calls = [
      'chain.nothing()',
      'chain.up(1).nothing()',
      'chain.up(probe(1))!.nothing.more',
      'probe(chain.up(1)())',
      'new (chain.up(1))()',
      'const { a } = chain.up()',
      'const [b] = chain.up(1)',
      'for (const one of chain.up(1));',
      'probe(...chain.up(1))',
      'let c; [c] = chain.up(1)',
    ];
    const noIterable = 'is not iterable (cannot read property Symbol(Symbol.iterator))';
    deepStrictEqual(calls.map(failureOf), [
      'probe_1.chain.nothing is not a function',
      'probe_1.chain.up(...).nothing is not a function',
      "Cannot read properties of undefined (reading 'more')",
      'probe_1.chain.up(...) is not a function',
      'probe_1.chain.up(...) is not a constructor',
      "Cannot destructure property 'a' of 'probe_1.chain.up(...)' as it is undefined.",
      `number 1 ${noIterable}`,
      'probe_1.chain.up is not a function or its return value is not iterable',
      `probe_1.chain.up ${noIterable}`,
      `number 1 ${noIterable}`,
    ]);
  });
});
