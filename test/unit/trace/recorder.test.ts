import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { Recorder, type RecorderOptions } from '../../../src/trace/recorder';
import { kindNumber, type TraceChunk } from '../../../src/trace/schema';
import { TraceStore } from '../../../src/trace/store';

const STEP = kindNumber('task.step');
const OUTPUT = kindNumber('output');
const ENDED = kindNumber('run.ended');
const POSITION = { file: '/a.py', line: 3, column: 1, endLine: 3, endColumn: 9, name: 'main' };

function record(options: RecorderOptions, write: (recorder: Recorder) => void): TraceChunk[] {
  const chunks: TraceChunk[] = [];
  const recorder = new Recorder((chunk) => chunks.push(chunk), options);
  write(recorder);
  return chunks;
}

function output(recorder: Recorder, time: number, text: string): void {
  recorder.add(OUTPUT, time, 0, 1, recorder.newText(text), 0, 0);
}

describe('Recorder', () => {
  it('hands on full chunks at once and the rest when it is flushed', () => {
    const chunks = record({ chunkEvents: 2 }, (recorder) => {
      for (let time = 0; time < 5; time++) output(recorder, time, `line ${time}`);
      recorder.flush();
      recorder.flush();
    });
    // 5 events: two chunks of 2, one of 1, and no empty one.
    deepStrictEqual(
      chunks.map(({ first, times, texts }) => ({ first, times: [...times], texts })),
      [
        { first: 0, times: [0, 1], texts: ['line 0', 'line 1'] },
        { first: 2, times: [2, 3], texts: ['line 2', 'line 3'] },
        { first: 4, times: [4], texts: ['line 4'] },
      ],
    );
  });

  it('goes back to where its trace had its end, and knows its texts still', () => {
    const chunks = record({}, (recorder) => {
      recorder.add(STEP, 0, 1, recorder.text('tea'), 0, 0, recorder.position(POSITION));
      recorder.add(ENDED, 1, 0, 0, 0, recorder.text('over'), 0);
      recorder.flush();
      recorder.goBackTo(1);
      recorder.add(STEP, 2, 1, recorder.text('tea'), recorder.text('toast'), 0, 1);
      recorder.flush();
    });
    deepStrictEqual(
      chunks.map(({ first, times, integers, texts }) => [first, [...times], [...integers], texts]),
      [
        [0, [0, 1], [1, 1, 0, 0, 1, 0, 0, 0, 2, 0], ['tea', 'over']],
        [1, [2], [1, 1, 3, 0, 1], ['toast']],
      ],
    );
  });

  it('never writes into a chunk that it has handed on', () => {
    const chunks = record({ chunkEvents: 2 }, (recorder) => {
      for (let time = 0; time < 3; time++) output(recorder, time, '');
      recorder.flush();
      output(recorder, 99, '');
      recorder.flush();
    });
    deepStrictEqual(
      chunks.map(({ times, kinds, values, integers }) => [
        [...times],
        kinds.length,
        values.length,
        integers.length,
      ]),
      [
        [[0, 1], 2, 2, 10],
        [[2], 1, 1, 5],
        [[99], 1, 1, 5],
      ],
    );
  });

  it('stores equal texts once, output as it comes, and counts numbers across chunks', () => {
    const numbers: number[] = [];
    const chunks = record({ chunkEvents: 1 }, (recorder) => {
      numbers.push(recorder.text(''), recorder.text('main'), recorder.position(POSITION));
      recorder.add(OUTPUT, 0, 1, 1, 1, 0, 1);
      numbers.push(recorder.text('main'), recorder.newText('main'), recorder.position(POSITION));
      recorder.add(OUTPUT, 1, 1, 1, 2, 0, 2, 0.5);
    });
    deepStrictEqual(numbers, [0, 1, 1, 1, 2, 2]);
    const store = new TraceStore();
    for (const chunk of chunks) store.append(chunk);
    deepStrictEqual(store.texts, ['', 'main', 'main']);
    deepStrictEqual(store.positions.slice(1), [POSITION, POSITION]);
    deepStrictEqual(store.event(1), {
      kind: 'output',
      time: 1,
      value: 0.5,
      task: 1,
      a: 1,
      b: 2,
      c: 0,
      position: 2,
    });
    strictEqual(Number.isNaN(store.value(0)), true);
  });

  it('counts what a limit leaves out, and keeps output and the end of the run', () => {
    const chunks = record({ maxEvents: 2 }, (recorder) => {
      for (let time = 0; time < 5; time++) recorder.add(STEP, time, 1, 0, 0, 0, 0);
      strictEqual(recorder.dropped, 3);
      output(recorder, 5, 'line');
      recorder.noteDropped(9);
      recorder.add(ENDED, 9, 0, 0, 0, 0, 0);
      recorder.flush();
      strictEqual(recorder.length, 5);
    });
    const store = new TraceStore();
    for (const chunk of chunks) store.append(chunk);
    // 2 of 5 steps, the line, one event that says: 3 left out since 2 s, and the end.
    deepStrictEqual(
      Array.from({ length: store.length }, (_, event) => [store.kind(event), store.a(event)]),
      [
        ['task.step', 0],
        ['task.step', 0],
        ['output', 1],
        ['dropped', 3],
        ['run.ended', 0],
      ],
    );
    strictEqual(store.value(3), 2);
  });
});
