import { deepStrictEqual } from 'node:assert/strict';
import { TraceStore } from '../../../../src/trace/store';
import { Explained } from '../../../support/explanations';
import { TraceBuilder, threadTrace } from '../../../support/trace-builder';

describe('Explanations of the loop, outputs and jobs', () => {
  it('say why nothing was ready, and what ended that', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).timer(0, 1000, 'show', 0.5, 1, t.at(4, 'main'));
    for (let task = 2; task <= 5; task++) t.created(0, task, 'work', 1);
    t.suspended(0, 1, 'gather', { detail: '4 awaitables' });
    t.step(0, 2).suspended(0, 2, 'sleep', { detail: '2.0 s', deadline: 2 });
    t.step(0, 3).suspended(0, 3, 'sleep', { detail: '1.0 s', deadline: 1 });
    t.step(0, 4).suspended(0, 4, 'socket read').step(0, 5).suspended(0, 5, 'event');
    t.idle(0, 0.5).calls(0.5, 0.5, 1000, 'show').idle(0.5, 0.75);
    t.ready(0.75, 4, 'woken').step(0.75, 4).ended(0.75, 4).idle(0.75, 1);
    t.callback(1, 1, 'sleep is over', () => t.ready(1, 3, 'timer', 3, 1)).step(1, 3);
    t.ended(1, 3).idle(1, 1.5);
    const idle = new Explained(t.endAs(1.5, 'stopped'))
      .loop()
      .filter((text) => text.startsWith('Nothing'));
    deepStrictEqual(idle, [
      'Nothing was ready from 0.000 s to 0.500 s. work #2 slept until 1.000 s, work slept until 2.000 s, main waited for the 4 awaitables of a `gather` and 2 more tasks waited. Then the timer for `show` was due at 0.500 s, which main had set (line 4).',
      'Nothing was ready from 0.500 s to 0.750 s. work #2 slept until 1.000 s, work slept until 2.000 s, main waited for the 4 awaitables of a `gather` and 2 more tasks waited. Then something came over the connection at 0.750 s, so work #3 became ready.',
      "Nothing was ready from 0.750 s to 1.000 s. work #2 slept until 1.000 s, work slept until 2.000 s, main waited for the 4 awaitables of a `gather` and 1 more task waited. Then work #2's sleep was over at 1.000 s, so work #2 became ready.",
      'Nothing was ready from 1.000 s to 1.500 s. work slept until 2.000 s, main waited for the 4 awaitables of a `gather` and work #4 waited for an event. Then the run ended.',
    ]);
  });

  it('say who asked for a callback, what it did, and whom it kept waiting', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).asked(0, 1000, 'show', 1, t.at(4, 'main'));
    t.timer(0, 1001, 'ring', 0.25, 1, t.at(5, 'main'))
      .created(0, 2, 'work', 1)
      .suspended(0, 1, 'event');
    t.calls(0, 0.5, 1000, 'show', () =>
      t.output(0, 0, 'one\n').block(0, 0.5, 0, 'time.sleep(0.5)', t.at(9, 'show')),
    );
    t.calls(0.5, 0.5, 1001, 'ring', () =>
      t.ready(0.5, 1, 'timer', 1, 0.25).created(0.5, 3, 'more', 1),
    );
    t.step(0.5, 2).asked(0.5, 1002, 'gather: one is done', 2).ended(0.5, 2);
    t.calls(0.5, 0.5, 1002, 'gather: one is done').callback(0.5, 0.5, 'the executor is closed');
    t.asked(0.5, 1003, 'run_until_complete: it is done');
    t.calls(0.5, 0.5, 1003, 'run_until_complete: it is done');
    const explained = new Explained(t.end(0.5));
    deepStrictEqual(explained.loop(), [
      'The loop ran a step of main at 0.000 s. This is its first step: the program created it at 0.000 s. It created work and then waited for an event.',
      'The callback `show` held the loop from 0.000 s to 0.500 s. `time.sleep(0.5)` (line 9) did not give control back to the loop for 0.500 s, so work had to wait. main asked for it at 0.000 s (line 4). It printed `one`.',
      'The callback `ring` ran at 0.500 s. main set a timer at 0.000 s (line 5) that was due at 0.250 s, but the loop came round to it only at 0.500 s. It created more and woke main.',
      'The loop ran a step of work at 0.500 s. This is its first step: main created it at 0.000 s. Then it was done.',
      "Asyncio's callback `gather: one is done` ran at 0.500 s. work was done at 0.500 s, and `gather` takes note of that.",
      "Asyncio's callback `the executor is closed` ran at 0.500 s. The trace does not tell who asked for it.",
      "Asyncio's callback `run_until_complete: it is done` ran at 0.500 s. Asyncio tidies up when a program is over.",
    ]);
    deepStrictEqual(
      explained.task(3)[0],
      'more was ready for its first step from 0.500 s on. The callback `ring` created it at 0.500 s. The run ended at 0.500 s before its turn came.',
    );
  });

  it('tell an eager step inside another step, and the step that goes on', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).eager(0, 2, 'quick', 1, t.at(4, 'main'));
    t.output(0, 2, 'in\n')
      .block(0, 1, 2, 'f()', t.at(8, 'quick'))
      .suspended(1, 2, 'event')
      .goesOn(1, 1);
    t.output(1, 1, 'a\n')
      .output(1, 1, '\n')
      .ended(1, 1, 'failed', 'ValueError: `x`', t.at(5, 'main'));
    const explained = new Explained(t.end(1, 1));
    deepStrictEqual(explained.all(), [
      'main',
      '    main was ready for its first step at 0.000 s. The program created it at 0.000 s. It was the next task in the queue, so it ran at once.',
      "    main held the loop from 0.000 s to 1.000 s. `f()` (line 8) did not give control back to the loop for 1.000 s, but nobody else was ready. It created quick, printed 2 times and failed with `ValueError: 'x'` (line 5).",
      "    main failed at 1.000 s. `ValueError: 'x'` left its coroutine at line 5.",
      'quick',
      '    quick held the loop from 0.000 s to 1.000 s. `f()` (line 8) did not give control back to the loop for 1.000 s, but nobody else was ready. It printed `in` and then waited for an event.',
      '    quick waited for an event from 1.000 s on. It waited when the run ended at 1.000 s.',
      '    quick had not ended at 1.000 s. The run ended before it did.',
      'loop',
      '    The loop ran a step of main at 0.000 s. This is its first step: the program created it at 0.000 s. It started the eager task quick, whose first step ran inside of it.',
      '    The loop ran a step of quick from 0.000 s to 1.000 s. `f()` (line 8) did not give control back to the loop for 1.000 s, but nobody else was ready. It printed `in` and then waited for an event.',
      '    The loop ran a step of main at 1.000 s. The step went on after the eager step of quick, which it had started.',
      'output',
      '    quick printed `in` at 0.000 s. main created it as an eager task (line 4), so its first step ran at once, before its creator went on.',
      '    main printed `a` at 1.000 s. This is its first step: the program created it at 0.000 s.',
      '    main printed an empty line at 1.000 s. This is its first step: the program created it at 0.000 s.',
    ]);
  });

  it('say why the loop did not run', () => {
    const t = new TraceBuilder();
    t.block(0, 1, 0, 'time.sleep(1)', t.at(3)).created(1, 1, 'main').step(1, 1).ended(1, 1);
    t.block(1, 3, 0, 'input()', t.at(6)).created(3, 2, 'main').step(3, 2).ended(3, 2);
    const explained = new Explained(t.end(4));
    const texts = [0.5, 2, 3.5].map((time) => explained.text({ kind: 'gap', time }));
    deepStrictEqual(texts, [
      'No loop ran from 0.000 s to 1.000 s. The program had not started its loop yet. `time.sleep(1)` (line 3) held the program.',
      'No loop ran from 1.000 s to 3.000 s. The program was between two runs of its loops. `input()` (line 6) held the program.',
      'No loop ran from 3.000 s to 4.000 s. The loop had nothing more to do, and the run ended at 4.000 s.',
    ]);
    const growing = new TraceBuilder()
      .created(0, 1, 'main')
      .step(0, 1)
      .ended(0, 1)
      .output(2, 0, 'late\n');
    const last = new Explained(growing.soFar());
    deepStrictEqual(
      [last.text({ kind: 'gap', time: 1 }), ...last.outputs()],
      [
        'No loop ran from 0.000 s to 2.000 s. Nothing has happened since.',
        'The program printed `late` at 2.000 s. It comes from outside of the loop, where the program runs as usual.',
      ],
    );
  });

  it('say who created a task that was not there yet', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'sleep', { deadline: 1 }).idle(0, 1);
    t.ready(1, 1, 'timer').step(1, 1).created(1, 2, 'late', 1, t.at(4));
    deepStrictEqual(
      [2, 3].map((task) => new Explained(t.soFar()).text({ kind: 'creation', task })),
      ['late did not exist before 1.000 s. main created it at 1.000 s (line 4).', undefined],
    );
  });

  it('say who handed a job in, why it had to wait, and how it ended', () => {
    deepStrictEqual(new Explained(threadTrace(), 'threads.py').jobs(), [
      "`load('a')` ran in the thread w_0 from 0.000 s to 3.000 s. main handed it in at 0.000 s (line 3). The result was there at 3.000 s.",
      "`load('b')` ran in the thread w_1 from 0.000 s to 2.000 s. main handed it in at 0.000 s (line 4). It failed at 2.000 s.",
      "`load('c')` ran in the thread w_1 from 2.000 s to 4.000 s. main handed it in at 0.000 s (line 5), but it had to wait until w_1 was through with `load('b')` at 2.000 s. The result was there at 4.000 s.",
      "`load('d')` never began. main handed it in at 0.000 s. It was cancelled at 0.000 s.",
    ]);
    const t = new TraceBuilder();
    t.submitted(0, 1, 'load()').worker(0, 1, 'process_0', 'process').jobStarted(0, 1, 1);
    t.submitted(0, 2, 'late()');
    deepStrictEqual(new Explained(t.soFar()).jobs(), [
      '`load()` ran in the process process_0 from 0.000 s on. The program handed it in at 0.000 s. It is not over at 0.000 s.',
      '`late()` has not begun. The program handed it in at 0.000 s.',
    ]);
    deepStrictEqual(new Explained(t.endAs(2, 'stopped')).jobs(), [
      '`load()` ran in the process process_0 from 0.000 s on. The program handed it in at 0.000 s. It was not over when the run ended at 2.000 s.',
      '`late()` never began. The program handed it in at 0.000 s.',
    ]);
  });

  it('have nothing to say about what is not in the trace', () => {
    const explained = new Explained(new TraceStore());
    const texts = [
      explained.text({ kind: 'interval', interval: 0 }),
      explained.text({ kind: 'creation', task: 1 }),
      explained.text({ kind: 'end', task: 1 }),
      explained.text({ kind: 'request', event: 0 }),
      explained.text({ kind: 'loop', span: 0 }),
      explained.text({ kind: 'gap', time: 0 }),
      explained.text({ kind: 'output', event: 0 }),
      explained.text({ kind: 'job', job: 1 }),
    ];
    deepStrictEqual(texts, [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'No loop ran at 0.000 s. The program had not started its loop yet.',
      undefined,
      undefined,
    ]);
  });
});
