/** What became of one test. */
export type Outcome = 'passed' | 'failed' | 'skipped';

export interface TestOutcome {
  readonly outcome: Outcome;
  /** Why it failed or was skipped; of a test that ended the interpreter, how. */
  readonly reason: string;
}

/** By the name of the test. */
export type Outcomes = Map<string, TestOutcome>;

/** What a run of some tests of a module printed, and how it ended if it did not come to its end. */
export interface Printed {
  readonly output: string;
  readonly end: string;
}

/** Runs a module of tests without some of them, in a fresh interpreter. */
export type RunModule = (module: string, leftOut: readonly string[]) => Promise<Printed>;

const LINE = /^@@@(\w+) ?(\S*) ?(.*)$/gm;

/**
 * Runs all tests of a module. A test that ends the interpreter, or leaves it with nothing to do for ever,
 * has failed, and the rest is run in another one.
 */
export async function runAll(
  module: string,
  leftOut: readonly string[],
  run: RunModule,
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  for (;;) {
    const known = outcomes.size;
    const { output, end } = await run(module, [...leftOut, ...outcomes.keys()]);
    const { begun, hasEnded } = read(output, outcomes);
    if (hasEnded) return outcomes;
    if (begun !== undefined) outcomes.set(begun, { outcome: 'failed', reason: end });
    else if (outcomes.size === known) {
      outcomes.set(`${module}`, { outcome: 'failed', reason: end });
      return outcomes;
    }
  }
}

/** Adds what was printed, and tells which test had begun and not ended. */
function read(output: string, outcomes: Outcomes) {
  let begun: string | undefined;
  let hasEnded = false;
  for (const [, word, name = '', reason = ''] of output.matchAll(LINE)) {
    if (word === 'ended') hasEnded = true;
    else if (word === 'begins') begun = name;
    else if (word === 'passed' || word === 'failed' || word === 'skipped') {
      // A test that fails in several places fails once.
      if (outcomes.get(name)?.outcome !== 'failed') outcomes.set(name, { outcome: word, reason });
      if (begun === name) begun = undefined;
    }
  }
  return { begun, hasEnded };
}
