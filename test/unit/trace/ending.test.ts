import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { lengthWithoutEnd, TraceEnding } from '../../../src/trace/ending';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

/** A trace of one event before its end, which tells of others. */
const CUT = new TraceBuilder().output(2, 1, 'hello\n').dropped(3, 5).end(3).toChunk();

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

  it('goes on where a trace had its end, also if that says how many events were left out', () => {
    for (const chunk of [new TraceBuilder().output(2, 1, 'hello\n').end(3).toChunk(), CUT]) {
      const ending = new TraceEnding();
      ending.note(chunk);
      ending.reopen();
      const { first, times } = ending.chunk('crashed', 1, 'The engine is gone.');
      deepStrictEqual([ending.isEnded, first, [...times]], [false, 1, [3]]);
    }
  });

  it('finds the count of what was left out in the chunk before', () => {
    const ending = new TraceEnding();
    const store = new TraceStore();
    store.append(CUT);
    ending.note(store.slice(0, 1, 1, 2));
    ending.note(store.slice(2, store.texts.length, store.positions.length));
    ending.reopen();
    strictEqual(ending.chunk('crashed', 1, '').first, 1);
  });

  it('is left out of the length of a trace', () => {
    const cut = new TraceStore();
    cut.append(CUT);
    const traces = [new TraceStore(), new TraceBuilder().end(1), cut];
    deepStrictEqual(traces.map(lengthWithoutEnd), [0, 0, 1]);
  });

  it('knows a trace that has its end', () => {
    const ending = new TraceEnding();
    ending.note(new TraceBuilder().end(1).toChunk());
    strictEqual(ending.isEnded, true);
  });
});
