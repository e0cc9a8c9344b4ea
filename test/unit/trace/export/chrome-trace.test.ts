import { deepStrictEqual, fail, ok, strictEqual } from 'node:assert/strict';
import { chromeTrace } from '../../../../src/trace/export/chrome-trace';
import type { TraceStore } from '../../../../src/trace/store';
import { Timeline } from '../../../../src/trace/timeline';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../../support/trace-builder';
import { SAMPLE_TRACES, stepsTrace } from '../../../support/webview/traces';

/** Real milliseconds: long traces on a busy machine. */
const LONG_MS = 30_000;

interface Event {
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly name: string;
  readonly cat: string;
  readonly id: number;
  readonly args: Record<string, unknown>;
}

function piecesOf(trace: TraceStore): string[] {
  const timeline = new Timeline(trace);
  return [
    ...chromeTrace(timeline, {
      title: 'tea.py',
      slowCallbackDuration: 0.1,
      taskName: (task) => timeline.task(task)?.name ?? '',
      waitReason: (event) => trace.text(trace.c(event)) || 'something',
    }),
  ];
}

function eventsOf(trace: TraceStore): Event[] {
  return JSON.parse(piecesOf(trace).join('')).traceEvents;
}

/** Each event but those that name lanes as one line, with the name of its lane. */
function lines(trace: TraceStore): string[] {
  const events = eventsOf(trace);
  const names = new Map(
    events.filter(({ name }) => name === 'thread_name').map(({ tid, args }) => [tid, args['name']]),
  );
  return events
    .filter(({ ph }) => ph !== 'M')
    .map(({ ph, tid, ts, dur, name, cat, id }) => {
      const time = dur === undefined ? `${ts}` : `${ts}+${dur}`;
      return `${ph} ${names.get(tid)} ${time} ${name} (${cat})${id === undefined ? '' : ` #${id}`}`;
    });
}

/** Two slices of a lane lie one in the other or do not touch; arrows are whole and lie on slices. */
function checkRules(events: readonly Event[]): void {
  const open = new Map<number, Event[]>();
  const arrows = new Map<number, Event>();
  // Viewers order events by time, and equal times by their place in the file.
  for (const event of events.filter(({ ph }) => ph !== 'M').sort((a, b) => a.ts - b.ts)) {
    check(Number.isSafeInteger(event.ts) && event.ts >= 0, event);
    const around = open.get(event.tid) ?? [];
    open.set(event.tid, around);
    if (event.ph === 'X') {
      check(Number.isSafeInteger(event.dur) && event.dur >= 0, event);
      while (around.length > 0 && endOf(around.at(-1)!) <= event.ts) around.pop();
      const outer = around.at(-1);
      check(!outer || endOf(event) <= endOf(outer), outer, event);
      around.push(event);
    } else if (event.ph === 's') {
      check(!arrows.has(event.id), event);
      arrows.set(event.id, event);
    } else if (event.ph === 'f') {
      check(arrows.get(event.id)?.name === event.name, event);
      arrows.delete(event.id);
    }
    if (event.ph === 's' || event.ph === 'f') {
      const slice = around.at(-1);
      check(slice !== undefined && slice.ts <= event.ts && event.ts <= endOf(slice), event);
    }
  }
  deepStrictEqual([...arrows.values()], []);
}

/** Writes the message only if it is needed: there are many events. */
function check(condition: boolean, ...events: readonly (Event | undefined)[]): void {
  if (!condition) fail(JSON.stringify(events));
}

function endOf({ ts, dur }: Event): number {
  return ts + dur;
}

describe('chromeTrace', () => {
  it('shows the loop and each task as lanes, with slices, arrows and instants', () => {
    deepStrictEqual(lines(blockedSleepTrace()), [
      'X main 0+0 running (running)',
      'X loop 0+0 main (loop,task)',
      's main 0 creates (cause) #4',
      's main 0 creates (cause) #6',
      'X main 0+2000000 something (waiting)',
      'X func1 0+0 running (running)',
      'f func1 0 creates (cause) #4',
      'X loop 0+0 func1 (loop,task)',
      'i func1 0 func1() started (output,stdout)',
      // The sleep is over after a second; func1 is late by another.
      'X func1 0+1000000 1.0 s (waiting)',
      'X func2 0+2000000 blocking (blocking)',
      'f func2 0 creates (cause) #6',
      'X loop 0+2000000 func2 (loop,task)',
      'i func2 0 func2() started (output,stdout)',
      'X func2 0+2000000 time.sleep(2) (call)',
      'i func2 2000000 func2() finished (output,stdout)',
      'i func2 2000000 done (end,done)',
      'X loop 2000000+0 wake up func1 (loop,callback)',
      'X func1 1000000+1000000 ready (ready)',
      'X func1 2000000+0 running (running)',
      'X loop 2000000+0 func1 (loop,task)',
      'i func1 2000000 func1() finished (output,stdout)',
      'i func1 2000000 done (end,done)',
      's func1 2000000 wakes (cause) #22',
      'X main 2000000+0 running (running)',
      'f main 2000000 wakes (cause) #22',
      'X loop 2000000+0 main (loop,task)',
      'i main 2000000 done (end,done)',
      'i loop 2000000 finished (end)',
    ]);
  });

  it('shows threads and what was handed to them', () => {
    deepStrictEqual(
      lines(threadTrace()).filter((line) => /w_|hands over/.test(line)),
      [
        's main 0 hands over (cause) #3',
        "X w_0 0+3000000 load('a') (job)",
        'f w_0 0 hands over (cause) #3',
        's main 0 hands over (cause) #6',
        "X w_1 0+2000000 load('b') (job)",
        'f w_1 0 hands over (cause) #6',
        's main 0 hands over (cause) #9',
        "X w_1 2000000+2000000 load('c') (job)",
        'f w_1 2000000 hands over (cause) #9',
      ],
    );
  });

  it('marks where cells begin', () => {
    const t = new TraceBuilder().cell(0, 1).output(0.5, 0, 'tea\n').cell(1, 2, 'Drink it', 0);
    deepStrictEqual(
      lines(t.end(2)).filter((line) => line.includes('(cell)')),
      ['i loop 0 cell 1 (cell)', 'i loop 1000000 cell 2: Drink it (cell)'],
    );
  });

  it('names and orders the lanes, and says where things happened', () => {
    const events = eventsOf(threadTrace());
    deepStrictEqual(
      events.filter(({ ph }) => ph === 'M').map(({ pid, tid, args }) => [pid, tid, args]),
      [
        [1, 0, { name: 'tea.py' }],
        [1, 0, { sort_index: 1 }],
        [1, 1, { name: 'loop' }],
        [1, 1, { sort_index: 1 }],
        [1, 2, { name: 'main' }],
        [1, 2, { sort_index: 2 }],
        [2, 0, { name: 'threads and processes' }],
        [2, 0, { sort_index: 2 }],
        [2, 3, { name: 'w_0' }],
        [2, 3, { sort_index: 3 }],
        [2, 4, { name: 'w_1' }],
        [2, 4, { sort_index: 4 }],
      ],
    );
    deepStrictEqual(events.find(({ cat }) => cat === 'job')?.args, {
      file: '/scenarios/threads.py',
      line: 3,
      function: 'main',
      outcome: 'done',
    });
  });

  it('keeps the rules of the format for all kinds of traces', function () {
    this.timeout(LONG_MS);
    const traces = [blockedSleepTrace, threadTrace, ...Object.values(SAMPLE_TRACES)];
    for (const trace of traces) checkRules(eventsOf(trace()));
  });

  it('keeps neighbours apart whose times are no whole microseconds', () => {
    const t = new TraceBuilder();
    t.created(0.1, 1, 'main');
    let time = 0.1;
    for (let step = 0; step < 200; step++) {
      t.step(time, 1);
      time += 1e-7 * step;
      t.suspended(time, 1, 'yield').ready(time, 1, 'yielded');
    }
    checkRules(eventsOf(t.end(time)));
  });

  it('ends arrows at tasks that were never run, and tells of events that were left out', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).created(0, 2, 'late', 1);
    const trace = t.dropped(0, 7, 0).endAs(0, 'limit', 1, 'Too long.');
    checkRules(eventsOf(trace));
    deepStrictEqual(lines(trace).slice(-3), [
      'f late 0 creates (cause) #4',
      'i loop 0 events that were left out from here on: 7 (limit)',
      'i loop 0 limit: Too long. (end)',
    ]);
  });

  it('writes 200,000 events in pieces', function () {
    this.timeout(20_000);
    const trace = stepsTrace(40, 1700);
    ok(trace.length > 200_000);
    const pieces = piecesOf(trace);
    ok(pieces.length > 10);
    ok(pieces.every((piece) => piece.length < 300_000));
    checkRules(JSON.parse(pieces.join('')).traceEvents);
  });

  it('escapes texts', () => {
    const t = new TraceBuilder().created(0, 1, 'a "b" \\ \u2028 \ud800').step(0, 1);
    const names = eventsOf(t.output(0, 1, '\u0000\n').ended(0, 1).end(0)).map(({ name }) => name);
    strictEqual(names.at(-3), 'stdout');
  });
});
