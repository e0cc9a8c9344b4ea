import { deepStrictEqual } from 'node:assert/strict';
import { noticeFor } from '../../../src/webview/model/notice-kind';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { modelOf } from './support';

describe('noticeFor', () => {
  it('tells programs without a loop by their threads and by how they ended', () => {
    const threads = () => new TraceBuilder().worker(0, 1, 'producer');
    const traces = [
      blockedSleepTrace(),
      new TraceBuilder().end(1),
      new TraceBuilder().endAs(1, 'failed'),
      threads().end(1),
      threads().endAs(1, 'failed'),
    ];
    deepStrictEqual(
      [
        ...traces.map((trace) => noticeFor(modelOf(trace), false)),
        noticeFor(undefined, false),
        noticeFor(modelOf(blockedSleepTrace()), true),
      ],
      ['none', 'no loop', 'ended early', 'only threads', 'threads failed', 'no run', 'broken'],
    );
  });
});
