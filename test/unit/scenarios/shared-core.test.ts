import { deepStrictEqual } from 'node:assert/strict';
import { SharedCore } from '../../../src/scenarios/python/shared-core';

describe('SharedCore', () => {
  it('makes work late that others do at the same time, and lets it fill their pauses', () => {
    const core = new SharedCore();
    // The first two waste nothing: 0–1, then 2–4. The third has 1–2 for itself, and then 4–4.5.
    const ends = [core.work(0, 1), core.work(2, 4), core.work(0, 1.5)];
    deepStrictEqual(ends, [1, 4, 4.5]);
    deepStrictEqual([core.freeAt(0), core.freeAt(4.2), core.freeAt(5)], [4.5, 4.5, 5]);
  });

  it('lets work be that is over before others begin', () => {
    const core = new SharedCore();
    deepStrictEqual([core.work(5, 6), core.work(0, 2), core.work(3, 5)], [6, 2, 5]);
  });

  it('forgets what nobody can ask for', () => {
    const core = new SharedCore();
    core.work(0, 1);
    core.work(2, 4);
    core.forget(3);
    deepStrictEqual([core.freeAt(0.5), core.freeAt(2)], [0.5, 4]);
  });
});
