import { deepStrictEqual } from 'node:assert/strict';
import { momentOfEvent } from '../../../src/trace/cursor';
import type { TraceStore } from '../../../src/trace/store';
import type { ViewState } from '../../../src/webview/view-state';
import { blockedSleepTrace } from '../../support/trace-builder';
import { endingsTrace, idleTrace } from '../../support/webview/traces';
import { said } from './inspector-support';

/** What the inspector explains at the events of a trace, where that changes. */
function explained(trace: TraceStore, view: Partial<ViewState> = {}): string[] {
  let before: string | undefined;
  return Array.from({ length: trace.length }, (_, event) => {
    const lines = said(trace, momentOfEvent(trace, event), view);
    const headline = lines[lines.indexOf('# Why') + 1];
    if (headline === before) return '';
    before = headline;
    return `${trace.kind(event)}: ${headline}`;
  }).filter((line) => line !== '');
}

describe('the inspector, event by event,', () => {
  it('explains each event where nothing is selected', () => {
    deepStrictEqual(explained(blockedSleepTrace('/scenarios/example.py')), [
      'task.created: main did not exist before 0.000 s. [strong]',
      'task.ready: main was ready for its first step at 0.000 s. [strong]',
      'task.step: main ran at 0.000 s. [strong]',
      'task.created: func1 did not exist before 0.000 s. [strong]',
      'task.ready: func1 was ready for its first step at 0.000 s. [strong]',
      'task.created: func2 did not exist before 0.000 s. [strong]',
      'task.ready: func2 was ready for its first step at 0.000 s. [strong]',
      'task.suspended: main waited for func1 from 0.000 s to 2.000 s. [strong]',
      'task.step: func1 ran at 0.000 s. [strong]',
      'output: func1 printed `func1() started` at 0.000 s. [strong]',
      'task.suspended: func1 slept for 1.0 s from 0.000 s to 1.000 s. [strong]',
      'task.step: func2 held the loop from 0.000 s to 2.000 s. [strong]',
      'output: func2 printed `func2() started` at 0.000 s. [strong]',
      'block: func1 was ready from 1.000 s to 2.000 s. [strong]',
      'output: func2 printed `func2() finished` at 2.000 s. [strong]',
      'task.ended: func2 was done at 2.000 s. [strong]',
      "callback.started: Asyncio's callback `wake up func1` ran at 2.000 s. [strong]",
      'task.ready: func1 was ready from 1.000 s to 2.000 s. [strong]',
      "callback.ended: Asyncio's callback `wake up func1` ran at 2.000 s. [strong]",
      'task.step: func1 ran at 2.000 s. [strong]',
      'output: func1 printed `func1() finished` at 2.000 s. [strong]',
      'task.ended: func1 was done at 2.000 s. [strong]',
      'task.ready: main was ready at 2.000 s. [strong]',
      'task.step: main ran at 2.000 s. [strong]',
      'task.ended: main was done at 2.000 s. [strong]',
      'run.ended: The loop ran a step of main at 2.000 s. [strong]',
    ]);
  });

  it('explains what a selected lane shows at each event', () => {
    const trace = endingsTrace();
    deepStrictEqual(explained(trace, { selection: { lane: 3, index: undefined } }), [
      'task.created: heartbeat did not exist before 0.000 s. [strong]',
      'task.ready: heartbeat was ready for its first step at 0.000 s. [strong]',
      'task.step: heartbeat ran at 0.000 s. [strong]',
      'task.suspended: heartbeat waited for an event from 0.000 s to 1.550 s. [strong]',
      'task.ready: heartbeat was ready at 1.550 s. [strong]',
      'task.step: heartbeat ran from 1.550 s to 1.600 s. [strong]',
      'task.ended: heartbeat was cancelled at 1.600 s. [strong]',
    ]);
    deepStrictEqual(explained(idleTrace(), { selection: { lane: 0, index: undefined } }), [
      'task.created: The loop ran a step of main at 0.000 s. [strong]',
      'task.step: The loop ran a step of tea at 0.000 s. [strong]',
      'task.step: The loop ran a step of toast at 0.000 s. [strong]',
      'task.suspended: Nothing was ready from 0.000 s to 2.000 s. [strong]',
      'task.step: The loop ran a step of toast at 2.000 s. [strong]',
      'task.ended: Nothing was ready from 2.000 s to 3.000 s. [strong]',
      'task.step: The loop ran a step of tea at 3.000 s. [strong]',
      'callback.started: The callback `_run_until_complete_cb` ran at 3.000 s. [strong]',
      'task.step: The loop ran a step of main at 3.000 s. [strong]',
    ]);
  });
});
