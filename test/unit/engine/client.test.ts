import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { createEngine } from '../../../src/engine/client';
import type { Engine } from '../../../src/engine/client-api';
import { runRequest } from '../../../src/protocol/run';

/**
 * A supervisor that keeps the interpreter of each run that is stopped, tells by a line of its log what else it is
 * told, and never takes up a run.
 */
const SUPERVISOR = `
const send = (method, params) => process.send({ kind: 'notification', method, params });
process.on('message', ({ method, params }) => {
  if (method === 'run/start') return;
  if (method === 'run/stop') {
    const outcome = { end: 'stopped', exitCode: 130, message: '', realSeconds: 0, kept: { isPaused: false } };
    send('run/ended', { runId: params.runId, outcome });
  } else {
    send('engine/log', { line: method + ' ' + params.runId });
  }
});
`;

describe('engine client', () => {
  let folder: string;
  let engine: Engine;
  let heard: (line: string) => void = () => {};

  const told = () =>
    new Promise<string>((resolve) => {
      heard = resolve;
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loopscope-client-'));
    writeFileSync(join(folder, 'supervisor.js'), SUPERVISOR);
    const log = (line: string) => heard(line);
    engine = createEngine({ bundleFolder: folder, cacheFolder: folder, log });
  });

  afterEach(() => {
    engine.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (file: string) =>
    engine.run(runRequest(file, '/', { cells: { untilLine: 1, goesOn: false } }), () => {});

  it('lets go of an interpreter that is kept after a run which it has ended itself', async () => {
    const line = told();
    const run = start('/tea.py');
    run.stop();
    const { kept } = await run.outcome;
    deepStrictEqual([kept, run.isKept, await line], [undefined, false, 'run/release run-1']);
  });

  it('gives the first interpreter as much time to begin as a run', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const line = told();
      const end = engine.warmUp().catch((error: Error) => error.message);
      mock.timers.tick(119_999);
      deepStrictEqual(await Promise.race([line, end]), 'engine/warmUp undefined');
      mock.timers.tick(1);
      deepStrictEqual(await end, 'No answer to engine/warmUp within 120000 ms.');
    } finally {
      mock.timers.reset();
    }
  });
});
