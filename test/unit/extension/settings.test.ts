import * as assert from 'node:assert/strict';
import { readRunSettings, readSwitch } from '../../../src/extension/settings';
import { DEFAULT_LIMITS } from '../../../src/protocol/run';

const DEFAULTS = {
  clock: 'virtual',
  measureWork: true,
  recordLocals: true,
  slowCallbackDuration: 0.1,
  args: [],
  env: {},
  writeFiles: false,
  packages: [],
  limits: DEFAULT_LIMITS,
};

describe('settings', () => {
  it('have the defaults of the engine', () => {
    assert.deepEqual(
      readRunSettings(() => undefined),
      DEFAULTS,
    );
  });

  it('are read', () => {
    const values: Record<string, unknown> = {
      clock: 'system',
      measureWork: false,
      recordLocals: false,
      slowCallbackDuration: 0.05,
      arguments: ['9', 6],
      env: { TEA: 'oolong', CUPS: 2, POT: {} },
      'files.write': true,
      'python.packages': ['site'],
      'limits.steps': 10,
    };
    assert.deepEqual(
      readRunSettings((name) => values[name]),
      {
        clock: 'system',
        measureWork: false,
        recordLocals: false,
        slowCallbackDuration: 0.05,
        args: ['9', '6'],
        env: { TEA: 'oolong', CUPS: '2' },
        writeFiles: true,
        packages: ['site'],
        limits: { ...DEFAULT_LIMITS, steps: 10 },
      },
    );
  });

  it('fall back to the defaults where a value makes no sense', () => {
    for (const value of ['fast', -1, 0, Number.NaN, Number.POSITIVE_INFINITY, null, {}, [{}]]) {
      assert.deepEqual(
        readRunSettings(() => value),
        DEFAULTS,
      );
    }
  });

  it('are on unless they are switched off', () => {
    assert.deepEqual(
      [undefined, true, 'no', false].map((value) => readSwitch(() => value, 'codeLens.enabled')),
      [true, true, true, false],
    );
  });
});
