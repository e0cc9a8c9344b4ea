import * as assert from 'node:assert/strict';
import { type Memory, TimelineMemory } from '../../../src/extension/timeline/timeline-memory';

function memory(): Memory {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string) => values.get(key) as T | undefined,
    update: async (key, value) => void values.set(key, value),
  };
}

const header = (runId: string, file: string) => ({
  runId,
  file,
  title: 'tea.py',
  clock: 'virtual' as const,
  slowCallbackDuration: 0.1,
});

describe('timeline memory', () => {
  it('finds the file of a run, also for another instance', () => {
    const store = memory();
    const first = new TimelineMemory(store);
    first.remember(header('1', '/tea.py'));
    first.remember(header('2', '/toast.py'));
    const second = new TimelineMemory(store);
    assert.equal(second.fileOf({ runId: '1', view: {} }), '/tea.py');
    assert.equal(second.fileOf({ runId: '3' }), undefined);
  });

  it('survives states that it did not write', () => {
    const timelines = new TimelineMemory(memory());
    for (const state of [undefined, null, 1, 'x', {}, { runId: 5 }]) {
      assert.equal(timelines.fileOf(state), undefined);
    }
  });

  it('forgets the oldest runs', () => {
    const timelines = new TimelineMemory(memory());
    for (let run = 0; run < 60; run++) timelines.remember(header(`${run}`, '/tea.py'));
    assert.equal(timelines.fileOf({ runId: '0' }), undefined);
    assert.equal(timelines.fileOf({ runId: '59' }), '/tea.py');
  });
});
