import * as assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { blockingFindings } from '../../../src/analysis/blocking-findings';
import { marksOf } from '../../../src/extension/diagnostics/mark';
import { RunPrinter } from '../../../src/extension/output/run-printer';
import {
  limitQuery,
  noteNotices,
  outcomeNotice,
} from '../../../src/extension/run/outcome-messages';
import { problemNotice } from '../../../src/extension/run/problem-messages';
import { RunModel } from '../../../src/extension/run/run-model';
import { statusText } from '../../../src/extension/run/status-text';
import type { RunOutcome } from '../../../src/protocol/run';
import { RUN_ENDS } from '../../../src/trace/schema';
import { Timeline } from '../../../src/trace/timeline';
import { english } from '../../support/localizer';
import { ended, modelOf } from '../../support/run-models';
import { FINISHED } from '../../support/scripted-engine';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

const findings = blockingFindings(new Timeline(blockedSleepTrace()), 0.1);

describe('what is said about a run', () => {
  it('in the status bar', () => {
    const trace = blockedSleepTrace();
    const texts = [
      statusText(modelOf(), english),
      statusText(ended(trace), english),
      statusText(ended(trace, {}, findings), english),
      ...RUN_ENDS.slice(1).map((end) => statusText(ended(trace, { end }), english)),
      statusText(ended(new TraceBuilder().created(0, 1, 'main').end(0.5)), english),
    ];
    assert.deepEqual(texts, [
      '$(sync~spin) Loopscope: running tea.py',
      '$(check) Loopscope: finished in 2.000 s, 3 tasks',
      '$(warning) Loopscope: finished in 2.000 s, 3 tasks, 1 warning',
      '$(error) Loopscope: failed after 2.000 s, 3 tasks',
      '$(debug-stop) Loopscope: stopped after 2.000 s, 3 tasks',
      '$(watch) Loopscope: stopped by a limit after 2.000 s, 3 tasks',
      '$(debug-pause) Loopscope: stalled after 2.000 s, 3 tasks',
      '$(error) Loopscope: crashed after 2.000 s, 3 tasks',
      '$(check) Loopscope: finished in 0.500 s, 1 task',
    ]);
  });

  it('in the terminal', () => {
    const model = modelOf(blockedSleepTrace());
    const printer = new RunPrinter(model, true, english);
    const output = [printer.header(), printer.output(), printer.output()];
    model.end({ ...FINISHED, end: 'crashed', message: 'It is gone.\nRun it again.' }, []);
    assert.deepEqual([...output, printer.footer()].map(stripVTControlCharacters), [
      '▶ tea.py\r\n',
      [
        '   0.000 s │ func1() started\r\n',
        '   0.000 s │ func2() started\r\n',
        '   2.000 s │ func2() finished\r\n',
        '   2.000 s │ func1() finished\r\n',
      ].join(''),
      '',
      'It is gone.\r\nRun it again.\r\n── crashed after 2.000 s, 3 tasks ──\r\n\r\n',
    ]);
  });

  it('in the terminal, with the cells that run', () => {
    const starts = [1, 4, 9];
    const headers = [
      { starts, first: 3, last: 3 },
      { starts, first: 1, last: 3 },
    ].map((plan) =>
      new RunPrinter(new RunModel(modelOf().header, undefined, true, plan), true, english).header(),
    );
    assert.deepEqual(headers.map(stripVTControlCharacters), [
      '▶ tea.py, cell 3\r\n',
      '▶ tea.py, cells 1–3\r\n',
    ]);
  });

  it('in the terminal without times', () => {
    const trace = new TraceBuilder().output(1, 0, 'no line end').end(1);
    const printer = new RunPrinter(ended(trace), false, english);
    assert.equal(
      stripVTControlCharacters(printer.output() + printer.footer()),
      'no line end\r\n── finished in 1.000 s, 0 tasks ──\r\n\r\n',
    );
  });

  it('in a message, if there is a next step to take', () => {
    const notice = (end: RunOutcome['end'], message = '', problem?: RunOutcome['problem']) =>
      outcomeNotice({ ...FINISHED, end, message, problem }, 'tea.py', english);
    const place = { file: '/tea.py', line: 1, column: 1, endLine: 1, endColumn: 2 };
    assert.deepEqual(
      [
        notice('finished'),
        notice('stopped', 'The run was stopped.'),
        notice('failed', 'ValueError', { ...place, message: 'ValueError' }),
      ],
      [undefined, undefined, undefined],
    );
    const shown = (['failed', 'limit', 'stalled', 'crashed'] as const).map((end) => {
      const { severity, text, buttons } = notice(end, 'It ended.')!;
      return `${severity}: ${text} ${buttons.map(({ title }) => `[${title}]`).join('')}`;
    });
    assert.deepEqual(shown, [
      'error: tea.py: It ended. [Show Output]',
      'warning: tea.py: It ended. [Change the Limit][Show Output]',
      'warning: tea.py: It ended. [Open Timeline]',
      'error: tea.py: It ended. [Run Again][Show Output]',
    ]);
  });

  it('in a message and in the terminal, who waits for whom if it hangs', () => {
    const t = new TraceBuilder().primitive(0, 1, 'lock', 'door').created(0, 1, 'main').step(0, 1);
    t.level(0, 1, 1, 1).suspended(0, 1, 'lock', { on: 1 });
    const model = ended(t.endAs(0, 'stalled'), { end: 'stalled', message: 'It hangs.' });
    const says =
      'The program hangs. main waits for lock `door`, which it holds itself. A task cannot take a lock twice: do all that needs the lock where it is held.';
    const [footer] = stripVTControlCharacters(new RunPrinter(model, false, english).footer()).split(
      '\r\n',
    );
    assert.deepEqual(
      [outcomeNotice(model.outcome!, 'tea.py', english)?.text, footer],
      [`tea.py: ${says}`, says],
    );
  });

  it('in a note, which leads to the setting that it names', () => {
    const notes = ['Turn on the setting loopscope.files.write.', 'Nothing can be done.'];
    assert.deepEqual(
      noteNotices({ ...FINISHED, notes }, 'tea.py', english).map(({ text, buttons }) => [
        text,
        buttons.map(({ step }) => step.kind === 'command' && step.argument),
      ]),
      [
        ['tea.py: Turn on the setting loopscope.files.write.', ['@id:loopscope.files.write']],
        ['tea.py: Nothing can be done.', []],
      ],
    );
  });

  it('about a limit leads to its setting', () => {
    assert.equal(
      limitQuery('It ran 7 steps. Raise the setting loopscope.limits.virtualSeconds.'),
      '@id:loopscope.limits.virtualSeconds',
    );
    assert.equal(limitQuery('It was too much.'), 'loopscope.limits');
  });

  it('if it cannot be run, names a next step', () => {
    const problems = [
      'untrusted',
      'no-file',
      'not-on-disk',
      'other-language',
      'empty',
      'unreadable',
    ] as const;
    for (const problem of problems) {
      const { text, buttons } = problemNotice(problem, 'tea.x', 'vscode-vfs', english);
      assert.match(text, /\.$/);
      assert.ok(buttons.length > 0, problem);
    }
  });

  it('in the editor: findings with the tasks that they delayed', () => {
    const [mark, ...more] = marksOf(FINISHED, findings, english);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [mark?.severity, mark?.code, mark?.message.split('\n')[0], mark?.place.line],
      ['warning', 'blocking-call', '`time.sleep(2)` held the loop for 2.000 s.', 12],
    );
    assert.deepEqual(
      mark?.related.map(({ place, message }) => [place.line, message]),
      [[7, 'func1 was due at 1.000 s and ran 1.000 s late.']],
    );
  });

  it('in the editor: the error that ended it, first', () => {
    const place = { file: '/tea.py', line: 3, column: 1, endLine: 3, endColumn: 2 };
    const codes = ["SyntaxError: '(' was never closed", 'ValueError: no tea'].map((message) => {
      const problem = { ...place, message };
      const [mark] = marksOf({ ...FINISHED, end: 'failed', problem }, findings, english);
      return [mark?.severity, mark?.code, mark?.message];
    });
    assert.deepEqual(codes, [
      ['error', 'syntax-error', "SyntaxError: '(' was never closed"],
      ['error', 'uncaught-exception', 'ValueError: no tea'],
    ]);
  });

  it('in the editor: nothing about where a program was when it was stopped', () => {
    const place = { file: '/tea.py', line: 3, column: 1, endLine: 3, endColumn: 2 };
    const problem = { ...place, message: 'KeyboardInterrupt' };
    assert.deepEqual(marksOf({ ...FINISHED, end: 'stopped', problem }, [], english), []);
  });

  it('in the editor: how many delayed tasks are not listed', () => {
    const [finding] = findings;
    const [mark] = marksOf(FINISHED, [{ ...finding!, delayedCount: 12 }], english);
    assert.match(mark!.message, /\n11 more tasks are not listed here\.$/);
  });
});
