import { parseArgs } from 'node:util';
import { describeDivergence } from './report';
import { type Divergence, FuzzSession } from './run/session';
import { shrink } from './shrink';

/** Programs that are made, run and forgotten together. */
const BATCH = 250;
const USAGE = 'npm run fuzz -- [--runs 10000] [--seed N]';

async function main(): Promise<number> {
  const { runs, seed } = readArguments();
  const session = new FuzzSession();
  try {
    console.log(`Seeds ${seed} to ${seed + runs - 1}; repeat with --seed ${seed}.`);
    for (let tried = 0; tried < runs; ) {
      const count = Math.min(BATCH, runs - tried);
      const [first] = await session.checkSeeds(seed + tried, count);
      if (first !== undefined) {
        console.log(await explain(session, first));
        return 1;
      }
      tried += count;
      console.log(
        `${tried} of ${runs} programs, ${session.nativePrograms} also in native CPython.`,
      );
    }
    console.log('No divergence.');
    return 0;
  } finally {
    session.dispose();
  }
}

function readArguments(): { runs: number; seed: number } {
  const { values } = parseArgs({
    options: { runs: { type: 'string' }, seed: { type: 'string' } },
  });
  const runs = Number(values.runs ?? 1000);
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const isValid = Number.isSafeInteger(runs) && runs > 0 && Number.isSafeInteger(seed);
  if (!isValid) throw new RangeError(`The numbers must be whole. Usage: ${USAGE}`);
  return { runs, seed };
}

async function explain(session: FuzzSession, found: Divergence): Promise<string> {
  const { party } = found;
  console.log(`Seed ${found.program.seed} diverges; making it smaller.`);
  const smallest = await shrink(
    found.program,
    async (candidate) => (await session.diverges(candidate, party)) !== undefined,
  );
  return describeDivergence((await session.diverges(smallest, party)) ?? found);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error);
    process.exitCode = 2;
  },
);
