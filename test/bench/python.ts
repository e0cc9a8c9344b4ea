import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEngine } from '../../src/engine/client';
import type { Engine } from '../../src/engine/client-api';
import { DEFAULT_LIMITS, type RunRequest, runRequest } from '../../src/protocol/run';
import { TraceStore } from '../../src/trace/store';

const STEPS_PROGRAM = resolve('test/bench/programs/steps.py');
const LIMITS = { ...DEFAULT_LIMITS, steps: 10_000_000, events: 10_000_000 };

/** What a run printed, how long it took in real seconds, and its trace. */
interface BenchRun {
  readonly stdout: string;
  readonly seconds: number;
  readonly trace: TraceStore;
}

async function run(engine: Engine, file: string, options: Partial<RunRequest>): Promise<BenchRun> {
  const trace = new TraceStore();
  const begun = performance.now();
  const request = runRequest(file, process.cwd(), { limits: LIMITS, ...options });
  const { outcome } = engine.run(request, (chunk) => trace.append(chunk));
  const { end, message } = await outcome;
  if (end !== 'finished') throw new Error(`${file} ${end}: ${message}`);
  const seconds = (performance.now() - begun) / 1000;
  const outputs = Array.from({ length: trace.length }, (_, index) => index)
    .filter((index) => trace.kind(index) === 'output')
    .map((index) => trace.text(trace.b(index)));
  return { stdout: outputs.join(''), seconds, trace };
}

/** Seconds for 100 tasks × 1000 `sleep(0)` of native CPython; undefined where there is none. */
export function nativeSteps(): number | undefined {
  const { stdout, status } = spawnSync('python3', [STEPS_PROGRAM], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

export interface PythonSteps {
  /** Seconds for the program on asyncio's own loop in the same interpreter, nothing recorded. */
  readonly pure: number;
  readonly unrecorded: number;
  readonly recorded: number;
  readonly events: number;
  readonly bytes: number;
}

/** 100 tasks × 1000 `sleep(0)` in the embedded CPython. The system clock is what the program measures with. */
export async function pythonSteps(bundleFolder: string, cacheFolder: string): Promise<PythonSteps> {
  const engine = createEngine({ bundleFolder, cacheFolder });
  try {
    const measure = async (record: boolean, args: string[]) =>
      run(engine, STEPS_PROGRAM, { clock: 'system', record, args });
    const pure = await measure(false, ['pure']);
    const unrecorded = await measure(false, []);
    const recorded = await measure(true, []);
    return {
      pure: Number(pure.stdout),
      unrecorded: Number(unrecorded.stdout),
      recorded: Number(recorded.stdout),
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
    return (await run(engine, demo, {})).seconds;
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
      best = Math.min(best, (await run(engine, demo, {})).seconds);
    }
    return best;
  } finally {
    engine.dispose();
  }
}
