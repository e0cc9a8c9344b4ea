import { deepStrictEqual } from 'node:assert/strict';
import { type CursorMoment, momentAtTime, momentOfEvent } from '../../../src/trace/cursor';
import type { TraceStore } from '../../../src/trace/store';
import { inspectorHead } from '../../../src/webview/model/inspector-head';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';
import { endingsTrace, manyTasksTrace } from '../../support/webview/traces';
import { inspected, said } from './inspector-support';

/** A task in two coroutines with variables, a user's timer and an eager sleeper. */
function stackTrace(): TraceStore {
  const t = new TraceBuilder();
  t.created(0, 1, 'main', 0, t.at(20)).step(0, 1, t.at(12, 'main'));
  t.timer(0, 1000, 'show', 3, 1, t.at(13, 'main')).timer(0, 1001, 'sleep is over', 1, 1);
  t.frame(0, 1, 0, 2, t.at(14, 'main')).local(0, 1, 0, 'cups', '2');
  t.frame(0, 1, 1, 2, t.at(4, 'tea')).local(0, 1, 1, 'kind', "'green'");
  t.suspended(0, 1, 'sleep', { detail: '1.0 s', deadline: 1, position: t.at(4, 'tea') });
  t.idle(0, 1).calls(1, 1, 1001, 'sleep is over', () => t.ready(1, 1, 'timer', 0, 1));
  t.step(1, 1, t.at(4, 'tea')).ended(2, 1).idle(2, 3).calls(3, 3, 1000, 'show');
  return t.end(3);
}

describe('inspect', () => {
  it('tells what runs, what is due, what waits and why', () => {
    const trace = blockedSleepTrace('/scenarios/example.py');
    deepStrictEqual(said(trace, momentAtTime(trace, 1.5)), [
      'event 13 of 26 · 3 living tasks',
      '# At 1.500 s the loop runs',
      'func2 line 12',
      '`time.sleep(2)` holds the loop, 1.500 s so far [bad]',
      '# Ready queue',
      '(empty)',
      '# Due, the loop has not come round',
      'func1 | since 1.000 s, 0.500 s late [late]',
      '# Timers to come',
      '(none)',
      '# Waiting',
      'main for task func1 line 19 | since 0.000 s [dim]',
      '# Output so far',
      'func1() started [output]',
      'func2() started [output]',
      '# Why',
      'func1 was ready from 1.000 s to 2.000 s. [strong]',
      'func1 was due at 1.000 s.',
      'The loop was busy with func2 (`time.sleep(2)`, line 12) until 2.000 s, so func1 ran 1.000 s late.',
      'Fix (line 12): Use `await asyncio.sleep(2)`. [dim]',
    ]);
  });

  it('says beside its heading what has just happened, and why if it is closed', () => {
    const trace = blockedSleepTrace('/scenarios/example.py');
    const head = (cursor: CursorMoment | undefined, isOpen: boolean) =>
      inspectorHead(inspected(trace, cursor), isOpen, cursor === undefined);
    const held =
      'The loop ran a step of func2 from 0.000 s to 2.000 s. time.sleep(2) (line 12) did not give control back to the loop for 2.000 s, so func1 had to wait.';
    const [step, between] = [momentOfEvent(trace, 10), momentAtTime(trace, 0.5)];
    const moment = 'event 11 of 26 · func1 waits: sleep 1.0 s · 3 living tasks';
    deepStrictEqual(
      [head(step, true), head(step, false), head(between, false)],
      [
        moment,
        `${moment} · func1 slept for 1.0 s from 0.000 s to 1.000 s. It waited at line 7 until its sleep was over at 1.000 s.`,
        `event 13 of 26 · 3 living tasks · ${held}`,
      ],
    );
    deepStrictEqual([head(undefined, true), head(undefined, false)], ['event 26 of 26', held]);
  });

  it('tells how the run ended where no cursor is set, and what held the loop longest', () => {
    deepStrictEqual(said(blockedSleepTrace('/scenarios/example.py'), undefined), [
      'event 26 of 26',
      '# At 2.000 s, the end of the run',
      'finished at 2.000 s',
      '# Ready queue',
      '(empty)',
      '# Timers to come',
      '(none)',
      '# Waiting',
      '(nobody)',
      '# Output so far',
      'func1() started [output]',
      'func2() started [output]',
      'func2() finished [output]',
      'func1() finished [output]',
      '# Why',
      'The loop ran a step of func2 from 0.000 s to 2.000 s. [strong]',
      '`time.sleep(2)` (line 12) did not give control back to the loop for 2.000 s, so func1 had to wait.',
      'It printed 2 times and was done.',
      'Fix (line 12): Use `await asyncio.sleep(2)`. [dim]',
      'Click in the timeline, or press . to step through the run. [dim]',
    ]);
    deepStrictEqual(said(endingsTrace(), undefined), [
      'event 40 of 40 · 1 living task',
      '# At 1.650 s, the end of the run',
      'failed at 1.650 s: CancelledError [bad]',
      '# Ready queue',
      '(empty)',
      '# Timers to come',
      '(none)',
      '# Waiting',
      'a task with a name that is far too long for any column for lock line 6 | since 0.000 s [dim]',
      '# Output so far',
      'parse failed [error]',
      '# Why',
      'a task with a name that is far too long for any column had not ended at 1.650 s. [strong]',
      'The run ended before it did.',
      'Click in the timeline, or press . to step through the run. [dim]',
    ]);
  });

  it('tells how the selected task stands', () => {
    const trace = endingsTrace();
    const select = (lane: number) => ({ selection: { lane, index: undefined } });
    const part = (time: number, lane: number) => {
      const lines = said(trace, momentAtTime(trace, time), select(lane));
      return lines.slice(lines.indexOf('(none)') + 1, lines.indexOf('# Why'));
    };
    deepStrictEqual(
      [part(0.5, 4), part(0.87, 4), part(1.52, 3)],
      [
        [
          '# Waiting',
          'main for its sleep of 1.5 s, until 1.500 s line 23 | since 0.000 s [dim]',
          'fetch_prices for gather 2 tasks line 11 | since 0.000 s [dim]',
          'heartbeat for event line 17 | since 0.000 s [dim]',
          'parse for queue.get line 5 | since 0.000 s [dim]',
          'and 1 more',
          '# Output so far',
          '(none)',
          '# parse',
          'waiting for queue.get (line 5)',
          'since 0.000 s, 0.500 s so far',
          'until 0.800 s, 0.800 s in all',
          'created at 0.000 s by fetch_prices (line 9) [dim]',
          '# Coroutines, outermost first',
          '(not recorded)',
        ],
        [
          '# Waiting',
          'main for its sleep of 1.5 s, until 1.500 s line 23 | since 0.000 s [dim]',
          'heartbeat for event line 17 | since 0.000 s [dim]',
          'a task with a name that is far too long for any column for lock line 6 | since 0.000 s [dim]',
          '# Output so far',
          'parse failed [error]',
          '# parse',
          "failed at 0.850 s (line 7): ValueError: invalid literal for int() with base 10: 'x' [bad]",
          'created at 0.000 s by fetch_prices (line 9) [dim]',
        ],
        [
          '# Waiting',
          'heartbeat for event line 17 | since 0.000 s, asked to cancel [dim]',
          'a task with a name that is far too long for any column for lock line 6 | since 0.000 s [dim]',
          '# Output so far',
          'parse failed [error]',
          '# heartbeat',
          'waiting for event (line 17)',
          'since 0.000 s, 1.520 s so far',
          'until 1.550 s, 1.550 s in all',
          'created at 0.000 s by main (line 22) [dim]',
          'main asked it to cancel at 1.500 s (line 24) [late]',
          '# Coroutines, outermost first',
          '(not recorded)',
        ],
      ],
    );
  });

  it('shows the coroutines of the selected task with their variables', () => {
    const select = { selection: { lane: 1, index: undefined } };
    const trace = stackTrace();
    deepStrictEqual(said(trace, momentAtTime(trace, 0.5), select), [
      'event 10 of 20 · 1 living task',
      '# At 0.500 s the loop is idle',
      'Nothing is ready until 1.000 s.',
      '# Ready queue',
      '(empty)',
      '# Timers to come',
      "1.000 s main's sleep | in 0.500 s [dim]",
      '3.000 s `show`, set by main line 13 | in 2.500 s [dim]',
      '# Waiting',
      'main for its sleep of 1.0 s, until 1.000 s line 4 | since 0.000 s [dim]',
      '# Output so far',
      '(none)',
      '# main',
      'waiting for its sleep of 1.0 s, until 1.000 s (line 4)',
      'since 0.000 s, 0.500 s so far',
      'until 1.000 s, 1.000 s in all',
      'created at 0.000 s (line 20) [dim]',
      '# Coroutines, outermost first',
      '`main` line 14 [frame]',
      'cups = 2 [variable]',
      '`tea` line 4 [frame]',
      "kind = 'green' [variable]",
      '# Why',
      'main slept for 1.0 s from 0.000 s to 1.000 s. [strong]',
      'It waited at line 4 until its sleep was over at 1.000 s.',
    ]);
    deepStrictEqual(said(trace, momentAtTime(trace, 1.5), select), [
      'event 15 of 20 · 1 living task',
      '# At 1.500 s the loop runs',
      'main line 4',
      'its work at line 4 holds the loop, 0.500 s so far [bad]',
      '# Ready queue',
      '(empty)',
      '# Timers to come',
      '3.000 s `show`, set by main line 13 | in 1.500 s [dim]',
      '# Waiting',
      '(nobody)',
      '# Output so far',
      '(none)',
      '# main',
      'running since 1.000 s (line 4)',
      'created at 0.000 s (line 20) [dim]',
      '# Coroutines, outermost first',
      'as they were at 0.000 s, when it waited last [dim]',
      '`main` line 14 [frame]',
      'cups = 2 [variable]',
      '`tea` line 4 [frame]',
      'and 1 more',
      '# Why',
      'main held the loop from 1.000 s to 2.000 s. [strong]',
      'The work that begins at line 4 did not give control back to the loop for 1.000 s, but nobody else was ready.',
      'Then it was done.',
      'Fix (line 4): Divide the work with `await asyncio.sleep(0)`, or move it out of the loop with `asyncio.to_thread` or a process pool. [dim]',
    ]);
  });

  it('tells which timers are to come, and which is due', () => {
    const trace = stackTrace();
    deepStrictEqual(said(trace, momentAtTime(trace, 2.5)), [
      'event 16 of 20',
      '# At 2.500 s the loop is idle',
      'Nothing is ready until 3.000 s.',
      '# Ready queue',
      '(empty)',
      '# Timers to come',
      '3.000 s `show`, set by main line 13 | in 0.500 s [dim]',
      '# Waiting',
      '(nobody)',
      '# Output so far',
      '(none)',
      '# Why',
      'Nothing was ready from 2.000 s to 3.000 s. [strong]',
      'No task waited for anything.',
      'Then the timer for `show` was due at 3.000 s, which main had set (line 13).',
    ]);
  });

  it('tells what threads do, and which job waits for one', () => {
    deepStrictEqual(said(threadTrace(), momentAtTime(threadTrace(), 1)), [
      'event 13 of 25 · 1 living task',
      '# At 1.000 s the loop is idle',
      'Nothing is ready until 3.000 s.',
      '# Ready queue',
      '(empty)',
      '# Timers to come',
      '(none)',
      '# Waiting',
      'main for gather 3 awaitables | since 0.000 s [dim]',
      '# Threads and processes',
      "w_0 runs `load('a')` | since 0.000 s [dim]",
      "w_1 runs `load('b')` | since 0.000 s [dim]",
      "`load('c')` | waits for a free worker since 0.000 s [late]",
      '# Output so far',
      '(none)',
      '# Why',
      'Nothing was ready from 0.000 s to 3.000 s. [strong]',
      'main waited for the 3 awaitables of a `gather`.',
      'Then something from outside called `compute` at 3.000 s.',
    ]);
  });

  it('leaves out what would be too much, and counts it', () => {
    const trace = manyTasksTrace(300);
    deepStrictEqual(said(trace, momentAtTime(trace, 1.25)), [
      'event 1,573 of 2,407 · 276 living tasks',
      '# At 1.250 s the loop runs',
      'worker-25 line 5',
      'since 1.240 s [dim]',
      '# Ready queue',
      'worker-26 | since 1.000 s, 0.250 s so far [late]',
      'worker-27 | since 1.000 s, 0.250 s so far [late]',
      'worker-28 | since 1.000 s, 0.250 s so far [late]',
      'worker-29 | since 1.000 s, 0.250 s so far [late]',
      'and 270 more',
      '# Timers to come',
      '(none)',
      '# Waiting',
      'main for gather 299 tasks line 9 | since 0.000 s [dim]',
      '# Output so far',
      'worker 21 finished [output]',
      'worker 22 finished [output]',
      'worker 23 finished [output]',
      'worker 24 finished [output]',
      'and 20 more',
      '# Why',
      'worker-26 was ready from 1.000 s to 1.250 s. [strong]',
      'worker-26 was due at 1.000 s.',
      'The loop was busy with worker-1 for 0.010 s (from line 5 on), worker-2 for 0.010 s (from line 5 on) and 23 more until 1.250 s, so worker-26 ran 0.250 s late.',
    ]);
  });
});
