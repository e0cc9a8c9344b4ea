import { join } from 'node:path';
import { createEngine } from '../../src/engine/client';
import { DEFAULT_LIMITS, runRequest } from '../../src/protocol/run';
import { StartedRun } from '../support/engine';
import type { Printed } from './outcomes';

/** Real seconds that a module may take. */
const LIMIT_SECONDS = 300;

/** The product's engine, for programs whose working directory is a folder that they shall see. */
export class OurLoop {
  readonly #engine = createEngine({
    bundleFolder: join(process.cwd(), 'dist'),
    cacheFolder: join(process.cwd(), '.loopscope-cache'),
    log: () => {},
  });

  /** Runs a file as a scenario that is recorded. */
  async run(file: string, folder: string, args: readonly string[]): Promise<Printed> {
    const limits = {
      ...DEFAULT_LIMITS,
      realSeconds: LIMIT_SECONDS,
      virtualSeconds: 1e6,
      steps: 1e6,
      outputCharacters: 1e8,
    };
    const request = runRequest(file, folder, { args, limits, clock: 'system' });
    const { stdout, outcome } = await new StartedRun(this.#engine, request).finished();
    return { output: stdout, end: `${outcome.end}: ${outcome.message}`.split('\n', 1)[0]! };
  }

  dispose(): void {
    this.#engine.dispose();
  }
}
