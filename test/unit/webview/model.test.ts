import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { momentOfEvent } from '../../../src/trace/cursor';
import { withoutAnsi } from '../../../src/webview/model/format';
import { orderLanes } from '../../../src/webview/model/lanes';
import { loopNote, taskNote } from '../../../src/webview/model/notes';
import { noteParts, summary } from '../../../src/webview/model/summary';
import { TimelineModel } from '../../../src/webview/model/timeline-model';
import { loopLabels, spanLabels } from '../../../src/webview/model/wording';
import { eventByEvent } from '../../support/chunks';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import {
  endingsTrace,
  idleTrace,
  liveTrace,
  manyTasksTrace,
  outputTrace,
} from '../../support/webview/traces';
import { cursorAt, modelOf } from './support';

function notes(model: TimelineModel, cursor: number | undefined): string[] {
  return [
    loopNote(model, cursorAt(model, cursor)).text,
    ...model.lanes.map((lane) => taskNote(model, lane.task, cursorAt(model, cursor)).text),
  ];
}

describe('orderLanes', () => {
  it('puts tasks below their creators with the tree lines that go on', () => {
    const { lanes } = modelOf(endingsTrace());
    deepStrictEqual(
      lanes.map(({ task, depth, isLast, guides }) => [task.id, depth, isLast, guides]),
      [
        [1, 0, true, []],
        [2, 1, false, []],
        [4, 2, false, [true]],
        [5, 2, true, [true]],
        [3, 1, true, []],
      ],
    );
  });

  it('manages a chain of ten thousand tasks', () => {
    const t = new TraceBuilder();
    for (let task = 1; task <= 10_000; task++) t.created(0, task, 'link', task - 1);
    const { tasks } = modelOf(t.soFar()).timeline;
    strictEqual(orderLanes(tasks).at(-1)!.depth, 9999);
  });
});

describe('labels', () => {
  it('call a wait for a native promise by its name', () => {
    const t = new TraceBuilder('/scenarios/fetch.ts');
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'promise');
    const model = modelOf(t.soFar());
    const [task] = model.timeline.tasks;
    deepStrictEqual(
      [
        spanLabels(model, task!, task!.intervals.at(-1)!),
        taskNote(model, task!, cursorAt(model, 0)).text,
      ],
      [['a promise'], 'waiting: a promise'],
    );
  });

  it('name what blocks, what is waited for and who holds the loop', () => {
    const model = modelOf(blockedSleepTrace());
    const all = model.timeline.tasks.flatMap((task) =>
      task.intervals.map((interval) => spanLabels(model, task, interval)[0] ?? ''),
    );
    // main: ready, running, waiting, ready, running; func1: the same; func2: ready, blocking.
    deepStrictEqual(all, [
      ...['ready', '', 'task func1', 'ready', ''],
      ...['ready', '', 'sleep 1.0 s', 'ready: the loop is held by func2', ''],
      ...['ready', 'time.sleep(2), line 12'],
    ]);
  });

  it('name the hottest line of a computation, and idle times', () => {
    const t = new TraceBuilder('/scenarios/blocked.py');
    t.created(0, 1, 'main').step(0, 1, t.at(1));
    t.sample(0.1, 1, 0.1, t.at(8)).sample(0.2, 1, 0.3, t.at(9)).sample(0.5, 1, 0.1, t.at(8));
    t.suspended(0.5, 1, 'sleep', { detail: '1.0 s', deadline: 1.5 }).idle(0.5, 1.5);
    const model = modelOf(t.soFar());
    const { tasks } = model.timeline;
    strictEqual(spanLabels(model, tasks[0]!, 1)[0], 'busy, line 9');
    deepStrictEqual(
      [loopLabels(model, 0), loopLabels(model, 1)],
      [['main'], ['idle 1.000 s', 'idle']],
    );
  });

  it('count further calls that blocked, and name other files', () => {
    const t = new TraceBuilder('/lib/helper.py');
    t.created(0, 1, 'main').step(0, 1);
    t.block(0, 0.2, 1, 'time.sleep(0.2)', t.at(3)).block(0.2, 0.7, 1, 'open()', t.at(4));
    t.ended(0.7, 1);
    const model = modelOf(t.soFar());
    deepStrictEqual(spanLabels(model, model.timeline.tasks[0]!, 1), [
      'open(), helper.py, line 4 and 1 more',
      'open(), helper.py, line 4',
      'open()',
    ]);
  });
});

describe('notes', () => {
  it('follow the cursor', () => {
    const model = modelOf(blockedSleepTrace());
    deepStrictEqual(notes(model, 1.5), [
      'held by func2',
      'waiting: task func1 · line 19',
      'ready, 0.500 s late · line 7',
      'blocking · line 12',
    ]);
    deepStrictEqual(notes(model, undefined), [
      'busy 2.000 s of 2.000 s',
      'done at 2.000 s',
      'done at 2.000 s',
      'done at 2.000 s',
    ]);
  });

  it('move with each event of one moment', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.created(0, 2, 'child', 1).suspended(0, 1, 'task', { on: 2 }).step(0, 2).ended(0, 2);
    const model = modelOf(t.callback(0, 0, 'wake').idle(0, 1).end(1));
    const at = (event: number) => {
      const cursor = momentOfEvent(model.trace, event);
      return [
        loopNote(model, cursor),
        ...model.lanes.map(({ task }) => taskNote(model, task, cursor)),
      ]
        .map(({ text }) => text)
        .join(' | ');
    };
    deepStrictEqual(
      Array.from({ length: model.trace.length - 1 }, (_, event) => at(event)),
      [
        'idle | created | not created yet',
        'idle | ready | not created yet',
        'runs main | running | not created yet',
        'runs main | running | created',
        'runs main | running | ready',
        'between two steps | waiting: task child | ready',
        'runs child | waiting: task child | running',
        'between two steps | waiting: task child | done at 0.000 s',
        'runs wake | waiting: task child | done at 0.000 s',
        'idle | waiting: task child | done at 0.000 s',
        'idle | waiting: task child | done at 0.000 s',
      ],
    );
  });

  it('say how tasks ended, and which are being cancelled', () => {
    const model = modelOf(endingsTrace());
    deepStrictEqual(notes(model, undefined), [
      'busy 0.250 s of 1.650 s',
      'failed at 1.650 s: CancelledError',
      'done at 0.900 s',
      "failed at 0.850 s: ValueError: invalid literal for int() with base 10: 'x'",
      'waiting: lock · not done · example.py, line 6',
      'cancelled at 1.600 s',
    ]);
    const heartbeat = model.timeline.task(3)!;
    strictEqual(
      taskNote(model, heartbeat, cursorAt(model, 1.52)).text,
      'waiting: event · example.py, line 17 · cancelling',
    );
  });

  it('say until when a full trace knows a task', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.suspended(0.5, 1, 'sleep', { detail: '9.0 s', deadline: 9.5 }).idle(0.5, 1);
    const model = modelOf(t.dropped(9, 40, 0.5).end(10));
    const task = model.timeline.tasks[0]!;
    const texts = [0.2, 5, undefined].map(
      (cursor) => taskNote(model, task, cursorAt(model, cursor)).text,
    );
    const late = 'not recorded after 0.500 s';
    deepStrictEqual(texts, ['blocking', late, late]);
  });

  it('know tasks that do not exist yet', () => {
    const model = modelOf(new TraceBuilder().created(1, 1, 'main').end(2));
    strictEqual(
      taskNote(model, model.timeline.tasks[0]!, cursorAt(model, 0.5)).text,
      'not created yet',
    );
  });
});

describe('summary', () => {
  const texts = (model: TimelineModel) => summary(model).map((part) => part.text);

  it('says how it ended, how many tasks, what blocked and who was late', () => {
    deepStrictEqual(texts(modelOf(blockedSleepTrace())), [
      'finished at 2.000 s',
      '3 tasks',
      '1 blocking step, 2.000 s',
      'func1 ran 1.000 s late',
    ]);
    deepStrictEqual(texts(modelOf(endingsTrace())).slice(0, 4), [
      'failed at 1.650 s: CancelledError',
      '5 tasks',
      '2 tasks failed',
      '1 task not done',
    ]);
    deepStrictEqual(
      texts(modelOf(manyTasksTrace(100))).at(-1),
      '89 tasks were late, worker-99 by 1.170 s',
    );
  });

  it('says quietly that the file is not the one that ran', () => {
    const parts = summary(modelOf(blockedSleepTrace()), true).slice(0, 2);
    deepStrictEqual(parts, [
      { text: 'finished at 2.000 s', tone: 'calm' },
      { text: 'The file has changed since this run.', tone: 'calm', isFirst: true },
    ]);
  });

  it('holds the notes of the run, and leads to the settings that sentences name', () => {
    const reason = 'Raise the setting loopscope.limits.steps.';
    const model = modelOf(new TraceBuilder().created(0, 1, 'main').endAs(1, 'limit', 0, reason));
    model.finish(['Turn on the setting loopscope.files.write.', 'Nothing can be done.']);
    const parts = [...summary(model), ...noteParts(model)].filter(({ isLoud }) => isLoud);
    deepStrictEqual(
      parts.map(({ text, tone, setting }) => [text, tone, setting]),
      [
        [`stopped by a limit at 1.000 s: ${reason}`, 'bad', 'loopscope.limits.steps'],
        ['Turn on the setting loopscope.files.write.', 'calm', 'loopscope.files.write'],
        ['Nothing can be done.', 'calm', undefined],
      ],
    );
  });

  it('is loud about every end but a good one, and gives the reason', () => {
    const ends = ['finished', 'failed', 'stopped', 'limit', 'stalled', 'crashed'] as const;
    const parts = ends.map((end) => {
      const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).ended(1, 1);
      const [part] = summary(modelOf(t.endAs(1, end, 0, end === 'finished' ? '' : 'The reason.')));
      return [part!.text, part!.tone, part!.isLoud ?? false];
    });
    deepStrictEqual(parts, [
      ['finished at 1.000 s', 'calm', false],
      ['failed at 1.000 s: The reason.', 'bad', true],
      ['stopped at 1.000 s: The reason.', 'late', true],
      ['stopped by a limit at 1.000 s: The reason.', 'bad', true],
      ['stalled at 1.000 s: The reason.', 'bad', true],
      ['crashed at 1.000 s: The reason.', 'bad', true],
    ]);
  });

  it('is loud about events that a limit left out', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).dropped(0.5, 40, 0);
    const parts = summary(modelOf(t.end(1)));
    deepStrictEqual(
      parts.map(({ text, isLoud }) => [text, isLoud ?? false]),
      [
        ['finished at 1.000 s', false],
        [
          '40 events were left out: the trace reached its limit of events (loopscope.limits.events)',
          true,
        ],
        ['1 task', false],
      ],
    );
  });

  it('says how far a live run is', () => {
    const model = new TimelineModel(modelOf(liveTrace()).header);
    model.append(liveTrace().toChunk());
    strictEqual(texts(model)[0], 'running, 0.700 s so far');
  });
});

describe('TimelineModel', () => {
  it('shows the same whether the trace came at once or event by event', () => {
    for (const trace of [blockedSleepTrace(), endingsTrace(), idleTrace(), manyTasksTrace(60)]) {
      const whole = modelOf(trace);
      const grown = new TimelineModel(whole.header);
      for (const chunk of eventByEvent(trace)) grown.append(chunk);
      grown.finish();
      deepStrictEqual(summary(grown), summary(whole));
      deepStrictEqual(notes(grown, 1), notes(whole, 1));
      deepStrictEqual(grown.outputs.lines, whole.outputs.lines);
      deepStrictEqual(grown.statistics.late, whole.statistics.late);
      deepStrictEqual(grown.statistics.latest, whole.statistics.latest);
    }
  });
});

describe('OutputLines', () => {
  it('joins pieces into lines and takes colours away', () => {
    const { lines } = modelOf(outputTrace()).outputs;
    deepStrictEqual(
      lines.slice(5, 9).map((line) => [line.time, line.text.slice(0, 12), line.isError]),
      [
        [0, 'line 5 at th', false],
        [1, 'in parts', false],
        [1.2, 'a very long ', false],
        [1.4, 'an error', true],
      ],
    );
  });

  it('keeps the streams apart and shows a line without an end', () => {
    const t = new TraceBuilder()
      .output(0, 0, 'one ')
      .output(0, 0, 'bad\n', 2)
      .output(0.01, 0, 'line');
    deepStrictEqual(
      modelOf(t.soFar()).outputs.lines.map((line) => [line.time, line.text]),
      [
        [0, 'one line'],
        [0, 'bad'],
      ],
    );
  });

  it('shows what comes long after the beginning of its line, such as after a prompt, when it came', () => {
    const t = new TraceBuilder().output(0, 0, 'Your name? ').output(5.7, 0, 'Hello Ada\n');
    t.output(6, 0, '10 %').output(7, 0, '\r20 %').output(8, 0, '\n');
    deepStrictEqual(
      modelOf(t.soFar()).outputs.lines.map((line) => [line.time, line.text]),
      [
        [0, 'Your name? '],
        [5.7, 'Hello Ada'],
        [6, '10 %'],
        [7, '20 %'],
      ],
    );
  });

  it('knows control sequences', () => {
    strictEqual(withoutAnsi('\u001b]0;title\u0007\u001b[1;31mred\u001b[0m [1m'), 'red [1m');
  });
});
