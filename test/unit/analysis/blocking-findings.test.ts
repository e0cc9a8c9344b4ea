import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { blockingFindings } from '../../../src/analysis/blocking-findings';
import type { Finding } from '../../../src/analysis/finding';
import { CALLER, IN_FUNCTION } from '../../../src/trace/schema';
import type { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

function findings(trace: TraceStore, threshold = 0.1): Finding[] {
  return blockingFindings(new Timeline(trace), threshold);
}

/** What a user reads: the line, the message, and the messages of the delayed tasks. */
function texts(trace: TraceStore, threshold = 0.1) {
  return findings(trace, threshold).map(({ position, message, delayed }) => [
    position?.line,
    message,
    ...delayed.map((one) => one.message),
  ]);
}

function line(number: number, name: string) {
  return {
    file: '/scenarios/blocked.py',
    line: number,
    column: 5,
    endLine: number,
    endColumn: 20,
    name,
  };
}

describe('Blocking findings', () => {
  it('name the line of the call and the task that lost time', () => {
    deepStrictEqual(findings(blockedSleepTrace()), [
      {
        code: 'blocking-call',
        severity: 'warning',
        position: line(12, 'func2'),
        message: '`time.sleep(2)` held the loop for 2.000 s.',
        advice: 'Use `await asyncio.sleep(2)`.',
        time: 0,
        count: 1,
        seconds: 2,
        // The loop was held from 0 s to 2 s; func1 was due at 1 s: it lost 1 s. func2 lost nothing.
        delayed: [
          {
            task: 2,
            name: 'func1',
            seconds: 1,
            position: line(7, 'func1'),
            message: 'func1 was due at 1.000 s and ran 1.000 s late.',
          },
        ],
        delayedCount: 1,
      },
    ]);
  });

  it('put what can be awaited in place of the call, if the trace knows it', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.block(0, 1, 1, 'time.sleep(1)', t.at(3), 'await asyncio.sleep(1)');
    t.block(1, 2, 1, 'get(url)', t.at(4), 'await asyncio.to_thread(get, url)');
    t.block(2, 3, 1, 'get(url)', t.at(5));
    deepStrictEqual(
      findings(t.ended(3, 1).end(3)).map(({ fix }) => fix),
      [
        {
          title: 'Use await asyncio.sleep(1)',
          edits: [{ from: [3, 5], to: [3, 20], text: 'await asyncio.sleep(1)' }],
        },
        {
          title: 'Run it in a thread: await asyncio.to_thread(get, url)',
          edits: [{ from: [4, 5], to: [4, 20], text: 'await asyncio.to_thread(get, url)' }],
        },
        undefined,
      ],
    );
  });

  it('mend the call of a function that blocks, where a coroutine makes it', () => {
    const found = (file: string, call: string) => {
      const t = new TraceBuilder('/a.py').created(0, 1, 'main').step(0, 1);
      const caller = t.at(7, 'fetch', file);
      const flags = IN_FUNCTION + CALLER * caller;
      t.block(0, 1, 1, call, t.at(3, 'get'), 'await asyncio.to_thread(get, url)', flags);
      const { advice, fix } = findings(t.ended(1, 1).end(1))[0]!;
      return [advice, fix?.edits];
    };
    deepStrictEqual(
      [found('/a.py', 'time.sleep(1)'), found('/b.py', 'time.sleep(1)'), found('/a.py', 'recv(1)')],
      [
        [
          '`get()` cannot await, so run it in a thread, with `await asyncio.to_thread(get, url)` in line 7, or make `get()` an `async def` that uses `await asyncio.sleep(1)`, and await its calls.',
          [{ from: [7, 5], to: [7, 20], text: 'await asyncio.to_thread(get, url)' }],
        ],
        [
          '`get()` cannot await, so run it in a thread, with `await asyncio.to_thread(get, url)` in line 7 of b.py, or make `get()` an `async def` that uses `await asyncio.sleep(1)`, and await its calls.',
          undefined,
        ],
        [
          '`get()` cannot await, so run it in a thread, with `await asyncio.to_thread(get, url)` in line 7.',
          [{ from: [7, 5], to: [7, 20], text: 'await asyncio.to_thread(get, url)' }],
        ],
      ],
    );
  });

  it('say what to do about a function that sleeps and cannot await', () => {
    const advice = (file: string, name: string) => {
      const t = new TraceBuilder(file).created(0, 1, 'main').step(0, 1);
      t.block(0, 1, 1, 'time.sleep(1)', t.at(3, name), '', IN_FUNCTION);
      return findings(t.ended(1, 1).end(1))[0]?.advice;
    };
    deepStrictEqual(
      [
        advice('/a.py', 'main.<locals>.helper'),
        advice('/a.ts', 'helper'),
        advice('/a.py', 'main.<locals>.<lambda>'),
        advice('/a.py', 'main.<locals>.<genexpr>'),
        advice('/a.ts', '<anonymous>'),
        advice('/a.py', '<module>'),
      ],
      [
        'Call `helper()` in a thread with `await asyncio.to_thread(…)`, or make `helper()` an `async def` that uses `await asyncio.sleep(1)`, and await its calls.',
        'Call `helper()` in a thread with `await asyncio.toThread(…)`, or make `helper()` an `async` function that uses `await asyncio.sleep(1)`, and await its calls.',
        'A `lambda` cannot await: write an `async def` in its place that uses `await asyncio.sleep(1)`, and await its calls.',
        'Write a `for` loop in place of the generator expression, with `await asyncio.sleep(1)`.',
        'A function without a name cannot await: make it an `async` function that uses `await asyncio.sleep(1)`, and await its calls.',
        'Use `await asyncio.sleep(1)`.',
      ],
    );
  });

  it('name an import once, however many modules it reads', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.block(0, 0.25, 1, 'import ssl, csv', t.at(3)).block(0.25, 0.5, 1, 'import ssl, csv', t.at(3));
    const [finding] = findings(t.ended(0.5, 1).end(0.5));
    deepStrictEqual(
      [finding?.message, finding?.advice],
      [
        '`import ssl, csv` held the loop for 0.500 s.',
        'Import it at the top of the file, before the loop runs.',
      ],
    );
  });

  it('say nothing about steps below the threshold, and forgive the noise of sums', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(3)).block(0, 0.09, 1, 'time.sleep(0.09)', t.at(4));
    t.suspended(0.09, 1, 'yield');
    // 0.7 + 0.1 is a little less than 0.8: 0.7999999999999999.
    t.step(0.7, 1, t.at(5)).block(0.7, 0.7 + 0.1, 1, 'time.sleep(0.1)', t.at(6));
    t.ended(0.7 + 0.1, 1);
    const trace = t.end(1);
    deepStrictEqual(texts(trace), [[6, '`time.sleep(0.1)` held the loop for 0.100 s.']]);
    deepStrictEqual(texts(trace, 0.2), []);
    // A threshold of 0 would make every step blocking; steps that take no time still are not.
    strictEqual(findings(blockedSleepTrace(), 0).length, 1);
  });

  it('gather what one line did in several steps', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').created(0, 2, 'other');
    let time = 0;
    for (const seconds of [0.1, 0.3, 0.2]) {
      t.step(time, 1, t.at(3));
      t.block(time, time + seconds, 1, 'time.sleep(x)', t.at(4));
      time += seconds;
      t.suspended(time, 1, 'yield', { position: t.at(5) });
      t.ready(time, 1, 'yielded')
        .step(time, 2, t.at(8))
        .suspended(time, 2, 'yield', { position: t.at(9) });
    }
    // other was created at 0 s, and gave way each time that main gave way: late 0.1 + 0.3 + 0.2 s.
    deepStrictEqual(texts(t.end(time)), [
      [
        4,
        '`time.sleep(x)` held the loop 3 times, 0.600 s in all (longest 0.300 s).',
        'other ran late 3 times, 0.600 s in all (longest 0.300 s).',
      ],
    ]);
  });

  it('tell calls in one step from steps, and shorten calls that differ', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(3));
    for (let n = 0; n < 4; n++) t.block(n / 20, (n + 1) / 20, 1, 'time.sleep(0.05)', t.at(4));
    t.suspended(0.2, 1, 'yield').step(1, 1, t.at(6));
    t.block(1, 2, 1, 'time.sleep(1)', t.at(7)).suspended(2, 1, 'yield').step(2, 1, t.at(6));
    t.block(2, 4, 1, 'time.sleep(2)', t.at(7)).ended(4, 1);
    deepStrictEqual(texts(t.end(4)), [
      [4, '`time.sleep(0.05)` ran 4 times in one step and held the loop for 0.200 s.'],
      [7, '`time.sleep(…)` held the loop 2 times, 3.000 s in all (longest 2.000 s).'],
    ]);
  });

  it('share the work of a step among the lines that the profiler saw', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(3));
    // 1 s is called time.sleep; 3 s of work are left: 3/4 of the samples on line 6, 1/4 on line 7.
    t.sample(1, 1, 0.3, t.at(6)).sample(2, 1, 0.1, t.at(7));
    t.block(2.5, 3.5, 1, 'time.sleep(1)', t.at(5));
    t.ended(4, 1);
    deepStrictEqual(
      findings(t.end(4)).map(({ code, position, seconds }) => [code, position?.line, seconds]),
      [
        ['blocking-call', 5, 1],
        ['blocking-step', 6, 2.25],
        ['blocking-step', 7, 0.75],
      ],
    );
  });

  it('do not count a call twice if the profiler saw it', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(3));
    t.sample(0.5, 1, 0.4, t.at(9)).block(0, 1, 1, 'time.sleep(1)', t.at(5)).ended(1, 1);
    deepStrictEqual(texts(t.end(1)), [[5, '`time.sleep(1)` held the loop for 1.000 s.']]);
  });

  it('blame the line with the largest part for a step in which no line is slow', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(3));
    for (const at of [6, 7, 7, 8, 9]) t.sample(0.1, 1, 0.05, t.at(at));
    t.ended(0.25, 1);
    // 0.25 s by five samples: 0.05 s on lines 6, 8 and 9, and 0.1 s on line 7.
    deepStrictEqual(texts(t.end(0.25), 0.2), [
      [7, 'A step kept the loop busy for 0.250 s, and this line took the largest part of it.'],
    ]);
  });

  it('fall back on the line where the step began', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(3));
    t.block(0, 0.02, 1, 'time.sleep(0.02)', t.at(4)).ended(0.5, 1);
    // 0.02 s are accounted for, 0.48 s are not.
    deepStrictEqual(texts(t.end(0.5)), [
      [3, 'The step that starts here kept the loop busy for 0.480 s.'],
    ]);
  });

  it('name callbacks, by the line that scheduled them or by their name', () => {
    const t = new TraceBuilder();
    t.callback(0, 1, 'tick', () => {}, t.at(8));
    t.callback(1, 3, 'tock');
    t.callback(3, 4, 'nap', () => t.block(3, 4, 0, 'time.sleep(1)', t.at(9)));
    deepStrictEqual(
      findings(t.end(4)).map(({ code, position, message, advice }) => [
        code,
        position?.line,
        message,
        advice,
      ]),
      [
        [
          'blocking-callback',
          8,
          'The callback scheduled here kept the loop busy for 1.000 s.',
          'Do the work in a task that gives control back, or move it out of the loop with `loop.run_in_executor`.',
        ],
        [
          'blocking-callback',
          undefined,
          'The callback `tock` kept the loop busy for 2.000 s.',
          'Do the work in a task that gives control back, or move it out of the loop with `loop.run_in_executor`.',
        ],
        [
          'blocking-call',
          9,
          '`time.sleep(1)` held the loop for 1.000 s.',
          'Use `loop.call_later` for what comes after the pause.',
        ],
      ],
    );
  });

  it('name the functions of the language of the file', () => {
    const [python, typescript] = ['/a.py', '/a.ts'].map((file) => {
      const t = new TraceBuilder(file);
      t.created(0, 1, 'main').step(0, 1, t.at(3)).sample(1, 1, 1, t.at(4)).ended(1, 1);
      t.created(1, 2, 'main').step(1, 2).block(1, 2, 2, 'join()', t.at(5)).ended(2, 2);
      t.created(2, 3, 'main').step(2, 3).block(2, 3, 3, 'sleep(1)', t.at(6)).ended(3, 3);
      t.created(3, 4, 'main').step(3, 4).block(3, 4, 4, 'future.result()', t.at(7)).ended(4, 4);
      t.callback(4, 5, 'tick', () => {}, t.at(8));
      t.callback(5, 6, 'nap', () => t.block(5, 6, 0, 'time.sleep(1)', t.at(9)));
      t.callback(6, 7, 'wait', () => t.block(6, 7, 0, 'join()', t.at(10)));
      return findings(t.end(7)).map(({ advice }) => advice);
    });
    deepStrictEqual(
      { python, typescript },
      {
        python: [
          'Divide the work with `await asyncio.sleep(0)`, or move it out of the loop with `asyncio.to_thread` or a process pool.',
          'Move the call to a thread with `asyncio.to_thread`.',
          'Use `await asyncio.sleep(1)`.',
          'Await the result: hand the job in with `loop.run_in_executor`, or use `asyncio.wrap_future`.',
          'Do the work in a task that gives control back, or move it out of the loop with `loop.run_in_executor`.',
          'Use `loop.call_later` for what comes after the pause.',
          'Move the call to a thread with `loop.run_in_executor`.',
        ],
        typescript: [
          'Divide the work with `await asyncio.sleep(0)`, or move it out of the loop with `asyncio.toThread` or a process pool.',
          'Move the call to a thread with `asyncio.toThread`.',
          'Use `await asyncio.sleep(1)`.',
          'Await the result: hand the job in with `loop.runInExecutor`, or use `asyncio.wrapFuture`.',
          'Do the work in a task that gives control back, or move it out of the loop with `loop.runInExecutor`.',
          'Use `loop.callLater` for what comes after the pause.',
          'Move the call to a thread with `loop.runInExecutor`.',
        ],
      },
    );
  });

  it('count a run that was stopped in the middle of a step up to its end', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').created(0, 2, 'other', 1, t.at(2)).step(0, 1, t.at(3));
    t.sample(1, 1, 1, t.at(4));
    deepStrictEqual(texts(t.endAs(5, 'stopped')), [
      [
        4,
        'This line kept the loop busy for 5.000 s.',
        'other was ready at 0.000 s and had not run by 5.000 s.',
      ],
    ]);
  });

  it('tell how much of a delay one line is to blame for', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'a').created(0, 2, 'b').created(0, 3, 'late');
    t.step(0, 1, t.at(1)).block(0, 1, 1, 'time.sleep(1)', t.at(2)).ended(1, 1);
    t.step(1, 2, t.at(4)).block(1, 4, 2, 'time.sleep(3)', t.at(5)).ended(4, 2);
    t.step(4, 3).ended(4, 3);
    deepStrictEqual(texts(t.end(4)), [
      [
        2,
        '`time.sleep(1)` held the loop for 1.000 s.',
        // b waited only for a; late waited for both.
        'b was ready at 0.000 s and ran 1.000 s late.',
        'late was ready at 0.000 s and ran 4.000 s late, 1.000 s of it because of this line.',
      ],
      [
        5,
        '`time.sleep(3)` held the loop for 3.000 s.',
        'late was ready at 0.000 s and ran 4.000 s late, 3.000 s of it because of this line.',
      ],
    ]);
  });

  it('list the ten longest delays and count the rest', () => {
    const t = new TraceBuilder();
    for (let task = 1; task <= 13; task++) t.created(task / 100, task, `t${task}`);
    t.step(1, 1).block(1, 2, 1, 'time.sleep(1)', t.at(5)).ended(2, 1);
    const [finding] = findings(t.end(2));
    deepStrictEqual(
      { names: finding?.delayed.map(({ name }) => name), count: finding?.delayedCount },
      { names: ['t2', 't3', 't4', 't5', 't6', 't7', 't8', 't9', 't10', 't11'], count: 12 },
    );
  });
});
