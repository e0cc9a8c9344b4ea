import { deepStrictEqual } from 'node:assert/strict';
import { blockingFixes } from '../../../src/analysis/blocking-fixes';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

describe('blockingFixes', () => {
  it('say what to do about each line that held the loop in a step, the longest first', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(2));
    t.block(0, 1, 1, 'time.sleep(1)', t.at(3)).block(1, 3, 1, 'time.sleep(2)', t.at(4));
    t.suspended(3, 1, 'sleep', { deadline: 5 }).idle(3, 5).ready(5, 1, 'timer').step(5, 1);
    const timeline = new Timeline(t.soFar());
    const { loop, trace } = timeline;
    const fixes = loop
      .slice()
      .map((span, index) =>
        blockingFixes(timeline, span, loop.at(index + 1)?.event ?? trace.length, 0.1).map(
          ({ position, advice }) => `line ${position?.line}: ${advice}`,
        ),
      );
    deepStrictEqual(fixes, [
      ['line 4: Use `await asyncio.sleep(2)`.', 'line 3: Use `await asyncio.sleep(1)`.'],
      [],
      [],
    ]);
  });
});
