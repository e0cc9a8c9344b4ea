import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { Explained } from '../../../support/explanations';
import { blockedSleepTrace, TraceBuilder } from '../../../support/trace-builder';

const [MAIN, ONE, TWO] = [1, 2, 3];

/** main begins at 0 s and creates two tasks, `one` and `two`; then it awaits `one`. */
function family(): TraceBuilder {
  const t = new TraceBuilder();
  t.created(0, MAIN, 'main', 0, t.at(20)).step(0, MAIN, t.at(10, 'main'));
  t.created(0, ONE, 'one', MAIN, t.at(11, 'main')).created(0, TWO, 'two', MAIN, t.at(12, 'main'));
  return t.suspended(0, MAIN, 'task', { on: ONE, position: t.at(13, 'main') });
}

describe('Explanations of intervals', () => {
  it('say why a sleep that a blocking step held up ended late', () => {
    const explained = new Explained(blockedSleepTrace(), 'blocked.py');
    deepStrictEqual(explained.task(2), [
      'func1 was ready for its first step at 0.000 s. main created it at 0.000 s (line 17). It was the next task in the queue, so it ran at once.',
      'func1 ran at 0.000 s. This is its first step: main created it at 0.000 s (line 17). It printed `func1() started` and then slept for 1.0 s (line 7).',
      'func1 slept for 1.0 s from 0.000 s to 1.000 s. It waited at line 7 until its sleep was over at 1.000 s. The loop was busy with func2 (`time.sleep(2)`, line 12) until 2.000 s, so func1 ran 1.000 s late.',
      'func1 was ready from 1.000 s to 2.000 s. func1 was due at 1.000 s. The loop was busy with func2 (`time.sleep(2)`, line 12) until 2.000 s, so func1 ran 1.000 s late.',
      'func1 ran at 2.000 s. It went on because its sleep was over at 1.000 s. It printed `func1() finished` and was done.',
      'func1 was done at 2.000 s. Its coroutine returned after 2 steps and 2.000 s. main had waited for it and became ready.',
    ]);
    deepStrictEqual(explained.task(3), [
      'func2 was ready for its first step at 0.000 s. main created it at 0.000 s (line 18). func1 ran before it, but that took no time.',
      'func2 held the loop from 0.000 s to 2.000 s. `time.sleep(2)` (line 12) did not give control back to the loop for 2.000 s, so func1 had to wait. It printed 2 times and was done.',
      'func2 was done at 2.000 s. Its coroutine returned after 1 step and 2.000 s.',
    ]);
    deepStrictEqual(explained.task(1), [
      'main was ready for its first step at 0.000 s. The program created it at 0.000 s (line 21). It was the next task in the queue, so it ran at once.',
      'main ran at 0.000 s. This is its first step: the program created it at 0.000 s (line 21). It created func1 and func2 and then waited for func1 (line 19).',
      'main waited for func1 from 0.000 s to 2.000 s. It waited at line 19 until func1 was done at 2.000 s.',
      'main was ready at 2.000 s. func1 was done at 2.000 s, so main became ready. It was the next task in the queue, so it ran at once.',
      'main ran at 2.000 s. It went on because func1 was done at 2.000 s. Then it was done.',
      'main was done at 2.000 s. Its coroutine returned after 2 steps and 2.000 s.',
    ]);
  });

  it('name the two that held the loop longest, and count the others', () => {
    const t = family();
    t.step(0, ONE).suspended(0, ONE, 'sleep', { detail: '0.1 s', deadline: 0.1 });
    t.created(0, 4, 'three').created(0, 5, 'four').created(0, 6, 'five');
    t.step(0, TWO).block(0, 0.25, TWO, 'read()', t.at(30, 'two')).ended(0.25, TWO);
    t.step(0.25, 4).sample(0.4, 4, 0.3, t.at(31, 'three')).ended(0.75, 4);
    t.step(0.75, 5, t.at(33, 'four')).ended(1, 5).step(1, 6).ended(1.125, 6);
    t.callback(1.125, 1.125, 'sleep is over', () => t.ready(1.125, ONE, 'timer', 0, 0.1));
    t.step(1.125, ONE).ended(1.125, ONE);
    deepStrictEqual(
      new Explained(t.soFar()).task(ONE)[3],
      'one was ready from 0.100 s to 1.125 s. one was due at 0.100 s. The loop was busy with three for 0.500 s (line 31), four for 0.250 s (from line 33 on) and 2 more until 1.125 s, so one ran 1.025 s late.',
    );
    deepStrictEqual(
      new Explained(t.soFar()).task(6)[0],
      'five was ready for its first step from 0.000 s to 1.000 s. The program created it at 0.000 s. The loop was busy with three for 0.500 s (line 31), two for 0.250 s (`read()`, line 30) and 1 more until 1.000 s, so five waited 1.000 s for its turn.',
    );
  });

  it('say that the user interrupted the run, whatever ran then', () => {
    const t = family();
    t.step(0, ONE).suspended(0, ONE, 'sleep', { detail: '9.0 s', deadline: 9 });
    t.step(0, TWO).output(0.5, TWO, 'begun\n');
    t.interrupted(0.5, MAIN, t.at(40, 'two')).interrupted(0.5, ONE, t.at(40, 'two'));
    t.ready(0.5, ONE, 'cancelled').ended(0.75, TWO).step(0.75, ONE).ended(0.75, ONE, 'cancelled');
    const explained = new Explained(t.soFar());
    const [, , slept] = explained.task(ONE);
    deepStrictEqual(
      [explained.task(TWO)[1], explained.task(MAIN).at(-2), slept],
      [
        'two held the loop from 0.000 s to 0.750 s. The work did not give control back to the loop for 0.750 s, so one had to wait. It printed `begun`, was interrupted by Stop or Ctrl+C and was done.',
        'main was asked to cancel at 0.500 s. Stop or Ctrl+C interrupted the run and asked it to cancel at 0.500 s (line 40), while it waited for one (line 13).',
        'one slept for 9.0 s from 0.000 s to 0.500 s. It waited, but Stop or Ctrl+C interrupted the run and asked main, which waited for it, to cancel at 0.500 s (line 40), so the wait was given up. The loop was busy with two until 0.750 s, so one waited 0.250 s for its turn.',
      ],
    );
  });

  it('say what ended a wait', () => {
    const waits = [
      ['lock', ''],
      ['semaphore', ''],
      ['event', ''],
      ['condition', ''],
      ['barrier', ''],
      ['queue.get', ''],
      ['queue.put', ''],
      ['queue.join', ''],
      ['future', ''],
      ['other', 'as_completed'],
    ] as const;
    const texts = waits.map(([kind, detail]) => {
      const t = family();
      t.step(0, ONE)
        .suspended(0, ONE, kind, { detail, position: t.at(30, 'one') })
        .idle(0, 1);
      t.step(1, TWO).ready(1, ONE, 'woken', TWO).suspended(1, TWO, 'event');
      t.step(1, ONE).ended(1, ONE);
      return new Explained(t.soFar()).task(ONE)[2];
    });
    deepStrictEqual(texts, [
      'one waited for a lock from 0.000 s to 1.000 s. It waited at line 30 until two released the lock at 1.000 s.',
      'one waited for a semaphore from 0.000 s to 1.000 s. It waited at line 30 until two released the semaphore at 1.000 s.',
      'one waited for an event from 0.000 s to 1.000 s. It waited at line 30 until two set the event at 1.000 s.',
      'one waited for a condition from 0.000 s to 1.000 s. It waited at line 30 until two woke it through the condition at 1.000 s.',
      'one waited at a barrier from 0.000 s to 1.000 s. It waited at line 30 until two came to the barrier at 1.000 s.',
      'one waited for an item from a queue from 0.000 s to 1.000 s. It waited at line 30 until two put an item into the queue at 1.000 s.',
      'one waited for room in a queue from 0.000 s to 1.000 s. It waited at line 30 until two took an item from the queue at 1.000 s.',
      'one waited for all items of a queue to be worked off from 0.000 s to 1.000 s. It waited at line 30 until two worked off the last item of the queue at 1.000 s.',
      'one waited for a future from 0.000 s to 1.000 s. It waited at line 30 until two gave the future its result at 1.000 s.',
      'one waited for `as_completed` from 0.000 s to 1.000 s. It waited at line 30 until two woke it at 1.000 s.',
    ]);
  });

  it('say what came from outside', () => {
    const kinds = [
      'thread',
      'process',
      'socket read',
      'socket write',
      'connect',
      'promise',
    ] as const;
    const texts = kinds.map((kind) => {
      const t = family();
      t.step(0, ONE).suspended(0, ONE, kind).idle(0, 1).ready(1, ONE, 'woken').step(1, ONE);
      return new Explained(t.soFar()).task(ONE)[2];
    });
    deepStrictEqual(texts, [
      'one waited for a thread from 0.000 s to 1.000 s. It waited until the thread was through at 1.000 s.',
      'one waited for a process from 0.000 s to 1.000 s. It waited until the process was through at 1.000 s.',
      'one waited for data from a connection from 0.000 s to 1.000 s. It waited until something came over the connection at 1.000 s.',
      'one waited for room in a connection from 0.000 s to 1.000 s. It waited until the connection had room again at 1.000 s.',
      'one waited for a connection from 0.000 s to 1.000 s. It waited until the connection was there at 1.000 s.',
      'one waited for a native promise from 0.000 s to 1.000 s. It waited until the promise was settled at 1.000 s.',
    ]);
  });

  it('say which job of a thread was over', () => {
    const t = family();
    t.step(0, ONE).submitted(0, 1, 'load()', ONE).worker(0, 1, 'w_0').jobStarted(0, 1, 1);
    t.suspended(0, ONE, 'thread', { detail: 'load()' }).idle(0, 1).jobEnded(1, 1, 'failed');
    t.asked(1, 1000, 'executor: the result is here');
    t.calls(1, 1, 1000, 'executor: the result is here', () => t.ready(1, ONE, 'woken'));
    const explained = new Explained(t.soFar());
    deepStrictEqual(
      [explained.task(ONE)[2], ...explained.loop().slice(-2)],
      [
        'one waited for `load()` in a thread from 0.000 s to 1.000 s. It waited until `load()` failed in w_0 at 1.000 s.',
        'Nothing was ready from 0.000 s to 1.000 s. main waited for one and one waited for `load()` in a thread. Then `load()` failed in w_0 at 1.000 s, so one became ready.',
        "Asyncio's callback `executor: the result is here` ran at 1.000 s. A thread or process was through with its job. It woke one.",
      ],
    );
  });

  it('say who is the last of those that were awaited together, and who failed', () => {
    const texts = (['done', 'failed', 'cancelled'] as const).map((outcome) => {
      const t = family();
      t.step(0, ONE).suspended(0, ONE, 'gather', { detail: '2 awaitables' }).idle(0, 1);
      t.ready(1, TWO, 'timer').step(1, TWO).asked(1, 1000, 'gather: one is done', TWO);
      t.ended(1, TWO, outcome, outcome === 'failed' ? 'OSError' : '');
      t.calls(1, 1, 1000, 'gather: one is done', () => t.ready(1, ONE, 'woken', TWO));
      return new Explained(t.soFar()).task(ONE)[2];
    });
    deepStrictEqual(texts, [
      'one waited for the 2 awaitables of a `gather` from 0.000 s to 1.000 s. It waited until two, the last of them, was done at 1.000 s.',
      'one waited for the 2 awaitables of a `gather` from 0.000 s to 1.000 s. It waited until two failed at 1.000 s.',
      'one waited for the 2 awaitables of a `gather` from 0.000 s to 1.000 s. It waited until two was cancelled at 1.000 s.',
    ]);
  });

  it('say which callback or timer ended a wait', () => {
    const t = family();
    t.step(0, ONE).timer(0, 1000, 'Future.set_result', 1, ONE, t.at(30, 'one'));
    t.timer(0, 1001, 'timeout of wait', 3, ONE);
    t.suspended(0, ONE, 'future').idle(0, 1);
    t.calls(1, 1, 1000, 'Future.set_result', () => t.ready(1, ONE, 'timer', ONE, 1));
    t.step(1, ONE).suspended(1, ONE, 'future').idle(1, 2);
    t.step(2, TWO).asked(2, 1002, 'Future.set_exception', TWO, t.at(40, 'two')).ended(2, TWO);
    t.calls(2, 2, 1002, 'Future.set_exception', () => t.ready(2, ONE, 'woken', TWO));
    t.step(2, ONE).suspended(2, ONE, 'wait').idle(2, 3);
    t.calls(3, 3, 1001, 'timeout of wait', () => t.ready(3, ONE, 'timer', ONE, 3));
    const texts = new Explained(t.soFar()).task(ONE);
    deepStrictEqual(
      [texts[2], texts[5], texts[8]],
      [
        'one waited for a future from 0.000 s to 1.000 s. It waited until a timer of one (line 30) ran `Future.set_result` at 1.000 s.',
        'one waited for a future from 1.000 s to 2.000 s. It waited until the callback `Future.set_exception`, for which two had asked (line 40), ran at 2.000 s.',
        'one waited in `asyncio.wait` from 2.000 s to 3.000 s. It waited until the timeout of `wait` was over at 3.000 s.',
      ],
    );
  });

  it('say who asked for a cancellation, whom it went through, and what came of it', () => {
    const t = family();
    t.step(0, ONE).suspended(0, ONE, 'task', { on: TWO, position: t.at(30, 'one') });
    t.step(0, TWO).suspended(0, TWO, 'sleep', {
      detail: '9.0 s',
      deadline: 9,
      position: t.at(40, 'two'),
    });
    t.created(0, 4, 'early').step(0, 4).cancelling(0.5, ONE, 4, t.at(50, 'early'));
    t.cancelling(0.5, TWO, 4, t.at(50, 'early')).ready(0.5, TWO, 'cancelled', 4).ended(0.5, 4);
    t.step(0.5, TWO).ready(0.5, ONE, 'cancelled', TWO).ended(0.5, TWO, 'cancelled');
    t.step(0.5, ONE).ended(0.5, ONE);
    const explained = new Explained(t.soFar());
    deepStrictEqual(explained.task(ONE).slice(2), [
      'one waited for two from 0.000 s to 0.500 s. It waited at line 30 until two was cancelled at 0.500 s. early asked it to cancel at 0.500 s (line 50), and it handed that on to two.',
      'one was ready at 0.500 s. two was cancelled at 0.500 s, so one became ready. It was the next task in the queue, so it ran at once.',
      'one ran at 0.500 s. It went on because two was cancelled at 0.500 s. Then it was done.',
      'one was asked to cancel at 0.500 s. early asked it to cancel at 0.500 s (line 50), while it waited for two (line 30). It went on after that, and was done at 0.500 s.',
      'one was done at 0.500 s. Its coroutine returned after 2 steps and 0.500 s, although it had been asked to cancel.',
    ]);
    deepStrictEqual(explained.task(TWO).slice(2), [
      'two slept for 9.0 s from 0.000 s to 0.500 s. It waited at line 40, but early asked one, which waited for it, to cancel at 0.500 s (line 50), so the wait was given up.',
      'two was ready at 0.500 s. early asked one, which waited for it, to cancel at 0.500 s (line 50), so two became ready. It was the next task in the queue, so it ran at once.',
      'two ran at 0.500 s. It went on because early asked one, which waited for it, to cancel at 0.500 s (line 50). It woke one and was cancelled.',
      'two was asked to cancel at 0.500 s. early asked one, which waited for it, to cancel at 0.500 s (line 50), while it slept for 9.0 s (line 40). It was cancelled at 0.500 s.',
      'two was cancelled at 0.500 s. early asked one, which waited for it, to cancel at 0.500 s (line 50), and `CancelledError` left its coroutine. one had waited for it and became ready.',
    ]);
  });

  it('say which timeout cancelled', () => {
    const t = family();
    t.step(0, ONE).timer(0, 1000, 'timeout is over', 1, ONE).suspended(0, ONE, 'task', { on: TWO });
    t.step(0, TWO).suspended(0, TWO, 'sleep', { deadline: 9 }).idle(0, 1);
    t.calls(1, 1, 1000, 'timeout is over', () => {
      t.cancelling(1, ONE, ONE).cancelling(1, TWO, ONE).ready(1, TWO, 'cancelled', ONE);
    });
    const explained = new Explained(t.soFar());
    deepStrictEqual(
      [explained.task(ONE)[2], explained.task(TWO)[2]],
      [
        'one waited for two from 0.000 s on. It still waits at 1.000 s.',
        "two slept from 0.000 s to 1.000 s. It waited, but one's timeout was over at 1.000 s, so the wait was given up.",
      ],
    );
  });

  it('say that a task which was cancelled before its first step never began', () => {
    const t = new TraceBuilder();
    t.created(0, MAIN, 'main').step(0, MAIN).created(0, ONE, 'one', MAIN);
    t.cancelling(0, ONE, MAIN, t.at(5, 'main')).suspended(0, MAIN, 'task', { on: ONE });
    t.step(0, ONE).ended(0, ONE, 'cancelled');
    deepStrictEqual(new Explained(t.soFar()).task(ONE), [
      'one was ready for its first step at 0.000 s. main created it at 0.000 s. It was the next task in the queue, so it ran at once. main asked it to cancel at 0.000 s (line 5), so its coroutine never began.',
      'one ran at 0.000 s. main asked it to cancel at 0.000 s (line 5) before this first step, so its coroutine never began. Then it was cancelled.',
      'one was asked to cancel at 0.000 s. main asked it to cancel at 0.000 s (line 5), before it had begun. It was cancelled at 0.000 s.',
      'one was cancelled at 0.000 s. main asked it to cancel at 0.000 s (line 5) before its first step.',
    ]);
  });

  it('tell intervals that take no time: sleep(0), a step in which a task wakes itself, an eager step', () => {
    const t = new TraceBuilder();
    t.created(0, MAIN, 'main')
      .step(0, MAIN)
      .suspended(0, MAIN, 'yield', { position: t.at(5, 'main') });
    t.step(0, MAIN).created(0, ONE, 'one', MAIN, t.at(6, 'main'));
    deepStrictEqual(new Explained(t.soFar()).task(MAIN), [
      'main was ready for its first step at 0.000 s. The program created it at 0.000 s. It was the next task in the queue, so it ran at once.',
      'main ran at 0.000 s. This is its first step: the program created it at 0.000 s. Then it let the others go first (line 5).',
      'main was ready at 0.000 s. It let the others go first at line 5, and was ready again at once. It was the next task in the queue, so it ran at once.',
      'main ran from 0.000 s on. It had let the others go first at line 5, and now it was its turn again. It created one. It still runs at 0.000 s.',
      'main had not ended at 0.000 s. The run goes on.',
    ]);
  });

  it('say what was open when the run ended, was cut off, or goes on', () => {
    const open = () =>
      family().step(0, ONE).suspended(0, ONE, 'lock').step(0, TWO).block(0, 2, TWO, 'f()');
    const texts = [open().soFar(), open().endAs(2, 'stopped'), open().dropped(2, 7).end(3)].map(
      (trace) => {
        const explained = new Explained(trace);
        return [MAIN, ONE, TWO].flatMap((id) => explained.task(id).slice(-2));
      },
    );
    deepStrictEqual(texts, [
      [
        'main waited for one from 0.000 s on. It still waits at line 13 at 2.000 s. one itself waited for a lock.',
        'main had not ended at 2.000 s. The run goes on.',
        'one waited for a lock from 0.000 s on. It still waits at 2.000 s.',
        'one had not ended at 2.000 s. The run goes on.',
        'two held the loop from 0.000 s on. `f()` did not give control back to the loop for 2.000 s. It still runs at 2.000 s.',
        'two had not ended at 2.000 s. The run goes on.',
      ],
      [
        'main waited for one from 0.000 s on. It waited at line 13 when the run ended at 2.000 s. one itself waited for a lock.',
        'main had not ended at 2.000 s. The run ended before it did.',
        'one waited for a lock from 0.000 s on. It waited when the run ended at 2.000 s.',
        'one had not ended at 2.000 s. The run ended before it did.',
        'two held the loop from 0.000 s on. `f()` did not give control back to the loop for 2.000 s, but nobody else was ready. The run ended at 2.000 s, before this step did.',
        'two had not ended at 2.000 s. The run ended before it did.',
      ],
      [
        'main waited for one from 0.000 s to 2.000 s. It waited at line 13; how that ended is not in the trace, because a limit was reached.',
        'main had not ended at 3.000 s. Its end is not in the trace, because a limit was reached.',
        'one waited for a lock from 0.000 s to 2.000 s. It waited; how that ended is not in the trace, because a limit was reached.',
        'one had not ended at 3.000 s. Its end is not in the trace, because a limit was reached.',
        'two held the loop from 0.000 s to 2.000 s. `f()` did not give control back to the loop for 2.000 s, but nobody else was ready. What it did then is not in the trace, because a limit was reached.',
        'two had not ended at 3.000 s. Its end is not in the trace, because a limit was reached.',
      ],
    ]);
    const stalled = family().step(0, ONE).suspended(0, ONE, 'lock').endAs(0, 'stalled');
    strictEqual(
      new Explained(stalled).task(MAIN).at(-2),
      'main waited for one from 0.000 s on. It waits at line 13 for ever: nothing is left that could wake it. one itself waited for a lock.',
    );
  });

  it('name who was ready, or due, when a step held the loop to the end of the run', () => {
    const open = () => {
      const t = family().created(0, 4, 'three', MAIN).created(0, 5, 'four', MAIN).step(0, 5);
      t.suspended(0, 5, 'sleep', { detail: '2.0 s', deadline: 2 });
      t.step(0, ONE).suspended(0, ONE, 'sleep', { detail: '1.0 s', deadline: 1 });
      return t.step(0, TWO).block(0, 2, TWO, 'f()');
    };
    const texts = [open().endAs(2, 'stopped'), open().soFar()].map((trace) =>
      new Explained(trace).loop().at(-1),
    );
    deepStrictEqual(texts, [
      'The loop ran a step of two from 0.000 s to 2.000 s. `f()` did not give control back to the loop for 2.000 s, so one and three had to wait. The run ended at 2.000 s, before this step did.',
      'The loop ran a step of two from 0.000 s on. `f()` did not give control back to the loop for 2.000 s, so one and three had to wait. It still runs at 2.000 s.',
    ]);
  });
});
