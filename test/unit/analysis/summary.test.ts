import { deepStrictEqual } from 'node:assert/strict';
import { formatSeconds, plural, roundSeconds } from '../../../src/analysis/format-seconds';
import { stalledFinding } from '../../../src/analysis/stalled-finding';
import { summary, summaryPhrases } from '../../../src/analysis/summary';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

describe('Summary', () => {
  it('counts tasks, blocking steps and the worst delay', () => {
    const numbers = summary(new Timeline(blockedSleepTrace()), 0.1);
    deepStrictEqual(numbers, {
      end: 'finished',
      time: 2,
      tasks: 3,
      blockingSteps: 1,
      blockingSeconds: 2,
      worstDelay: { task: 2, name: 'func1', seconds: 1, hasRun: true },
      failed: 0,
      cancelled: 0,
      dropped: 0,
    });
    deepStrictEqual(summaryPhrases(numbers), [
      'finished at 2.000 s',
      '3 tasks',
      '1 blocking step, 2.000 s',
      'func1 ran 1.000 s late',
    ]);
  });

  it('does not say that a task ran late whose turn never came', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').created(0, 2, 'heart', 1).step(0, 1).block(0, 3, 1, 'f()');
    deepStrictEqual(summaryPhrases(summary(new Timeline(t.endAs(3, 'stopped')), 0.1)), [
      'stopped at 3.000 s',
      '2 tasks',
      '1 blocking step, 3.000 s',
      'heart waited 3.000 s for its turn',
    ]);
  });

  it('tells how tasks and runs ended', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).ended(0, 1, 'failed', 'ValueError: no');
    t.created(0, 2, 'other').step(0, 2).ended(0, 2, 'cancelled');
    deepStrictEqual(summaryPhrases(summary(new Timeline(t.endAs(1, 'limit')), 0.1)), [
      'stopped by a limit at 1.000 s',
      '2 tasks',
      '1 failed',
      '1 cancelled',
    ]);
    deepStrictEqual(summaryPhrases(summary(new Timeline(new TraceStore()), 0.1)), [
      'running, at 0.000 s',
      '0 tasks',
    ]);
  });

  it('writes seconds with three decimals and never as minus zero', () => {
    deepStrictEqual([0, -0.0001, 0.0005, 0.35, 3600].map(formatSeconds), [
      '0.000 s',
      '0.000 s',
      '0.001 s',
      '0.350 s',
      '3600.000 s',
    ]);
    deepStrictEqual(
      [roundSeconds(0.1 + 0.2), plural(1, 'task'), plural(0, 'task')],
      [0.3, '1 task', '0 tasks'],
    );
  });
});

describe('Stalled finding', () => {
  it('says which tasks wait for what, and where', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').created(0, 2, 'reader', 1).created(0, 3, 'quick', 1);
    t.step(0, 1).suspended(0, 1, 'task', { on: 2, position: t.at(4) });
    t.step(1, 2).suspended(1, 2, 'queue.get', { position: t.at(9, 'reader') });
    t.step(1, 3).ended(1, 3);
    const position = (line: number, name: string) => ({
      ...{ file: '/scenarios/example.py', line, column: 5, endLine: line, endColumn: 20, name },
    });
    deepStrictEqual(stalledFinding(new Timeline(t.endAs(3, 'stalled'))), {
      code: 'stalled',
      severity: 'warning',
      position: position(4, '<module>'),
      message: 'Nothing is left that could wake the program: 2 tasks wait for ever.',
      advice:
        'Look for what should wake them: a `set_result`, `set`, `put` or `release` that never runs.',
      time: 3,
      count: 1,
      seconds: 3,
      delayed: [
        {
          task: 1,
          name: 'main',
          seconds: 3,
          position: position(4, '<module>'),
          message: 'main has waited for task reader since 0.000 s.',
        },
        {
          task: 2,
          name: 'reader',
          seconds: 2,
          position: position(9, 'reader'),
          message: 'reader has waited for queue.get since 1.000 s.',
        },
      ],
      delayedCount: 2,
    });
  });

  it('does not exist for a run that ended otherwise or goes on', () => {
    deepStrictEqual(
      [new TraceBuilder().end(1), new TraceBuilder().soFar()].map((trace) =>
        stalledFinding(new Timeline(trace)),
      ),
      [undefined, undefined],
    );
  });
});
