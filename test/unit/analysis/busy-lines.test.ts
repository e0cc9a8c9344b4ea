import { deepStrictEqual } from 'node:assert/strict';
import { BusyLines } from '../../../src/analysis/busy-lines';
import { BusyTime, type Segment } from '../../../src/analysis/busy-time';

/** Two lines share the time from 2 to 4; a third one is busy ten times for 0.5 s. */
const LINES: Segment[][] = [
  [
    { from: 0, to: 1, weight: 1 },
    { from: 2, to: 4, weight: 0.75 },
  ],
  [{ from: 2, to: 4, weight: 0.25 }],
  Array.from({ length: 10 }, (_, index) => ({ from: 10 + index, to: 10.5 + index, weight: 1 })),
];

function within(from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  new BusyLines(LINES).within(from, to, (line, seconds) => found.push([line, seconds]));
  return found;
}

describe('Busy lines', () => {
  it('tell who held the loop, whether an interval touches few segments or many', () => {
    deepStrictEqual(within(-5, 0), []);
    deepStrictEqual(within(1, 2), []);
    deepStrictEqual(within(0.5, 2), [[0, 0.5]]);
    // 0.5 s of the first, then 1 s shared 3 to 1.
    deepStrictEqual(within(0.5, 3), [
      [0, 1.25],
      [1, 0.25],
    ]);
    deepStrictEqual(within(10.25, 11.25), [[2, 0.5]]);
    // All ten half seconds, and half of the shared two seconds.
    deepStrictEqual(within(3, 30), [
      [0, 0.75],
      [1, 0.25],
      [2, 5],
    ]);
  });
});

describe('Busy time', () => {
  it('adds up what lies in an interval, also in parts', () => {
    const busy = new BusyTime(LINES[0]!);
    deepStrictEqual(
      [
        busy.within(-1, 9),
        busy.within(0.5, 3),
        busy.within(3, 3),
        busy.within(3, 2),
        new BusyTime([]).within(0, 1),
      ],
      [2.5, 1.25, 0, 0, 0],
    );
  });
});
