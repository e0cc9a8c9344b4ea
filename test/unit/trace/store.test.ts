import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { TraceOrderError, TraceStore } from '../../../src/trace/store';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

function events(store: TraceStore) {
  return Array.from({ length: store.length }, (_, index) => store.event(index));
}

describe('TraceStore', () => {
  it('keeps events while its columns grow', () => {
    const t = new TraceBuilder();
    for (let time = 0; time < 5000; time++) t.output(time, 7, `${time}`);
    const store = t.soFar();
    deepStrictEqual(
      [0, 1023, 1024, 4999].map((event) => [store.time(event), store.text(store.b(event))]),
      [
        [0, '0'],
        [1023, '1023'],
        [1024, '1024'],
        [4999, '4999'],
      ],
    );
    // A byte for the kind, 8 for each of time and value, 4 for each of five integers.
    strictEqual(store.byteLength, 5000 * 37);
  });

  it('holds the same whatever the length of its chunks', () => {
    const t = new TraceBuilder();
    for (let time = 0; time < 100_000; time++) t.output(time, time % 7, 'text');
    const whole = t.soFar();
    // 32,768 events are a full page: at first such a chunk fills one, later it lies across two.
    for (const lengths of [[32_768], [1000], [1, 32_768], [70_000, 32_768], [100_000]]) {
      const store = new TraceStore();
      for (let turn = 0; store.length < whole.length; turn++) {
        const { length, texts, positions } = store;
        const last = Math.min(whole.length, length + lengths[turn % lengths.length]!);
        store.append(whole.slice(length, texts.length, positions.length, last));
      }
      deepStrictEqual(store.toChunk(), whole.toChunk());
      deepStrictEqual(store.event(99_999), whole.event(99_999));
    }
  });

  it('has nothing where there is no event', () => {
    const store = blockedSleepTrace();
    const outside = [-1, 1_000_000].map((event) => store.event(event));
    deepStrictEqual(
      outside.map(({ kind, time, task }) => [kind, time, task]),
      Array(2).fill([undefined, undefined, undefined]),
    );
  });

  it('refuses a chunk that does not begin where the trace ends', () => {
    const store = blockedSleepTrace();
    throws(() => store.append(store.toChunk()), TraceOrderError);
    throws(
      () => new TraceStore().append({ ...store.toChunk(), first: 1 }),
      /begins at event 1, but the trace ends at event 0\./,
    );
  });

  it('can be copied as a whole or from any event on', () => {
    const store = blockedSleepTrace();
    const whole = new TraceStore();
    whole.append(store.toChunk());
    deepStrictEqual(events(whole), events(store));
    const copy = new TraceStore();
    const early = new TraceBuilder('/scenarios/blocked.py');
    early.created(0, 1, 'main', 0, early.at(21));
    copy.append(early.soFar().toChunk());
    copy.append(store.slice(copy.length, copy.texts.length, copy.positions.length));
    deepStrictEqual(
      { events: events(copy), texts: copy.texts, positions: copy.positions },
      { events: events(store), texts: store.texts, positions: store.positions },
    );
  });

  it('knows that text 0 is empty and position 0 unknown', () => {
    const store = new TraceBuilder().created(0, 1, 'main').soFar();
    strictEqual(store.text(0), '');
    strictEqual(store.text(999), '');
    strictEqual(store.positionOf(0), undefined);
  });
});
