import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { clampRange, fitRange } from '../../../src/webview/scale/scale';
import { niceStep, ticks } from '../../../src/webview/scale/ticks';
import { timeScale } from './support';

describe('TimeScale', () => {
  const scale = timeScale({ from: 1, to: 3 }, 100, 500);

  it('maps seconds to pixels and back', () => {
    strictEqual(scale.pxPerUnit, 200);
    strictEqual(scale.x(1.5), 200);
    strictEqual(scale.position(200), 1.5);
  });

  it('keeps the moment under the pointer when it zooms', () => {
    deepStrictEqual(scale.zoomed(2, 200), { from: 1.25, to: 2.25 });
    deepStrictEqual(scale.zoomed(0.5, 100), { from: 1, to: 5 });
  });

  it('does not zoom closer than its limit', () => {
    const { from, to } = scale.zoomed(1e12, 100);
    ok(to - from >= 0.99e-7);
  });

  it('pans by pixels', () => {
    deepStrictEqual(scale.panned(100), { from: 0.5, to: 2.5 });
  });
});

describe('fitRange', () => {
  it('leaves 20 px before and 36 px after the run', () => {
    // 856 px: 800 for two seconds, 400 px a second.
    deepStrictEqual(fitRange({ from: 0, to: 2 }, 856, 0), { from: -0.05, to: 2.09 });
  });

  it('shows one second of a run that took no time', () => {
    deepStrictEqual(fitRange({ from: 0, to: 0 }, 256, 0), { from: -0.1, to: 1.18 });
  });

  it('survives a page without width', () => {
    const { from, to } = fitRange({ from: 0, to: 2 }, 0, 0);
    ok(to > from);
  });

  it('bounds ranges', () => {
    const fit = { from: 0, to: 10 };
    deepStrictEqual(clampRange({ from: -1, to: 1 }, fit), { from: 0, to: 2 });
    deepStrictEqual(clampRange({ from: 9, to: 12 }, fit), { from: 7, to: 10 });
    deepStrictEqual(clampRange({ from: -5, to: 50 }, fit), fit);
  });
});

describe('ticks', () => {
  it('stand at round seconds with as many digits as they need', () => {
    deepStrictEqual(
      ticks({ from: -0.05, to: 2.09 }, 10).map((tick) => tick.label),
      ['0.00 s', '0.25 s', '0.50 s', '0.75 s', '1.00 s', '1.25 s', '1.50 s', '1.75 s', '2.00 s'],
    );
    deepStrictEqual(
      ticks({ from: 1.00001, to: 1.00003 }, 2).map((tick) => tick.label),
      ['1.00001 s', '1.00002 s', '1.00003 s'],
    );
    deepStrictEqual(
      ticks({ from: 0, to: 3600 }, 3).map((tick) => tick.label),
      ['0 s', '2000 s'],
    );
  });

  it('have labels of their own at the closest zoom', () => {
    deepStrictEqual(
      ticks({ from: 1.5, to: 1.500002 }, 4).map((tick) => tick.label),
      ['1.5000000 s', '1.5000005 s', '1.5000010 s', '1.5000015 s', '1.5000020 s'],
    );
    deepStrictEqual(
      ticks({ from: 0, to: 1e-7 }, 4).map((tick) => tick.label),
      ['0.000000000 s', '0.000000025 s', '0.000000050 s', '0.000000075 s', '0.000000100 s'],
    );
    for (const count of [3, 4, 8, 13]) {
      const labels = ticks({ from: 12.3456789, to: 12.345679 }, count).map((tick) => tick.label);
      strictEqual(new Set(labels).size, labels.length);
    }
  });

  it('chooses steps of 1, 2, 2.5 and 5', () => {
    deepStrictEqual([0.9, 1, 1.1, 2.2, 3, 6].map(niceStep), [1, 1, 2, 2.5, 5, 10]);
  });
});
