import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { axisLines } from '../../../src/analysis/text-axis';
import { type TextTimelineOptions, textTimeline } from '../../../src/analysis/text-timeline';
import { cutText, padText, printable, textWidth } from '../../../src/analysis/text-width';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { expectGolden } from '../../support/golden';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';
import { primitivesTrace } from '../../support/webview/traces';

/** Real milliseconds: many pictures on a busy machine. */
const LONG_MS = 30_000;

const PLAIN: TextTimelineOptions = { width: 100, color: false, unicode: true };

function draw(trace: TraceStore, options: Partial<TextTimelineOptions> = {}): string[] {
  return textTimeline(new Timeline(trace), 0.1, { ...PLAIN, ...options });
}

function golden(name: string, trace: TraceStore, options: Partial<TextTimelineOptions> = {}): void {
  expectGolden(`text-timeline/${name}.txt`, `${draw(trace, options).join('\n')}\n`);
}

/** All kinds of ends, deep nesting, wide names, a task that never ends, and short steps. */
function variedTrace(): TraceStore {
  const t = new TraceBuilder();
  t.created(0, 1, 'main').step(0, 1).created(0, 2, '泡茶-kettle', 1).created(0, 3, 'child', 1);
  t.suspended(0, 1, 'gather', { detail: '2 tasks' });
  t.step(0, 2).suspended(0, 2, 'sleep', { detail: '4.0 s', deadline: 4 });
  t.step(0, 3).created(0, 4, 'grandchild with a name that is very long indeed', 3);
  t.suspended(0, 3, 'task', { on: 4 });
  t.step(0, 4).suspended(0.05, 4, 'event').idle(0.05, 4);
  t.ready(4, 2, 'timer').step(4, 2).ended(4, 2, 'failed', 'ValueError');
  t.cancelling(4, 3).ready(4, 3, 'cancelled').step(4, 3).ended(4.3, 3, 'cancelled');
  t.callback(4.3, 5, 'log');
  t.ready(5, 1, 'woken').step(5, 1).suspended(5, 1, 'yield').step(5, 1).ended(5, 1, 'done');
  return t.end(6);
}

function manyTasks(): TraceStore {
  const t = new TraceBuilder();
  for (let task = 1; task <= 60; task++) t.created(0, task, 'worker').step(0, task).ended(1, task);
  return t.end(60);
}

function cellsTrace(): TraceStore {
  const t = new TraceBuilder().cell(0, 1, 'Make tea').created(0, 1, 'main').step(0, 1);
  t.ended(4, 1, 'done').cell(5, 2).cell(6, 3, 'Drink\x1b').cell(6.1, 4).cell(9.5, 5);
  return t.end(10);
}

describe('Text timeline', () => {
  it('draws a blocked sleep', () => {
    golden('blocked-sleep', blockedSleepTrace());
    golden('blocked-sleep-60-ascii', blockedSleepTrace(), { width: 60, unicode: false });
    golden('blocked-sleep-30', blockedSleepTrace(), { width: 30 });
    golden('blocked-sleep-color', blockedSleepTrace(), { width: 80, color: true });
  });

  it('has no lane for a loop in a program of threads without one', () => {
    const t = new TraceBuilder().worker(0, 1, 'producer').submitted(0, 1, 'produce()');
    const lines = draw(t.jobStarted(0, 1, 1).jobEnded(2, 1).end(2));
    deepStrictEqual(
      lines.slice(2).map((line) => line.split('  ')[0]),
      ['producer', '', '━ running'],
    );
  });

  it('ends a thread that failed with a sign', () => {
    const t = new TraceBuilder().worker(0, 1, 'w').submitted(0, 1, 'f()').jobStarted(0, 1, 1);
    const lines = draw(t.jobEnded(1, 1, 'failed').output(2, 0, 'x').end(2), { width: 24 });
    deepStrictEqual(lines.slice(2), ['w  ━ f() ━━━━✕', '', '━ running  ✕ failed']);
  });

  it('draws ends, nesting, wide names, callbacks and idle time', () => {
    golden('varied', variedTrace());
    golden('varied-ascii-50', variedTrace(), { width: 50, unicode: false });
  });

  it('draws threads below the tasks', () => {
    golden('threads', threadTrace());
  });

  it('names cells where they begin, as far as there is room', () => {
    const trace = cellsTrace();
    deepStrictEqual(
      [draw(trace, { width: 60 })[2], draw(trace, { width: 40, unicode: false })[2]],
      [
        '      ╷cell 1: Make tea         ╷    ╷╷cell 4           ╷',
        '      |cell 1: Mak... |  ||cell 4    |',
      ],
    );
  });

  it('draws locks, queues and the like on demand, and who holds them', () => {
    golden('primitives', primitivesTrace(), { primitives: true });
    golden('primitives-ascii-60', primitivesTrace(), {
      ...{ primitives: true, width: 60, unicode: false },
    });
  });

  it('draws a step that blocks after it has started an eager task', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).created(0, 2, 'eager', 1).step(0, 2).ended(0, 2, 'done');
    t.step(0, 1).block(0, 1, 1, 'time.sleep(1)').ended(1, 1, 'done');
    const lane = draw(t.end(1), { width: 40 }).find((line) => line.startsWith('main'));
    deepStrictEqual(lane, 'main     █ time.sleep(1) ██████████████●');
  });

  it('says how many tasks it does not show', () => {
    const lines = draw(manyTasks(), { maxLanes: 3 });
    // Two lines of axis, the loop and three tasks, then the count.
    deepStrictEqual([lines.length, lines[6]], [9, '57 more tasks not shown.']);
    const t = new TraceBuilder();
    for (let worker = 1; worker <= 41; worker++) t.worker(0, worker, `w_${worker}`);
    deepStrictEqual(draw(t.end(1))[42], '1 more thread not shown.');
  });

  it('is never wider than the terminal', function () {
    this.timeout(LONG_MS);
    for (const trace of [blockedSleepTrace(), variedTrace(), manyTasks(), cellsTrace()]) {
      for (const width of [1, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 41, 52, 77, 130]) {
        for (const line of [...draw(trace, { width }), ...draw(trace, { width, unicode: false })]) {
          ok(textWidth(line) <= width, `${textWidth(line)} columns instead of ${width}: ${line}`);
        }
      }
    }
  });

  it('differs with colour only in escape sequences', () => {
    const plain = draw(variedTrace(), { color: true }).map((line) =>
      line.replace(/\p{Cc}\[[\d;]*m/gu, ''),
    );
    deepStrictEqual(
      plain.map((line) => line.trimEnd()),
      draw(variedTrace()).map((line) => line.trimEnd()),
    );
  });

  it('draws an empty trace, one that takes no time, and one that goes on', () => {
    deepStrictEqual(draw(new TraceStore(), { width: 20 }).length > 0, true);
    golden('no-time', new TraceBuilder().created(0, 1, 'main').step(0, 1).ended(0, 1).end(0), {
      width: 40,
    });
    const growing = new TraceBuilder()
      .created(0, 1, 'main')
      .step(0, 1)
      .block(0, 2, 1, 'time.sleep(2)');
    golden('growing', growing.soFar(), { width: 40 });
  });

  it('does not let names move the cursor', () => {
    const trace = new TraceBuilder().created(0, 1, 'evil\x1b[2J\nname').end(1);
    ok(draw(trace).every((line) => !/\p{Cc}/u.test(line)));
  });
});

describe('Text axis', () => {
  it('puts round times where they belong', () => {
    // 20 columns for 10 s: room for one step, the next round one is 10 s, at the last column.
    deepStrictEqual(axisLines({ from: 0, to: 10, width: 20 }, '|'), [
      '0 s             10 s',
      '|                  |',
    ]);
    // 48 columns for 1 s: steps of 0.5 s, as 0.25 s is not round enough.
    deepStrictEqual(axisLines({ from: 0, to: 1, width: 48 }, '|'), [
      '0.0 s                   0.5 s              1.0 s',
      '|                       |                      |',
    ]);
  });

  it('copes with extreme ranges', () => {
    for (const to of [1e-9, 1e-300, 5e-324, 1e12, 1e300]) {
      for (const width of [1, 5, 80]) {
        const lines = axisLines({ from: 0, to, width }, '|');
        ok(lines.every((line) => line.length <= width));
      }
    }
  });
});

describe('Text width', () => {
  it('counts columns, not characters', () => {
    deepStrictEqual(
      ['abc', '泡茶', 'e\u0301', '👩‍🍳', '✔️', '\u200b', 'ｶﾅ', '한국'].map(textWidth),
      [3, 4, 1, 2, 2, 0, 2, 4],
    );
  });

  it('never cuts a wide character in half', () => {
    deepStrictEqual(
      [1, 2, 3, 4, 5, 6].map((width) => cutText('泡茶水', width, '…')),
      ['…', '…', '泡…', '泡…', '泡茶…', '泡茶水'],
    );
    deepStrictEqual([padText('茶', 4), printable('a\tb\u202e')], ['茶  ', 'a?b?']);
    strictEqual(cutText('abc', 0, ''), '');
  });
});
