import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEngine } from '../../src/engine/client';
import { type FourPrograms, minimum } from './core-programs';
import { runInEngine } from './engine-run';

const PROGRAM = resolve('test/bench/programs/embedded.py');
/** The machine may be busy, so all take turns; the fastest turn is the result. */
const TURNS = 3;

/** Ways to run a Python program. */
const WAYS = {
  /** On asyncio's own loop in the same interpreter, with nothing of ours. */
  pure: { record: false, recordLocals: false, args: ['pure'] },
  unrecorded: { record: false, recordLocals: false, args: [] },
  /** Without variables. */
  recorded: { record: true, recordLocals: false, args: [] },
  withLocals: { record: true, recordLocals: true, args: [] },
} as const;

type Way = keyof typeof WAYS;

export interface EmbeddedSeconds {
  /** Seconds for each program. */
  readonly seconds: Readonly<Record<Way, FourPrograms<number>>>;
  /** Bytes of the interpreter's memory after it has run the programs without recording. */
  readonly memory: number;
}

interface Printed {
  readonly seconds: FourPrograms<number>;
  readonly memory: number;
}

/** The four programs in the embedded CPython. The system clock is what they measure with. */
export async function embeddedPython(
  bundleFolder: string,
  cacheFolder: string,
): Promise<EmbeddedSeconds> {
  const engine = createEngine({ bundleFolder, cacheFolder });
  const measure = async (way: Way): Promise<Printed> =>
    JSON.parse((await runInEngine(engine, PROGRAM, { clock: 'system', ...WAYS[way] })).stdout);
  const turn = async () => ({
    pure: await measure('pure'),
    unrecorded: await measure('unrecorded'),
    recorded: await measure('recorded'),
    withLocals: await measure('withLocals'),
  });
  try {
    const turns = [await turn()];
    while (turns.length < TURNS) turns.push(await turn());
    const fastest = (way: Way) => minimum(turns.map((one) => one[way].seconds));
    return {
      seconds: {
        pure: fastest('pure'),
        unrecorded: fastest('unrecorded'),
        recorded: fastest('recorded'),
        withLocals: fastest('withLocals'),
      },
      memory: Math.max(...turns.map((one) => one.unrecorded.memory)),
    };
  } finally {
    engine.dispose();
  }
}

export interface StartTimes {
  /** Seconds from the command to the end of a short program. */
  readonly withoutSnapshot: number;
  readonly withSnapshot: number;
  readonly warm: number;
}

/** How long a learner waits for the first result. */
export async function startTimes(bundleFolder: string, demo: string): Promise<StartTimes> {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'loopscope-bench-'));
  try {
    const withoutSnapshot = await timeCold(bundleFolder, cacheFolder, demo);
    const withSnapshot = await timeCold(bundleFolder, cacheFolder, demo);
    return { withoutSnapshot, withSnapshot, warm: await timeWarm(bundleFolder, cacheFolder, demo) };
  } finally {
    rmSync(cacheFolder, { recursive: true, force: true });
  }
}

async function timeCold(bundleFolder: string, cacheFolder: string, demo: string): Promise<number> {
  const engine = createEngine({ bundleFolder, cacheFolder });
  try {
    return (await runInEngine(engine, demo)).seconds;
  } finally {
    engine.dispose();
  }
}

async function timeWarm(bundleFolder: string, cacheFolder: string, demo: string): Promise<number> {
  const engine = createEngine({ bundleFolder, cacheFolder });
  try {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      await engine.warmUp();
      best = Math.min(best, (await runInEngine(engine, demo)).seconds);
    }
    return best;
  } finally {
    engine.dispose();
  }
}
