import { deepStrictEqual } from 'node:assert/strict';
import type { Finding } from '../../../src/analysis/finding';
import { findingsOf } from '../../../src/analysis/findings';
import type { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

function findings(trace: TraceStore): Finding[] {
  return findingsOf(new Timeline(trace), 0.1);
}

/** What a user reads: the line, the message, and the messages of the tasks concerned. */
function texts(trace: TraceStore) {
  return findings(trace).map(({ position, message, delayed }) => [
    position?.line,
    message,
    ...delayed.map((one) => one.message),
  ]);
}

function advice(trace: TraceStore) {
  return findings(trace).map((finding) => finding.advice);
}

const TYPESCRIPT = '/scenarios/example.ts';

describe('Findings of coroutines that were never awaited', () => {
  it('name the call, once for each place', () => {
    const t = new TraceBuilder();
    const place = t.at(4, 'main');
    t.neverAwaited(1, 'main.<locals>.work', place).neverAwaited(2, 'main.<locals>.work', place);
    t.neverAwaited(3, 'other', t.at(5, 'main')).neverAwaited(3, '<lambda>', t.at(6, 'main'));
    const trace = t.end(3);
    deepStrictEqual(findings(trace)[0], {
      code: 'never-awaited',
      severity: 'warning',
      position: trace.positions[place],
      message: '`work()` was called 2 times without being awaited, so nothing of these calls ran.',
      advice: 'Put `await` before the call, or let it run meanwhile with `asyncio.create_task(…)`.',
      time: 1,
      count: 2,
      seconds: 0,
      delayed: [],
      delayedCount: 0,
    });
    deepStrictEqual(texts(trace).slice(1), [
      [5, '`other()` was called but never awaited, so nothing of it ran.'],
      [6, 'A function without a name was called but never awaited, so nothing of it ran.'],
    ]);
  });

  it('say what to do in the language of the file, at the top of it and in a function', () => {
    const advices = ['/a.py', '/a.ts', '/a.mjs'].map((file) => {
      const t = new TraceBuilder(file);
      t.neverAwaited(0, 'work', t.at(1)).neverAwaited(0, 'work', t.at(2, 'main'));
      if (file !== '/a.py') t.neverAwaited(0, '<anonymous>', t.at(3, 'main'));
      return advice(t.end(0));
    });
    const typescript = [
      'In plain JavaScript it would have begun at once. Put `await` before the call, or start it with `asyncio.run(…)`.',
      'In plain JavaScript it would have begun at once. Put `await` before the call, or let it run meanwhile with `asyncio.createTask(…)`.',
      'In plain JavaScript it would have begun at once. Put `await` before the call. If another function makes the call, as `forEach` does, give it one that uses `asyncio.createTask(…)`.',
    ];
    deepStrictEqual(advices, [
      [
        'Start it with `asyncio.run(…)`.',
        'Put `await` before the call, or let it run meanwhile with `asyncio.create_task(…)`.',
      ],
      typescript,
      typescript,
    ]);
  });

  it('leave out what the library called, and coroutines of tasks that never began', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main', 0, t.at(9)).step(0, 1).created(0, 2, 'work', 1, t.at(4, 'main'));
    t.ended(0, 1).neverAwaited(0, 'sleep').neverAwaited(0, 'work', t.at(4, 'main'));
    deepStrictEqual(texts(t.end(0)), [
      [4, 'work was cut off at 0.000 s, because main had ended.', 'work had not begun.'],
    ]);
  });

  it('have nothing to say about a program that was stopped', () => {
    const t = new TraceBuilder();
    t.neverAwaited(0, 'work', t.at(4, 'main'));
    deepStrictEqual(texts(t.endAs(0, 'stopped')), []);
  });
});

describe('Findings of coroutines that began late', () => {
  it('tell when it was called, when it began, and why', () => {
    const t = new TraceBuilder(TYPESCRIPT);
    t.startedLate(1, 1, 'Cook.fry', 0, t.at(3, 'main'), t.at(6, 'main'));
    const trace = t.end(1);
    deepStrictEqual(findings(trace), [
      {
        code: 'late-start',
        severity: 'information',
        position: trace.positions[1],
        message:
          '`Cook.fry()` was called at 0.000 s but began only at 1.000 s, when line 6 awaited it.',
        advice:
          'In plain JavaScript it would have begun at the call. To let it run meanwhile, use `asyncio.createTask(…)`.',
        time: 0,
        count: 1,
        seconds: 1,
        delayed: [],
        delayedCount: 0,
      },
    ]);
  });

  it('are one for each place, and none if no time has passed', () => {
    const t = new TraceBuilder(TYPESCRIPT);
    t.startedLate(0, 1, 'work', 0, t.at(2, 'main')).startedLate(1, 1, 'work', 0, t.at(3, 'main'));
    t.startedLate(3, 1, 'work', 0, t.at(3, 'main')).startedLate(3, 1, 'work', 2, t.at(4, 'main'));
    deepStrictEqual(texts(t.end(3)), [
      [
        3,
        '`work()` was called here 2 times and began only when it was awaited, up to 3.000 s later.',
      ],
      [4, '`work()` was called at 2.000 s but began only at 3.000 s, when it was awaited.'],
    ]);
  });
});

describe('Findings of errors that nobody asked for', () => {
  it('name the task where it was created, and where its error was raised', () => {
    const t = new TraceBuilder();
    const created = t.at(4, 'main');
    t.created(0, 1, 'main').step(0, 1).created(0, 2, 'lost', 1, created).suspended(0, 1, 'sleep');
    t.step(1, 2).ended(1, 2, 'failed', 'ValueError: two\nlines', t.at(8, 'lost'));
    t.step(2, 1).ended(2, 1).neverRetrieved(2, 2);
    const trace = t.end(2);
    deepStrictEqual(findings(trace), [
      {
        code: 'never-retrieved',
        severity: 'warning',
        position: trace.positions[created],
        message: 'lost failed at 1.000 s with `ValueError: two`, and nobody asked for its result.',
        advice:
          'Keep the task and `await` it, so that its error reaches somebody, or create it in an `asyncio.TaskGroup`.',
        time: 1,
        count: 1,
        seconds: 0,
        delayed: [
          {
            task: 2,
            name: 'lost',
            seconds: 0,
            position: trace.positions[t.at(8, 'lost')],
            message: 'lost raised `ValueError: two` at 1.000 s.',
          },
        ],
        delayedCount: 1,
      },
    ]);
  });

  it('count the tasks of a place and list ten of them', () => {
    const t = new TraceBuilder();
    for (let task = 1; task <= 12; task++) {
      t.created(0, task, `t${task}`, 0, t.at(4)).step(0, task).ended(0, task, 'failed', 'Oops');
      t.neverRetrieved(0, task);
    }
    const [finding, ...others] = findings(t.end(0));
    deepStrictEqual(
      [finding?.message, finding?.delayed.length, finding?.delayedCount, others],
      ['12 tasks that were created here failed, and nobody asked for their results.', 10, 12, []],
    );
  });
});

describe('Findings of tasks that were cut off', () => {
  /** main creates two tasks on line 4 and ends at 1 s. */
  function ending(outcome: 'done' | 'failed' = 'done'): TraceBuilder {
    const t = new TraceBuilder();
    t.created(0, 1, 'main', 0, t.at(20)).step(0, 1);
    for (const task of [2, 3]) t.created(0, task, 'work', 1, t.at(4, 'main'));
    t.suspended(0, 1, 'sleep');
    for (const task of [2, 3]) {
      t.step(0, task).suspended(0, task, 'sleep', { detail: '5 s', position: t.at(8, 'work') });
    }
    return t.idle(0, 1).ready(1, 1, 'timer').step(1, 1).ended(1, 1, outcome);
  }

  function cancelAll(t: TraceBuilder, by = 0): TraceBuilder {
    for (const task of [2, 3]) t.cancelling(1, task, by).ready(1, task, 'cancelled');
    return t;
  }

  it('say why, and what they were doing', () => {
    const t = cancelAll(ending());
    for (const task of [2, 3]) t.step(1, task).ended(1, task, 'cancelled');
    const trace = t.end(1);
    deepStrictEqual(findings(trace), [
      {
        code: 'cut-off',
        severity: 'information',
        position: trace.positions[t.at(4, 'main')],
        message: '2 tasks that were created here were cut off at 1.000 s, because main had ended.',
        advice: 'Await the tasks before main ends, unless their work may be lost.',
        time: 1,
        count: 2,
        seconds: 0,
        delayed: ['work', 'work #2'].map((name, index) => ({
          task: index + 2,
          name,
          seconds: 0,
          position: trace.positions[t.at(8, 'work')],
          message: `${name} was waiting for sleep 5 s.`,
        })),
        delayedCount: 2,
      },
    ]);
  });

  it('leave out tasks that took the request well, and those that somebody else cancelled', () => {
    const well = cancelAll(ending());
    for (const task of [2, 3]) well.step(1, task).ended(1, task);
    const byTask = cancelAll(ending(), 1);
    for (const task of [2, 3]) byTask.step(1, task).ended(1, task, 'cancelled');
    const byUser = ending();
    for (const task of [2, 3]) byUser.interrupted(1, task).ready(1, task, 'cancelled');
    for (const task of [2, 3]) byUser.step(1, task).ended(1, task, 'cancelled');
    deepStrictEqual(
      [well, byTask, byUser].map((t) => texts(t.end(1))),
      [[], [], []],
    );
  });

  it('name tasks that were left behind without a word', () => {
    deepStrictEqual(texts(ending().end(1)), [
      [
        4,
        '2 tasks that were created here were cut off at 1.000 s, because main had ended.',
        'work was waiting for sleep 5 s.',
        'work #2 was waiting for sleep 5 s.',
      ],
    ]);
  });

  it('say nothing if main failed, if the run was stopped, or if the loop went on after main', () => {
    deepStrictEqual(
      [
        texts(ending('failed').end(1)),
        texts(ending().endAs(1, 'stopped')),
        texts(ending().idle(1, 2).end(2)),
      ],
      [[], [], []],
    );
  });

  it('call a file that awaits at its top the program', () => {
    const t = new TraceBuilder(TYPESCRIPT);
    t.created(0, 1, '<module>').step(0, 1).created(0, 2, 'work', 1, t.at(4)).ended(0, 1);
    deepStrictEqual(
      [texts(t.soFar()), texts(t.end(0)), advice(t.store)],
      [
        [],
        [[4, 'work was cut off at 0.000 s, because the program had ended.', 'work had not begun.']],
        ['Await the task before the program ends, unless its work may be lost.'],
      ],
    );
  });
});

describe('The finding of a program that hangs', () => {
  it('says what is waited for, and what could have ended it, in the language of the file', () => {
    const t = new TraceBuilder(TYPESCRIPT);
    t.created(0, 1, 'main')
      .step(0, 1)
      .suspended(0, 1, 'promise', { position: t.at(3, 'main') });
    const trace = t.endAs(2, 'stalled');
    deepStrictEqual(
      [texts(trace), advice(trace)],
      [
        [
          [
            3,
            'Nothing is left that could wake the program: 1 task waits for ever.',
            'main has waited for a promise since 0.000 s.',
          ],
        ],
        [
          'Look for what should wake them: a `setResult`, `set`, `put` or `release` that never runs.',
        ],
      ],
    );
  });
});
