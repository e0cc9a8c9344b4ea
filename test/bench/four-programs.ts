import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { createEngine } from '../../src/engine/client';
import type { Engine } from '../../src/engine/client-api';
import { coreSeconds } from './core';
import { type FourPrograms, minimum } from './core-programs';
import { runInEngine } from './engine-run';

const PYTHON = resolve('test/bench/programs/four_programs.py');
const TYPESCRIPT = resolve('test/bench/programs/four-programs.ts');
/** The machine may be busy, so all take turns; the fastest turn is the result. */
const TURNS = 3;

/** Seconds for each program. */
export interface FourProgramsSeconds {
  /** The version of native CPython; undefined where there is none. */
  readonly version: string | undefined;
  readonly native: FourPrograms<number> | undefined;
  readonly core: FourPrograms<number>;
  readonly coreRecorded: FourPrograms<number>;
  /** Compiled async functions in the engine. */
  readonly typescript: FourPrograms<number>;
  /** Without variables. */
  readonly typescriptRecorded: FourPrograms<number>;
  readonly typescriptWithLocals: FourPrograms<number>;
}

/** Runs the four programs on native CPython, on the core, and as TypeScript scenarios. */
export async function measureFourPrograms(
  bundleFolder: string,
  cacheFolder: string,
): Promise<FourProgramsSeconds> {
  const engine = createEngine({ bundleFolder, cacheFolder });
  try {
    let result = await takeTurn(engine);
    for (let turn = 1; turn < TURNS; turn++) result = faster(result, await takeTurn(engine));
    return result;
  } finally {
    engine.dispose();
  }
}

async function takeTurn(engine: Engine): Promise<FourProgramsSeconds> {
  const native = runNative();
  return {
    version: native?.version,
    native: native?.seconds,
    core: coreSeconds(false),
    coreRecorded: coreSeconds(true),
    typescript: await typescriptSeconds(engine, false),
    typescriptRecorded: await typescriptSeconds(engine, true),
    typescriptWithLocals: await typescriptSeconds(engine, true, true),
  };
}

function runNative(): { version: string; seconds: FourPrograms<number> } | undefined {
  const { stdout, status } = spawnSync('python3', [PYTHON], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

async function typescriptSeconds(
  engine: Engine,
  record: boolean,
  recordLocals = false,
): Promise<FourPrograms<number>> {
  const { stdout } = await runInEngine(engine, TYPESCRIPT, { record, recordLocals });
  return JSON.parse(stdout);
}

function faster(a: FourProgramsSeconds, b: FourProgramsSeconds): FourProgramsSeconds {
  return {
    version: a.version,
    native: a.native && b.native && minimum([a.native, b.native]),
    core: minimum([a.core, b.core]),
    coreRecorded: minimum([a.coreRecorded, b.coreRecorded]),
    typescript: minimum([a.typescript, b.typescript]),
    typescriptRecorded: minimum([a.typescriptRecorded, b.typescriptRecorded]),
    typescriptWithLocals: minimum([a.typescriptWithLocals, b.typescriptWithLocals]),
  };
}
