import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEngine } from '../../src/engine/client';
import { runInEngine } from './engine-run';

const STEPS_PROGRAM = resolve('test/bench/programs/steps.py');
export interface PythonSteps {
  /** Seconds for the program on asyncio's own loop in the same interpreter, nothing recorded. */
  readonly pure: number;
  readonly unrecorded: number;
  /** Without variables. */
  readonly recorded: number;
  readonly withLocals: number;
  readonly events: number;
  readonly bytes: number;
}

/** 100 tasks × 1000 `sleep(0)` in the embedded CPython. The system clock is what the program measures with. */
export async function pythonSteps(bundleFolder: string, cacheFolder: string): Promise<PythonSteps> {
  const engine = createEngine({ bundleFolder, cacheFolder });
  try {
    const measure = (record: boolean, recordLocals = false, args: string[] = []) =>
      runInEngine(engine, STEPS_PROGRAM, { clock: 'system', record, recordLocals, args });
    const pure = await measure(false, false, ['pure']);
    const unrecorded = await measure(false);
    const recorded = await measure(true);
    const withLocals = await measure(true, true);
    return {
      pure: Number(pure.stdout),
      unrecorded: Number(unrecorded.stdout),
      recorded: Number(recorded.stdout),
      withLocals: Number(withLocals.stdout),
      // The program runs seven times.
      events: recorded.trace.length / 7,
      bytes: recorded.trace.byteLength / 7,
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
