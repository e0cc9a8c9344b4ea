import type { TraceStore } from '../../../src/trace/store';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../trace-builder';

/** Traces that show what the timeline must cope with, by name. */
export const SAMPLE_TRACES: Readonly<Record<string, () => TraceStore>> = {
  blocked: blockedSleepTrace,
  endings: endingsTrace,
  idle: idleTrace,
  many: () => manyTasksTrace(300),
  thirty: () => manyTasksTrace(30),
  steps: () => stepsTrace(20, 1500),
  output: outputTrace,
  plain: plainTrace,
  live: liveTrace,
  asking: askingTrace,
  threads: threadTrace,
  primitives: primitivesTrace,
  cells: cellsTrace,
  instant: instantTrace,
  timeouts: timeoutTrace,
  server: serverTrace,
  deadlock: deadlockTrace,
};

/** Each of two tasks has a lock and, from 1 s on, waits for the other one's, so that the run hangs at once. */
export function deadlockTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  const [main, anna, bert] = [1, 2, 3];
  t.created(0, main, 'main').step(0, main);
  t.primitive(0, 1, 'lock', 'left', { task: main, position: t.at(3) });
  t.primitive(0, 2, 'lock', 'right', { task: main, position: t.at(4) });
  t.created(0, anna, 'anna', main).created(0, bert, 'bert', main);
  t.suspended(0, main, 'gather', { detail: '2', position: t.at(24, 'main') });
  const takes = (task: number, lock: number, line: number) =>
    t
      .step(0, task)
      .level(0, lock, 1, task)
      .suspended(0, task, 'sleep', {
        ...{ detail: '1.0 s', deadline: 1 },
        position: t.at(line, 'task'),
      });
  takes(anna, 1, 10).output(0, anna, 'anna has left\n');
  takes(bert, 2, 18).output(0, bert, 'bert has right\n').idle(0, 1);
  t.ready(1, anna, 'timer').ready(1, bert, 'timer');
  t.step(1, anna).suspended(1, anna, 'lock', { on: 2, position: t.at(11, 'anna') });
  t.step(1, bert).suspended(1, bert, 'lock', { on: 1, position: t.at(19, 'bert') });
  return t.endAs(1, 'stalled', 1, 'The program hangs: every task waits.');
}

/** A client comes to a server: asyncio takes it in with a task of its own, which creates the program's. */
export function serverTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  const [main, own, greet] = [1, 2, 3];
  t.created(0, main, 'main').step(0, main);
  t.suspended(0, main, 'connect', { position: t.at(12, 'main') }).idle(0, 1);
  t.created(1, own, 'Task-2', 0, 0, 'BaseSelectorEventLoop._accept_connection2').step(1, own);
  t.suspended(1, own, 'connect')
    .ready(1, own, 'woken')
    .step(1, own)
    .created(1, greet, 'greet', own);
  t.ended(1, own)
    .step(1, greet)
    .suspended(1, greet, 'socket read', { position: t.at(5, 'greet') });
  t.idle(1, 2).ready(2, greet, 'woken').step(2, greet).ended(2, greet);
  t.ready(2, main, 'woken').step(2, main).ended(2, main);
  return t.end(2);
}

/** A wait that is quick enough for its timeout, one that is not, and one that is still within its own. */
export function timeoutTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  const main = 1;
  const sleep = (time: number, line: number, seconds: number) =>
    t.suspended(time, main, 'sleep', {
      ...{ detail: `${seconds.toFixed(1)} s`, deadline: time + seconds },
      position: t.at(line, 'main'),
    });
  t.created(0, main, 'main').step(0, main);
  t.timer(0, 1000, 'timeout is over', 2, main, t.at(4, 'main'));
  sleep(0, 5, 1).idle(0, 1).ready(1, main, 'timer').step(1, main).timerCancelled(1, 1000);
  t.timer(1, 1001, 'timeout is over', 3, main, t.at(7, 'main'));
  sleep(1, 8, 5).idle(1, 3);
  t.calls(3, 3, 1001, 'timeout is over', () =>
    t.cancelling(3, main).ready(3, main, 'cancelled', main),
  );
  t.step(3, main).timer(3, 1002, 'timeout is over', 4.5, main, t.at(11, 'main'));
  sleep(3, 12, 1).idle(3, 4).ready(4, main, 'timer').step(4, main).ended(4, main);
  return t.end(5);
}

/** Two tasks take turns, and no time passes. */
export function instantTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  const [main, ping, pong] = [1, 2, 3];
  t.created(0, main, 'main').step(0, main);
  t.created(0, ping, 'ping', main).created(0, pong, 'pong', main);
  t.suspended(0, main, 'task', { on: ping, position: t.at(14, 'main') });
  for (let turn = 0; turn < 2; turn++) {
    for (const task of [ping, pong]) {
      t.step(0, task).suspended(0, task, 'yield', { position: t.at(7, 'player') });
    }
  }
  t.step(0, ping).ended(0, ping).ready(0, main, 'woken', ping);
  t.step(0, pong).ended(0, pong);
  t.step(0, main).ended(0, main);
  return t.end(0);
}

/**
 * Two workers share a lock, a queue with room for four and an event: ann holds the lock from 0 s to 1 s,
 * bob waits for it and holds it until 2 s; the queue grows, shrinks, and is used 400 times from 2 s to 3 s.
 */
export function primitivesTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  const [main, ann, bob] = [1, 2, 3];
  t.created(0, main, 'main').step(0, main);
  t.primitive(0, 1, 'lock', 'door', { task: main, position: t.at(3, 'main') });
  t.primitive(0, 2, 'queue', 'jobs', { limit: 4, task: main, position: t.at(4, 'main') });
  t.primitive(0, 3, 'semaphore', '', { limit: 2, task: main, position: t.at(5, 'main') });
  t.primitive(0, 4, 'event', 'go', { task: main, position: t.at(6, 'main') });
  t.created(0, ann, 'ann', main).created(0, bob, 'bob', main);
  t.suspended(0, main, 'event', { on: 4, position: t.at(9, 'main') });
  t.step(0, ann).level(0, 1, 1, ann).level(0, 3, 1, ann).level(0, 2, 1, ann).level(0, 2, 2, ann);
  t.suspended(0, ann, 'sleep', { detail: '1.0 s', deadline: 1, position: t.at(14, 'ann') });
  t.step(0, bob).suspended(0, bob, 'lock', { on: 1, position: t.at(20, 'bob') });
  t.idle(0, 1).ready(1, ann, 'timer').step(1, ann).level(1, 2, 4, ann).level(1, 1, 0, ann);
  t.ready(1, bob, 'woken', ann).suspended(1, ann, 'queue.put', {
    on: 2,
    position: t.at(16, 'ann'),
  });
  t.step(1, bob).level(1, 1, 1, bob).level(1, 3, 0, bob);
  t.suspended(1, bob, 'sleep', { detail: '1.0 s', deadline: 2, position: t.at(21, 'bob') });
  t.idle(1, 2).ready(2, bob, 'timer').step(2, bob).level(2, 1, 0, bob).level(2, 3, 1, bob);
  t.level(2, 2, 3, bob).ready(2, ann, 'woken', bob);
  for (let count = 0; count < 400; count++) {
    t.level(2 + count / 400, 2, count % 2 === 0 ? 1 + (count % 3) : 0, bob);
  }
  t.level(3, 4, 1, bob).ready(3, main, 'woken', bob).ended(3, bob);
  t.step(3, ann).level(3, 3, 2, ann).ended(3, ann).step(3, main);
  t.suspended(3, main, 'sleep', { detail: '0.5 s', deadline: 3.5 }).idle(3, 3.5);
  return t.ready(3.5, main, 'timer').step(3.5, main).ended(3.5, main).end(3.5);
}

/**
 * A notebook of six cells: the second one makes a task that sleeps until 3 s, the third one waits until
 * 1 s, the fourth until 2 s; the last two begin at 2 s, and take no time.
 */
export function cellsTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  const worker = 7;
  t.cell(0, 1, 'Set up', t.at(1)).created(0, 1, 'cell 1', 0, t.at(1)).step(0, 1).ended(0, 1);
  t.cell(0, 2, '', t.at(9)).created(0, 2, 'cell 2', 0, t.at(9)).step(0, 2);
  t.created(0, worker, 'worker', 2, t.at(10)).ended(0, 2).step(0, worker);
  t.suspended(0, worker, 'sleep', { detail: '3.0 s', deadline: 3, position: t.at(5, 'worker') });
  for (const [cell, title] of [
    [3, 'Wait for the first answer'],
    [4, ''],
  ] as const) {
    const [from, to] = [cell - 3, cell - 2];
    t.cell(from, cell, title, t.at(4 * cell))
      .created(from, cell, `cell ${cell}`)
      .step(from, cell);
    const position = t.at(4 * cell + 1);
    t.suspended(from, cell, 'sleep', { detail: '1.0 s', deadline: to, position });
    t.idle(from, to).ready(to, cell, 'timer').step(to, cell).output(to, cell, `Out[${cell}]: 1\n`);
    t.ended(to, cell);
  }
  for (const cell of [5, 6]) {
    t.cell(2, cell, '', t.at(4 * cell))
      .created(2, cell, `cell ${cell}`)
      .step(2, cell);
    t.ended(2, cell);
  }
  t.idle(2, 3).ready(3, worker, 'timer').step(3, worker).ended(3, worker);
  return t.end(3);
}

/** Four tasks that are done, fail, are cancelled, and never end; nested three deep. */
export function endingsTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  t.created(0, 1, 'main', 0, t.at(30)).step(0, 1);
  t.created(0, 2, 'fetch_prices', 1, t.at(21, 'main'));
  t.created(0, 3, 'heartbeat', 1, t.at(22, 'main'));
  t.suspended(0, 1, 'sleep', { detail: '1.5 s', position: t.at(23, 'main'), deadline: 1.5 });
  t.step(0, 2).created(0, 4, 'parse', 2, t.at(9, 'fetch_prices'));
  t.created(0, 5, 'a task with a name that is far too long for any column', 2);
  t.suspended(0, 2, 'gather', { detail: '2 tasks', position: t.at(11, 'fetch_prices') });
  t.step(0, 3).suspended(0, 3, 'event', { position: t.at(17, 'heartbeat') });
  t.step(0, 4).suspended(0, 4, 'queue.get', { position: t.at(5, 'parse') });
  t.step(0, 5).suspended(0, 5, 'lock', { position: t.at(6, 'parse') });
  t.idle(0, 0.8).ready(0.8, 4, 'woken').step(0.8, 4, t.at(5, 'parse'));
  t.ended(0.85, 4, 'failed', "ValueError: invalid literal for int() with base 10: 'x'", t.at(7));
  t.ready(0.85, 2, 'woken', 4).step(0.85, 2).output(0.86, 2, 'parse failed\n', 2);
  t.ended(0.9, 2).idle(0.9, 1.5).ready(1.5, 1, 'timer').step(1.5, 1);
  t.cancelling(1.5, 3, 1, t.at(24, 'main'));
  t.suspended(1.55, 1, 'task', { on: 3, position: t.at(25, 'main') });
  t.ready(1.55, 3, 'cancelled', 1).step(1.55, 3).ended(1.6, 3, 'cancelled');
  t.ready(1.6, 1, 'woken', 3).step(1.6, 1).ended(1.65, 1, 'failed', 'CancelledError');
  return t.end(1.65, 1, 'CancelledError');
}

/** Two tasks whose sleeps overlap: the loop is idle nearly all the time. */
export function idleTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  t.created(0, 1, 'main').step(0, 1).created(0, 2, 'tea', 1).created(0, 3, 'toast', 1);
  t.suspended(0, 1, 'gather', { detail: '2 tasks', position: t.at(12, 'main') });
  t.step(0, 2).suspended(0, 2, 'sleep', { detail: '3.0 s', position: t.at(4), deadline: 3 });
  t.step(0, 3).suspended(0, 3, 'sleep', { detail: '2.0 s', position: t.at(8), deadline: 2 });
  t.idle(0, 2).ready(2, 3, 'timer').step(2, 3).output(2, 3, 'toast is ready\n').ended(2, 3);
  t.idle(2, 3).ready(3, 2, 'timer').step(3, 2).output(3, 2, 'tea is ready\n').ended(3, 2);
  t.callback(3, 3, '_run_until_complete_cb');
  t.ready(3, 1, 'woken', 2).step(3, 1).ended(3, 1);
  return t.end(3);
}

/** Tasks that wake one after the other and work for 10 ms each; every fiftieth blocks for 0.2 s. */
export function manyTasksTrace(tasks: number): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  t.created(0, 1, 'main').step(0, 1);
  for (let task = 2; task <= tasks; task++)
    t.created(0, task, `worker-${task - 1}`, task < 40 ? 1 : (task % 38) + 2);
  t.suspended(0, 1, 'gather', { detail: `${tasks - 1} tasks`, position: t.at(9, 'main') });
  for (let task = 2; task <= tasks; task++) {
    t.step(0, task).suspended(0, task, 'sleep', {
      detail: '1.0 s',
      deadline: 1,
      position: t.at(4),
    });
  }
  let time = 1;
  t.idle(0, 1);
  for (let task = 2; task <= tasks; task++) t.ready(1, task, 'timer');
  for (let task = 2; task <= tasks; task++) {
    const seconds = task % 50 === 0 ? 0.2 : 0.01;
    t.step(time, task, t.at(5, 'worker'));
    if (seconds > 0.1) t.sample(time, task, seconds, t.at(6, 'worker'));
    time += seconds;
    t.output(time, task, `worker ${task - 1} finished\n`).ended(time, task);
  }
  t.ready(time, 1, 'woken').step(time, 1).ended(time, 1);
  return t.end(time);
}

/** Many short steps: each task yields `steps` times; about three events a step. */
export function stepsTrace(tasks: number, steps: number): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  t.created(0, 1, 'main').step(0, 1);
  for (let task = 2; task < tasks + 2; task++) t.created(0, task, `spinner ${task - 1}`, 1);
  t.suspended(0, 1, 'task group', { position: t.at(8, 'main') });
  let time = 0;
  for (let step = 0; step < steps; step++) {
    for (let task = 2; task < tasks + 2; task++) {
      if (step > 0) t.ready(time, task, 'timer');
      t.step(time, task);
      time += 0.0001;
      const deadline = time + tasks * 0.00005;
      t.suspended(time, task, 'sleep', { detail: 'a moment', deadline });
    }
  }
  return t.end(time + 0.01);
}

/** Many lines of output, some at the same moment, one of them long, one in parts. */
export function outputTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  t.created(0, 1, 'main').step(0, 1);
  for (let line = 0; line < 6; line++) t.output(0, 1, `line ${line} at the start\n`);
  t.suspended(0, 1, 'sleep', { detail: '1.0 s', deadline: 1 });
  t.ready(1, 1, 'timer').step(1, 1);
  t.output(1, 1, 'in ').output(1, 1, '\u001b[31mparts\u001b[0m').output(1, 1, '\n');
  t.output(1.2, 1, `${'a very long line of output '.repeat(8)}\n`);
  t.output(1.4, 1, 'an error\n', 2).ended(2, 1);
  for (let line = 0; line < 200; line++) t.output(2 + line / 200, 0, `flood ${line}\n`);
  return t.end(3);
}

/** A program that never starts a loop. */
export function plainTrace(): TraceStore {
  return new TraceBuilder().output(0, 0, 'hello\n').output(0.5, 0, 'world\n').end(0.5);
}

/** A run that goes on when the user types: one task waits for a name, and another holds the loop to ask for an age. */
export function askingTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  t.created(0, 1, 'main').step(0, 1).created(0, 2, 'clerk', 1);
  t.suspended(0, 1, 'input', { detail: 'Name?', position: t.at(7, 'main') });
  t.step(0, 2).suspended(0, 2, 'sleep', { detail: '1.0 s', deadline: 1, position: t.at(11) });
  t.idle(0, 1).ready(1, 2, 'timer').step(1, 2, t.at(11, 'clerk'));
  t.output(1, 2, 'Age? ').inputAsked(1, 2, "input('Age? ')", t.at(12, 'clerk'));
  return t.soFar();
}

/** A run that goes on: one task waits, one runs. */
export function liveTrace(): TraceStore {
  const t = new TraceBuilder('/scenarios/example.py');
  t.created(0, 1, 'main').step(0, 1).created(0, 2, 'work', 1);
  t.suspended(0, 1, 'task', { on: 2, position: t.at(7, 'main') });
  t.step(0.2, 2, t.at(3, 'work')).output(0.7, 2, 'half done\n');
  return t.soFar();
}
