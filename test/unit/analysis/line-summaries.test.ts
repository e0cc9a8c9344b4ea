import { deepStrictEqual } from 'node:assert/strict';
import { findingsOf } from '../../../src/analysis/findings';
import { LineHistories } from '../../../src/analysis/line-histories';
import { linePasses } from '../../../src/analysis/line-passes';
import { lineSummaries } from '../../../src/analysis/line-summaries';
import { TaskNames } from '../../../src/analysis/task-names';
import type { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

const FILE = '/scenarios/example.py';

function read(trace: TraceStore) {
  const timeline = new Timeline(trace);
  const histories = new LineHistories(timeline);
  histories.read();
  return { timeline, histories, names: new TaskNames(timeline) };
}

/** `line: text`, with `!` if the line blocks. */
function summaries(trace: TraceStore, file = FILE): string[] {
  const { timeline, histories, names } = read(trace);
  const all = lineSummaries(histories, names, findingsOf(timeline, 0.1), file);
  return all.map(({ line, text, isBlocking }) => `${line}: ${text}${isBlocking ? ' !' : ''}`);
}

/** What the hover of a line says, and how much it leaves out. */
function passes(trace: TraceStore, line: number): string[] {
  const { timeline, histories, names } = read(trace);
  const history = histories.linesOf(FILE).get(line)!;
  const told = linePasses(timeline, names, history, line);
  const rest = history.passCount - told.length;
  const texts = told.map(({ time, text }) => `${time} ${text}`);
  return rest > 0 ? [...texts, `and ${rest} more`] : texts;
}

describe('Summaries of lines', () => {
  it('say who waited, who held the loop and who came late', () => {
    deepStrictEqual(
      summaries(blockedSleepTrace('/scenarios/blocked.py'), '/scenarios/blocked.py'),
      [
        // It was due at 1 s, and its next step began at 2 s.
        '7: 1.00 s late · waited 1.00 s',
        '12: held the loop 2.00 s !',
        '17: started func1',
        '18: started func2',
        // What it waits for says more than what it starts.
        '19: waited 2.00 s',
      ],
    );
  });

  it('do not speak of a loop where none ran', () => {
    const t = new TraceBuilder();
    t.block(0, 1, 0, 'p.join()', t.at(3));
    t.callback(1, 2, 'show', () => t.block(1, 2, 0, 'time.sleep(1)', t.at(4)));
    t.block(2, 4, 0, 'time.sleep(2)', t.at(4));
    const trace = t.end(4);
    deepStrictEqual(summaries(trace), [
      '3: held the program 1.00 s',
      '4: held the loop 1.00 s · held the program 2.00 s !',
    ]);
    deepStrictEqual(
      [...passes(trace, 3), ...passes(trace, 4)],
      [
        '0 The program stood still for 1.00 s: p.join()',
        '1 The program held the loop 1.00 s: time.sleep(1)',
        '2 The program stood still for 2.00 s: time.sleep(2)',
      ],
    );
  });

  it('group waits that are equal, and add up others', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1);
    const wait = (from: number, to: number, line: number) =>
      t
        .suspended(from, 1, 'lock', { position: t.at(line) })
        .ready(to, 1, 'woken')
        .step(to, 1);
    wait(0, 1, 5).step(1, 1);
    wait(1, 2, 5);
    wait(2, 3, 5);
    wait(3, 3.25, 6);
    wait(3.25, 5.25, 6);
    wait(5.25, 5.251, 7);
    deepStrictEqual(summaries(t.ended(6, 1).end(6)), [
      '5: waited 3 × 1.00 s',
      '6: waited 2 ×, 2.25 s in all',
      '7: waited 0.001 s',
    ]);
  });

  it('count ten thousand passes, and tell the first ten', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1);
    for (let pass = 0; pass < 10_000; pass++)
      t.suspended(0, 1, 'yield', { position: t.at(4) }).step(0, 1);
    const trace = t.ended(0, 1).end(0);
    deepStrictEqual(summaries(trace), ['4: gave way 10,000 ×']);
    deepStrictEqual(passes(trace, 4), [...Array(10).fill('0 main gave way'), 'and 9990 more']);
  });

  it('tell waits that were never over', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main')
      .step(0, 1)
      .suspended(1, 1, 'lock', { position: t.at(3) });
    for (const task of [2, 3]) {
      t.created(1, task, 'nap', 1).step(1, task);
      t.suspended(1, task, 'event', { position: t.at(9) });
    }
    const trace = t.endAs(1, 'stalled');
    deepStrictEqual(summaries(trace), ['3: still waiting: main', '9: still waiting: 2 tasks']);
    deepStrictEqual(passes(trace, 9), [
      '1 nap waited for event, until the end',
      '1 nap #2 waited for event, until the end',
    ]);
  });

  it('tell what is awaited through other lines', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1);
    t.frame(0, 1, 0, 2, t.at(20, 'main')).frame(0, 1, 1, 2, t.at(10, 'helper'));
    t.suspended(0, 1, 'sleep', { position: t.at(10, 'helper'), detail: '1.0 s', deadline: 1 });
    t.ready(1, 1, 'timer').step(1, 1);
    // The same call waits at another line, so only the innermost coroutine is told again.
    t.frame(1, 1, 1, 2, t.at(11, 'helper'));
    t.suspended(1, 1, 'sleep', { position: t.at(11, 'helper'), detail: '2.0 s', deadline: 3 });
    t.ready(3, 1, 'timer').step(3, 1);
    // Back in main: the stack is shorter.
    t.frame(3, 1, 0, 1, t.at(21, 'main'));
    t.suspended(3, 1, 'lock', { position: t.at(21, 'main') })
      .ready(4, 1, 'woken')
      .step(4, 1);
    const trace = t.ended(4, 1).end(4);
    deepStrictEqual(summaries(trace), [
      '10: waited 1.00 s',
      '11: waited 2.00 s',
      '20: waited inside 2 ×, 3.00 s in all',
      '21: waited 1.00 s',
    ]);
    deepStrictEqual(passes(trace, 20), [
      '0 main waited 1.00 s for sleep 1.0 s in helper, line 10',
      '1 main waited 2.00 s for sleep 2.0 s in helper, line 11',
    ]);
  });

  it('tell tasks that were started, cancelled or failed, jobs and printed lines', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1);
    for (const task of [2, 3, 4]) t.created(0, task, 'work', 1, t.at(3));
    t.submitted(0, 1, 'load()', 1, t.at(4))
      .submitted(0, 2, 'load()', 1, t.at(4))
      .cancelling(0, 2, 1, t.at(5))
      .cancelling(0, 2, 1, t.at(5))
      .interrupted(0, 1, t.at(7));
    t.output(0, 1, 'a\nb\n', 1, t.at(6)).output(0, 1, 'once\n', 1, t.at(7));
    t.block(0, 0.5, 1, 'time.sleep(0.05)', t.at(8)).block(0.5, 1, 1, 'time.sleep(0.5)', t.at(8));
    t.suspended(1, 1, 'gather').step(1, 3).ended(1, 3, 'failed', 'ValueError: no', t.at(9));
    const trace = t.end(1);
    deepStrictEqual(summaries(trace), [
      // The other two were never run: that is not late.
      '3: started 3 tasks · began 1.00 s late',
      '4: handed in 2 jobs',
      '5: asked work to cancel',
      '6: printed 2 lines',
      '8: held the loop 2 × 0.50 s !',
      '9: work #2 failed',
    ]);
    deepStrictEqual(
      [...[3, 4, 5, 6, 8, 9].map((line) => passes(trace, line)[0]), ...passes(trace, 7)],
      [
        '0 main started work',
        '0 main handed in load()',
        '0 main asked work to cancel',
        '0 main printed “a b”',
        '0 main held the loop 0.50 s: time.sleep(0.05)',
        '1 work #2 failed: ValueError: no',
        // That the user interrupts the program here is no deed of the line.
        '0 main printed “once”',
      ],
    );
  });

  it('tell nothing of the heading of a cell, even if it ran twice', () => {
    const t = new TraceBuilder();
    for (const task of [1, 2]) {
      t.cell(0, 1, 'Tea', t.at(1)).created(0, task, 'cell 1', 0, t.at(1)).step(0, task, t.at(1));
      t.suspended(0, task, 'sleep', { deadline: 1, position: t.at(2) }).ended(1, task);
    }
    deepStrictEqual(summaries(t.end(1)), ['2: waited 2 × 1.00 s']);
  });

  it('count each task once, in whatever order it comes back', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).created(0, 2, 'a', 1).created(0, 3, 'b', 1);
    for (const task of [2, 3, 2, 3]) t.cancelling(0, task, 1, t.at(5));
    for (const task of [2, 2]) t.cancelling(0, task, 1, t.at(6));
    deepStrictEqual(summaries(t.ended(0, 1).end(0)), [
      '5: asked 2 tasks to cancel',
      '6: asked a to cancel',
    ]);
  });

  it('name a line that kept the loop busy by itself', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(2)).sample(0.2, 1, 0.5, t.at(7));
    deepStrictEqual(summaries(t.ended(0.5, 1).end(0.5)), ['7: kept the loop busy 0.50 s !']);
  });

  it('are the same however the trace is cut', () => {
    const timeline = new Timeline(blockedSleepTrace(FILE));
    const histories = new LineHistories(timeline);
    let pieces = 1;
    while (histories.read(3)) pieces++;
    const names = new TaskNames(timeline);
    deepStrictEqual(
      [pieces, lineSummaries(histories, names, [], FILE).map(({ text }) => text)],
      [
        Math.ceil(timeline.trace.length / 3),
        [
          ...['1.00 s late · waited 1.00 s', 'held the loop 2.00 s'],
          ...['started func1', 'started func2', 'waited 2.00 s'],
        ],
      ],
    );
  });

  it('tell a task that was late, and one that gave way for long', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1);
    t.suspended(0, 1, 'sleep', { position: t.at(3), detail: '1 s', deadline: 1 });
    t.ready(3, 1, 'timer')
      .step(3, 1)
      .suspended(3, 1, 'yield', { position: t.at(4) });
    const trace = t.step(4, 1).ended(4, 1).end(4);
    deepStrictEqual(summaries(trace), [
      '3: 2.00 s late · waited 1.00 s',
      '4: 1.00 s late · gave way',
    ]);
    deepStrictEqual(
      [passes(trace, 3), passes(trace, 4)],
      [
        ['0 main waited 1.00 s for sleep 1 s, then ran 2.00 s late'],
        ['3 main gave way, then ran 1.00 s late'],
      ],
    );
  });
});
