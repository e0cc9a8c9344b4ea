import * as assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { blockingFindings } from '../../../src/analysis/blocking-findings';
import { marksOf } from '../../../src/extension/diagnostics/mark';
import { RunPrinter, restartLine } from '../../../src/extension/output/run-printer';
import { problemNotice } from '../../../src/extension/run/problem-messages';
import { RunModel } from '../../../src/extension/run/run-model';
import { shortened } from '../../../src/extension/run/shortened';
import { statusLinks } from '../../../src/extension/run/status-links';
import { statusSentences, statusText } from '../../../src/extension/run/status-text';
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
      '$(check) Loopscope: finished in 2.000 s',
      '$(warning) Loopscope: finished in 2.000 s, 1 warning',
      '$(error) Loopscope: failed after 2.000 s',
      '$(debug-stop) Loopscope: stopped after 2.000 s',
      '$(watch) Loopscope: stopped by a limit after 2.000 s',
      '$(debug-pause) Loopscope: stalled after 2.000 s',
      '$(error) Loopscope: crashed after 2.000 s',
      '$(check) Loopscope: finished in 0.500 s',
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

  it('in the terminal, that cells were restarted', () => {
    const trace = new TraceBuilder('/tea.py').cell(0, 1, '').cell(0, 2, '').end(0);
    const kept = ended(trace, { kept: { isPaused: false } });
    const lines = [kept, ended(trace)].map((model) => restartLine(model, english));
    assert.deepEqual(lines.map(stripVTControlCharacters), [
      'tea.py: what cells 1 and 2 had made is gone. The next Run Cell begins anew.\r\n\r\n',
      'tea.py: the next Run Cell begins anew.\r\n\r\n',
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

  it('in the tooltip and in the terminal, who waits for whom if it hangs', () => {
    const t = new TraceBuilder().primitive(0, 1, 'lock', 'door').created(0, 1, 'main').step(0, 1);
    t.level(0, 1, 1, 1).suspended(0, 1, 'lock', { on: 1 });
    const model = ended(t.endAs(0, 'stalled'), { end: 'stalled', message: 'It hangs.' });
    const says =
      'The program hangs. main waits for lock `door`, which it holds itself. A task cannot take a lock twice: do all that needs the lock where it is held.';
    const [footer] = stripVTControlCharacters(new RunPrinter(model, false, english).footer()).split(
      '\r\n',
    );
    assert.deepEqual([statusSentences(model, english)[1], footer], [says, says]);
  });

  it('in the tooltip of the status bar: all sentences, and the next steps', () => {
    const notes = ['Turn on the setting loopscope.files.write.', 'Nothing can be done.'];
    const message = 'It ran 7 steps. Raise the setting loopscope.limits.steps.';
    const asking = modelOf(new TraceBuilder().created(0, 1, 'main').soFar());
    asking.isAsking = true;
    const limit = ended(blockedSleepTrace(), { end: 'limit', message, notes });
    const opened = new RunModel(limit.header, 'file:///tea.loopscope');
    opened.end({ ...FINISHED, notes }, []);
    const models = [modelOf(), asking, limit, opened];
    assert.deepEqual(
      models.map((model) => [
        statusSentences(model, english),
        statusLinks(model, english).map(({ title, argument }) => argument ?? title),
      ]),
      [
        [['tea.py is running: 0.000 s on its clock, 0 tasks.'], ['Stop', 'Show Output']],
        [
          ['tea.py waits for input. Type it in the terminal; Ctrl+D ends the input.'],
          ['Stop', 'Show Output'],
        ],
        [
          ['tea.py: stopped by a limit after 2.000 s, 3 tasks.', message, ...notes],
          ['Show Output', '@id:loopscope.limits.steps', '@id:loopscope.files.write'],
        ],
        [['tea.py: finished in 0.000 s, 0 tasks.', ...notes], ['@id:loopscope.files.write']],
      ],
    );
  });

  it('in the status bar with the beginning of what is too long for it', () => {
    const texts = [
      'Finding 1 of 2: short.',
      'They wait for each other. anna waits for the lock `salt`, which ben holds.',
      'Finding 1 of 2: anna waits for the lock `salt`, which ben holds, for ever.',
      'a_name_that_is_longer_than_all_the_room_that_a_status_bar_has_for_it.py',
    ];
    assert.deepEqual(
      texts.map((text) => shortened(text)),
      [
        'Finding 1 of 2: short.',
        'They wait for each other.',
        'Finding 1 of 2: anna waits for the lock `salt`, which ben…',
        'a_name_that_is_longer_than_all_the_room_that_a_status_bar_…',
      ],
    );
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
