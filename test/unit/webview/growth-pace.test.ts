import { deepStrictEqual } from 'node:assert/strict';
import { GrowthPace } from '../../../src/webview/growth-pace';

describe('GrowthPace', () => {
  it('draws at once at first, and in every frame while that is quick', () => {
    const pace = new GrowthPace();
    const waits = [pace.wait(0)];
    pace.drawn(10, 14);
    deepStrictEqual([...waits, pace.wait(14)], [0, 0]);
  });

  it('waits four times as long as drawing takes if that takes long', () => {
    const pace = new GrowthPace();
    pace.drawn(100, 150);
    deepStrictEqual(
      [150, 300, 350, 400].map((now) => pace.wait(now)),
      [200, 50, 0, 0],
    );
  });
});
