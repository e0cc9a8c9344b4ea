import { deepStrictEqual } from 'node:assert/strict';
import { blockingFindings } from '../../../src/analysis/blocking-findings';
import { enclosingFunction } from '../../../src/analysis/enclosing-function';
import { stalledFinding } from '../../../src/analysis/stalled-finding';
import {
  type Cursor,
  nextEvent,
  nextIteration,
  nextStep,
  previousEvent,
  previousIteration,
  previousStep,
  stopAfter,
  stopBefore,
} from '../../../src/analysis/steps';
import { findingStops } from '../../../src/analysis/steps-to-findings';
import { nextRunOfLine } from '../../../src/analysis/steps-to-line';
import { Moments } from '../../../src/trace/moment';
import { Timeline } from '../../../src/trace/timeline';
import { RandomLoop } from '../../support/random-loop';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

/** All stops in one direction. */
function walk(from: Cursor, step: (cursor: Cursor) => Cursor | undefined): Cursor[] {
  const stops: Cursor[] = [];
  for (let cursor = step(from); cursor !== undefined; cursor = step(cursor)) stops.push(cursor);
  return stops;
}

function words({ trace }: Timeline, stops: readonly Cursor[]): string[] {
  return stops.map((event) => `${trace.time(event)} ${trace.kind(event)} ${trace.task(event)}`);
}

describe('steps through a trace', () => {
  it('go from event to event, and stay where the trace ends', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'yield').loopClosed(0);
    const timeline = new Timeline(t.end(0));
    deepStrictEqual(
      walk(-1, (cursor) => nextEvent(timeline, cursor)),
      [0, 1, 2, 3, 5],
    );
    deepStrictEqual(
      walk(99, (cursor) => previousEvent(timeline, cursor)),
      [5, 3, 2, 1, 0],
    );
  });

  it('go from step to step of a task and to its end', () => {
    const timeline = new Timeline(blockedSleepTrace());
    const forward = walk(-1, (cursor) => nextStep(timeline, 2, cursor));
    deepStrictEqual(words(timeline, forward), ['0 task.step 2', '2 task.step 2', '2 task.ended 2']);
    const back = walk(timeline.trace.length, (cursor) => previousStep(timeline, 2, cursor));
    deepStrictEqual(back, forward.toReversed());
    deepStrictEqual(nextStep(timeline, 99, 0), undefined);
  });

  it('go to the first handle of each iteration, in both directions', () => {
    const { store, truth } = new RandomLoop(1, 1000);
    const moments = new Moments(new Timeline(store));
    const begins = truth.flatMap(({ iteration }, event) => {
      return iteration > (truth[event - 1]?.iteration ?? 0) ? [event] : [];
    });
    deepStrictEqual(
      walk(-1, (cursor) => nextIteration(moments, cursor)),
      begins,
    );
    deepStrictEqual(
      walk(store.length, (cursor) => previousIteration(moments, cursor)),
      begins.toReversed(),
    );
  });

  it('go to findings where the trace tells of their lines', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).output(0, 1, 'text');
    t.block(0, 2, 1, 'time.sleep(2)', t.at(5)).block(2, 4, 1, 'time.sleep(2)', t.at(6));
    const timeline = new Timeline(t.ended(4, 1).end(4));
    const stops = findingStops(timeline, blockingFindings(timeline, 0.1));
    deepStrictEqual(words(timeline, stops), ['0 block 1', '2 block 1']);
    deepStrictEqual(
      [stopAfter(stops, -1), stopAfter(stops, stops[0]!), stopBefore(stops, stops[0]!)],
      [stops[0], stops[1], undefined],
    );
  });

  it('go to the last event of a run that hangs, where all of its tasks wait', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.created(0, 2, 'a', 1)
      .suspended(0, 1, 'future', { position: t.at(5) })
      .step(0, 2);
    t.suspended(0, 2, 'future', { position: t.at(9) });
    const timeline = new Timeline(t.endAs(0, 'stalled', 1));
    const finding = stalledFinding(timeline)!;
    deepStrictEqual(
      [finding.position?.line, words(timeline, findingStops(timeline, [finding]))],
      [5, ['0 run.ended 0']],
    );
  });

  it('run to a line of which the trace tells', () => {
    const timeline = new Timeline(blockedSleepTrace());
    const runs = (line: number, file = '/scenarios/blocked.py') =>
      walk(-1, (cursor) => nextRunOfLine(timeline, { file, line, source: BLOCKED }, cursor));
    deepStrictEqual(words(timeline, runs(7)), ['0 task.suspended 2', '2 task.step 2']);
    deepStrictEqual(words(timeline, runs(12)), ['0 block 3']);
    deepStrictEqual(runs(12, '/other.py'), []);
  });

  it('run to another line where its own function comes past the line above', () => {
    const timeline = new Timeline(blockedSleepTrace());
    const file = '/scenarios/blocked.py';
    const found = BLOCKED.map((_, index) => {
      const stops = walk(-1, (cursor) =>
        nextRunOfLine(timeline, { file, line: index + 1, source: BLOCKED }, cursor),
      );
      return `${index + 1}: ${words(timeline, stops).join(', ')}`;
    });
    deepStrictEqual(found.slice(4, 22), [
      '5: 0 task.step 2',
      '6: 0 task.step 2',
      '7: 0 task.suspended 2, 2 task.step 2',
      '8: 2 task.step 2',
      '9: 0 task.step 3',
      '10: 0 task.step 3',
      '11: 0 task.step 3',
      '12: 0 block 3',
      '13: 2 output 3',
      '14: 0 task.step 1',
      '15: 0 task.step 1',
      '16: 0 task.step 1',
      '17: 0 task.created 2',
      '18: 0 task.created 3',
      '19: 0 task.suspended 1, 2 task.step 1',
      '20: ',
      '21: 0 task.created 1',
      '22: 0 task.created 1',
    ]);
  });

  it('know the functions of TypeScript by their indentation, and methods', () => {
    const source = [
      'class Shop {',
      '  async *open(',
      '    door: Door,',
      '  ) {',
      '    if (door.isShut) {',
      '      // knock',
      '      yield* knock();',
      '    }',
      '    enter();',
      '  }',
      '}',
      'const sell = async () => {',
      '  await paid;',
      '};',
      'run();',
    ];
    const around = source.map((_, index) => enclosingFunction(source, index + 1));
    deepStrictEqual(around, [0, 0, 0, 0, 2, 2, 2, 2, 2, 0, 0, 0, 12, 0, 0]);
  });
});

/** A program to which `blockedSleepTrace` may belong. */
const BLOCKED = [
  ...['import asyncio', 'import time', '', ''],
  ...['async def func1():', '    print(1)', '    await asyncio.sleep(1)', '    print(2)', ''],
  ...['async def func2():', '    print(1)', '    time.sleep(2)', '    print(2)', '    # over', ''],
  'async def main():',
  ...[
    '    task = asyncio.create_task(func1())',
    '    asyncio.create_task(func2())',
    '    await task',
  ],
  ...["if __name__ == '__main__':", '    asyncio.run(main())', '    print("end")'],
];
