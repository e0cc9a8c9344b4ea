import * as assert from 'node:assert/strict';
import { findingsOf } from '../../../src/analysis/findings';
import { lineHoverText } from '../../../src/extension/editor/line-hover-text';
import { markText, RunLines } from '../../../src/extension/editor/run-lines';
import { SpokenLines } from '../../../src/extension/editor/spoken-lines';
import { RunController } from '../../../src/extension/run/run-controller';
import { RunModel } from '../../../src/extension/run/run-model';
import { runInFront } from '../../../src/extension/travel/run-in-front';
import { runRequest } from '../../../src/protocol/run';
import { momentAtTime } from '../../../src/trace/cursor';
import type { TraceStore } from '../../../src/trace/store';
import { english } from '../../support/localizer';
import { ended } from '../../support/run-models';
import { FINISHED, ScriptedEngine, settled } from '../../support/scripted-engine';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

const FILE = '/scenarios/tea.py';

/** A finished run with its findings. */
function blocked(): RunModel {
  const model = ended(blockedSleepTrace(FILE));
  model.end(FINISHED, findingsOf(model.timeline, 0.1));
  return model;
}

/** `line kind: text`, in order of the lines. */
function texts(lines: RunLines | undefined, file = FILE, withSummaries = true): string[] {
  return (lines?.marks(file, withSummaries) ?? [])
    .sort((one, other) => one.line - other.line)
    .map(({ line, kind, text }) => `${line} ${kind}: ${text}`);
}

async function linesOf(model: RunModel): Promise<RunLines> {
  const lines = new RunLines(model, true);
  await lines.read(async () => {});
  return lines;
}

const SUMMARIES = [
  '7 quiet: 1.00 s late · waited 1.00 s',
  '12 blocking: held the loop 2.00 s',
  '17 quiet: started func1',
  '18 quiet: started func2',
  '19 quiet: waited 2.00 s',
];

describe('marks of lines', () => {
  it('are gone when the cells of the run are restarted, but for those who stand at the cursor', async () => {
    const model = blocked();
    const [over, early] = [await linesOf(model), new RunLines(model, true)];
    over.forget();
    early.forget();
    await early.read(async () => {});
    assert.deepEqual([texts(over), texts(early), over.history(FILE, 7)], [[], [], undefined]);
    model.setCursor(momentAtTime(model.trace, 1.5), 'timeline');
    assert.deepEqual(texts(over), [
      '7 place: ▹ func1 is ready',
      '12 running: ▶ func2 runs',
      '19 place: ◂ main waits',
    ]);
  });

  it('give way to those who stand at a line while the cursor is set', async () => {
    const model = blocked();
    const lines = await linesOf(model);
    assert.deepEqual(texts(lines), SUMMARIES);
    model.setCursor(momentAtTime(model.trace, 1.5), 'timeline');
    assert.deepEqual(texts(lines), [
      '7 place: ▹ func1 is ready',
      '12 running: ▶ func2 runs',
      SUMMARIES[2],
      SUMMARIES[3],
      '19 place: ◂ main waits',
    ]);
    assert.deepEqual(texts(lines, FILE, false), [
      '7 place: ▹ func1 is ready',
      '12 running: ▶ func2 runs',
      '19 place: ◂ main waits',
    ]);
    model.setCursor(undefined, 'timeline');
    assert.deepEqual(texts(lines), SUMMARIES);
  });

  it('say only the most telling thing behind a line that leaves no room for more', async () => {
    const lines = await linesOf(blocked());
    const [late, held] = lines.marks(FILE, true);
    // '1.00 s late · waited 1.00 s' has 27 characters.
    assert.deepEqual(
      [...[33, 34].map((columns) => late && markText(late, columns)), held && markText(held, 60)],
      ['1.00 s late · waited 1.00 s', '1.00 s late', 'held 2.00 s'],
    );
  });

  it('go when their line or one above it is edited', async () => {
    const model = blocked();
    const lines = await linesOf(model);
    lines.edited(FILE, 18);
    assert.deepEqual([lines.holds(FILE, 17), lines.holds(FILE, 18)], [true, false]);
    lines.edited(FILE, 20);
    lines.edited('/scenarios/other.py', 1);
    assert.deepEqual(texts(lines), SUMMARIES.slice(0, 3));
    assert.deepEqual(
      [lines.history(FILE, 17)?.passCount, lines.history(FILE, 18)?.passCount],
      [1, undefined],
    );
    model.setCursor(momentAtTime(model.trace, 0), 'timeline');
    lines.edited(FILE, 12);
    assert.deepEqual(texts(lines), ['7 place: ◂ func1 waits', '10 running: ▶ func2 runs']);
  });

  it('stay one line long whatever a task is called', async () => {
    const t = new TraceBuilder(FILE);
    t.created(0, 1, `a\n\tb ${'c'.repeat(200)}`)
      .step(0, 1)
      .ended(0, 1, 'failed', 'E', t.at(3));
    const [mark] = (await linesOf(ended(t.end(0)))).marks(FILE, true);
    assert.equal(mark?.text, `a b ${'c'.repeat(116)}…`);
  });

  it('are known when a long trace has been read, which is done in slices', async () => {
    const t = new TraceBuilder(FILE);
    t.created(0, 1, 'main').step(0, 1);
    for (let pass = 0; pass < 60_000; pass++) {
      t.suspended(0, 1, 'yield', { position: t.at(4) }).step(0, 1);
    }
    const lines = new RunLines(ended(t.ended(0, 1).end(0)), true);
    let turns = 0;
    await lines.read(async () => {
      turns++;
      assert.deepEqual(texts(lines), []);
    });
    assert.deepEqual([turns, texts(lines)], [2, ['4 quiet: gave way 60,000 ×']]);
  });
});

describe('what runs say about lines', () => {
  const engine = new ScriptedEngine();
  let runs: RunController;
  let spoken: SpokenLines;
  let changes = 0;

  beforeEach(() => {
    runs = new RunController({ engine: () => engine, analyse: async () => [], log: assert.fail });
    spoken = new SpokenLines(runs, async () => {});
    spoken.onDidChange(() => changes++);
  });

  afterEach(() => {
    spoken.dispose();
    runs.dispose();
  });

  /** Runs a file to its end. */
  async function run(file: string, trace: TraceStore): Promise<RunModel> {
    const model = runs.start(runRequest(file, '/'), 'tea.py');
    const scripted = engine.runs.at(-1)!;
    scripted.send(trace.toChunk());
    scripted.end();
    await settled();
    return model;
  }

  const failed = (file: string, line: number) => {
    const t = new TraceBuilder(file);
    return t.created(0, 1, 'main').step(0, 1).ended(0, 1, 'failed', 'E', t.at(line)).end(0);
  };

  it('comes from the run that is shown, else from the run of the file, else from the last one', async () => {
    const first = await run('/a.py', failed('/shared.py', 1));
    const second = await run('/b.py', failed('/shared.py', 2));
    const shared = () => texts(spoken.of('/shared.py'), '/shared.py');
    assert.deepEqual(shared(), ['2 quiet: main failed']);
    runs.show(first);
    assert.deepEqual(shared(), ['1 quiet: main failed']);
    await run('/c.py', failed('/c.py', 3));
    assert.deepEqual(shared(), ['2 quiet: main failed']);
    await run('/shared.py', failed('/shared.py', 4));
    runs.show(runs.modelOf('/c.py')!);
    assert.deepEqual(shared(), ['4 quiet: main failed']);
    assert.deepEqual([spoken.of('/d.py'), spoken.withId(second.header.runId)], [undefined, second]);
  });

  it('is of the run that commands move, unless a timeline is in front', async () => {
    const helper = await run('/helper.py', failed('/helper.py', 1));
    const other = await run('/other.py', failed('/other.py', 1));
    const main = await run('/main.py', failed('/helper.py', 2));
    const meant = (file?: string, timeline?: RunModel) =>
      runInFront(runs, spoken, { timeline, file })?.file;
    assert.deepEqual(
      [
        meant('/helper.py'),
        meant('/other.py'),
        meant('/unknown.py'),
        meant(),
        meant('/helper.py', helper),
      ],
      ['/main.py', '/other.py', '/main.py', '/main.py', '/helper.py'],
    );
    runs.show(other);
    assert.deepEqual(
      [meant('/helper.py'), meant(), main.file],
      ['/helper.py', '/other.py', '/main.py'],
    );
  });

  it('is gone when the file is run again, and what was edited meanwhile stays away', async () => {
    await run('/a.py', blockedSleepTrace('/a.py'));
    assert.equal(texts(spoken.of('/a.py'), '/a.py').length, 5);
    const again = runs.start(runRequest('/a.py', '/'), 'a.py');
    assert.deepEqual(texts(spoken.of('/a.py'), '/a.py'), []);
    assert.equal(spoken.edited('/a.py', 18), true);
    assert.equal(spoken.edited('/other.py', 1), false);
    engine.runs.at(-1)!.send(blockedSleepTrace('/a.py').toChunk());
    engine.runs.at(-1)!.end();
    await settled();
    assert.deepEqual(texts(spoken.of('/a.py'), '/a.py'), [
      SUMMARIES[0],
      '12 quiet: held the loop 2.00 s',
      SUMMARIES[2],
    ]);
    const before = changes;
    again.setCursor({ event: 0, time: 0 }, 'timeline');
    assert.equal(changes, before + 1);
  });

  it('is only who stands where, for a run of an earlier session or of a trace file', async () => {
    const header = { ...blocked().header, runId: 'saved' };
    const saved = new RunModel(header, 'file:///tea.loopscope');
    saved.append(blockedSleepTrace(FILE).toChunk());
    saved.end(FINISHED, []);
    runs.open(saved);
    assert.deepEqual(texts(spoken.of(FILE)), []);
    saved.setCursor(momentAtTime(saved.trace, 0.5), 'timeline');
    assert.deepEqual(texts(spoken.of(FILE)), [
      '7 place: ◂ func1 waits',
      '12 running: ▶ func2 runs',
      '19 place: ◂ main waits',
    ]);
    runs.close(saved);
    assert.equal(spoken.of(FILE), undefined);
    runs.restore(blocked());
    assert.deepEqual(texts(spoken.of(FILE)), []);
  });
});

describe('the hover of a line', () => {
  it('tells what happened, with links to the moments and back', async () => {
    const t = new TraceBuilder(FILE);
    for (let task = 1; task <= 12; task++) t.created(0.5, task, `nap_${task}`, 0, t.at(4));
    const model = ended(t.end(1));
    const text = () => lineHoverText(model, histories.history(FILE, 4)!, 4, english).split('\n');
    const histories = await linesOf(model);
    const link = (args: string) =>
      `command:loopscope.editor.showMoment?${encodeURIComponent(args)}`;
    const tip = '"Show this moment in the timeline and in the editor"';
    const lines = text();
    assert.deepEqual(
      [lines[0], lines[2], lines.length, lines.at(-1)],
      [
        '**Line 4 in the last run**',
        `- [0.500 s](${link('["run",0]')} ${tip}) nap\\_1 was started`,
        // The heading, ten tasks and the rest, with empty lines between.
        14,
        'and 2 more',
      ],
    );
    model.setCursor({ event: 0, time: 0.5 }, 'timeline');
    assert.equal(text().at(-1), `[Back to the end of the run](${link('["run"]')})`);
  });
});
