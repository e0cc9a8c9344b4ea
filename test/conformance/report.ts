import { EXCLUDED_MODULES, EXCLUDED_TESTS } from './exclusions';
import type { Outcomes } from './outcomes';

/** One module on both loops. */
export interface ModuleResult {
  readonly module: string;
  readonly plain: Outcomes;
  readonly ours: Outcomes;
}

export interface Totals {
  readonly ran: number;
  /** Passed on each loop. */
  readonly plain: number;
  readonly ours: number;
  /** Passed on the loop in pure Python, and not on ours. */
  readonly lost: number;
}

export function noTotals(): Totals {
  return { ran: 0, plain: 0, ours: 0, lost: 0 };
}

export function addTo(totals: Totals, result: ModuleResult): Totals {
  const one = totalsOf(result);
  return {
    ran: totals.ran + one.ran,
    plain: totals.plain + one.plain,
    ours: totals.ours + one.ours,
    lost: totals.lost + one.lost,
  };
}

/** A line about the module, and one about each test that was lost. */
export function summaryOf(result: ModuleResult): string[] {
  const { ran, plain, ours, lost } = totalsOf(result);
  const line = `${result.module}: ${ran} tests, ${plain} pass on a loop in pure Python, ${ours} of these on ours`;
  return [
    lost === 0 ? line : `${line}, ${lost} lost:`,
    ...lostTests(result).map((name) => `  ${name}: ${reasonOf(result, name)}`),
  ];
}

/** The page about conformance. `version`: of the Python that the tests belong to. */
export function page(results: readonly ModuleResult[], totals: Totals, version: string): string {
  const rows = results.map((result) => {
    const { ran, plain, ours, lost } = totalsOf(result);
    return `| \`${result.module}\` | ${ran} | ${plain} | ${ours} | ${lost} |`;
  });
  const excluded = [EXCLUDED_MODULES, EXCLUDED_TESTS].flatMap((list) =>
    Object.entries(list).map(([name, why]) => `| \`${name}\` | ${why} |`),
  );
  return `# Conformance

\`npm run conformance\` runs CPython's own tests of asyncio in the embedded CPython 3.14${version === 'unknown' ? '' : `, those of Python ${version}`}: once on
a loop in pure Python that knows no sockets, and once on Loopscope's loop, with all that observes a program.
\`--tests LIB\` names the folder of a source tree of CPython that holds them, and \`--update\` writes this page.

A test that fails on the loop in pure Python says nothing about ours, and is not run there: it wants sockets,
threads, or what the interpreter has not got. A test is _lost_ if it passes on the loop in pure Python only.

**Of ${totals.ran} tests ${totals.plain} pass on the loop in pure Python, and ${totals.ours} of these on ours; ${totals.lost} ${totals.lost === 1 ? 'is' : 'are'} lost.**

| Module | Tests | Pure Python | Loopscope | Lost |
| --- | --: | --: | --: | --: |
${rows.join('\n')}
${lostList(results)}
## Left out

| Module or test | Why |
| --- | --- |
${excluded.join('\n')}
`;
}

function lostList(results: readonly ModuleResult[]): string {
  const lost = results.flatMap((result) =>
    lostTests(result).map((name) => `- \`${name}\`: ${reasonOf(result, name)}`),
  );
  return lost.length === 0 ? '' : `\n## Lost\n\n${lost.join('\n')}\n`;
}

/** A module that could not be run stands under its own name. */
function reasonOf({ module, ours }: ModuleResult, name: string): string {
  return (ours.get(name) ?? ours.get(module))?.reason ?? 'It was not run.';
}

function totalsOf(result: ModuleResult): Totals {
  const { plain, ours } = result;
  return {
    ran: new Set([...plain.keys(), ...ours.keys()]).size,
    plain: passed(plain),
    ours: passed(ours),
    lost: lostTests(result).length,
  };
}

function passed(outcomes: Outcomes): number {
  return [...outcomes.values()].filter(({ outcome }) => outcome === 'passed').length;
}

function lostTests({ plain, ours }: ModuleResult): string[] {
  return [...plain]
    .filter(([name, { outcome }]) => outcome === 'passed' && ours.get(name)?.outcome !== 'passed')
    .map(([name]) => name);
}
