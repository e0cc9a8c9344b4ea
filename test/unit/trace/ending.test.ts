import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { TraceEnding } from '../../../src/trace/ending';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

describe('TraceEnding', () => {
  it('ends a trace whose writer is gone', () => {
    const t = new TraceBuilder();
    const chunk = t.created(0, 1, 'main').step(0.5, 1).output(2, 1, 'hello\n').soFar().toChunk();
    const store = new TraceStore();
    store.append(chunk);
    const ending = new TraceEnding();
    ending.note(chunk);
    strictEqual(ending.isEnded, false);
    store.append(ending.chunk('crashed', 1, 'The engine is gone.'));
    deepStrictEqual(new Timeline(store).runEnd, {
      end: 'crashed',
      exitCode: 1,
      message: 'The engine is gone.',
      time: 2,
    });
  });

  it('knows a trace that has its end', () => {
    const ending = new TraceEnding();
    ending.note(new TraceBuilder().end(1).toChunk());
    strictEqual(ending.isEnded, true);
  });
});
