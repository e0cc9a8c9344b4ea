import { strictEqual } from 'node:assert/strict';
import { describeDivergence } from '../fuzz/report';
import { FuzzSession } from '../fuzz/run/session';

const FIRST_SEED = 1;
const PROGRAMS = 250;

describe('random programs in the core, in embedded CPython, and in native CPython', () => {
  const session = new FuzzSession();
  after(() => session.dispose());

  it(`log the same events, seeds ${FIRST_SEED} to ${FIRST_SEED + PROGRAMS - 1}`, async () => {
    const divergences = await session.checkSeeds(FIRST_SEED, PROGRAMS);
    strictEqual(divergences.map(describeDivergence).join('\n\n'), '');
  });
});
