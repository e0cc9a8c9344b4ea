import * as assert from 'node:assert/strict';
import { RunController } from '../../../src/extension/run/run-controller';
import type { RunModel } from '../../../src/extension/run/run-model';
import { runRequest } from '../../../src/protocol/run';
import { ended } from '../../support/run-models';
import { ScriptedEngine, settled } from '../../support/scripted-engine';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

function setUp(analyse: (model: RunModel) => Promise<[]> = async () => []) {
  const engine = new ScriptedEngine();
  const log: string[] = [];
  const runs = new RunController({
    engine: () => engine,
    analyse,
    onScreen: (_file, trace) => ({
      ...trace,
      positions: trace.positions.map((one) => ({ ...one, line: 7 })),
    }),
    log: (line) => log.push(line),
  });
  const changes: string[] = [];
  runs.onDidChangeKept((file) => changes.push(file));
  const ended: RunModel[] = [];
  runs.onDidEnd((model) => ended.push(model));
  const start = (file: string) => runs.start(runRequest(file, '/'), file.slice(1));
  return { engine, log, runs, ended, start, changes };
}

describe('run controller', () => {
  it('follows a run to its end', async () => {
    const { engine, runs, ended, start } = setUp();
    const model = start('/tea.py');
    assert.deepEqual([runs.current, runs.running], [model, [model]]);
    engine.runs[0]!.send(blockedSleepTrace().toChunk());
    assert.equal(model.timeline.tasks.length, 3);
    engine.runs[0]!.end({ exitCode: 3 });
    await settled();
    assert.equal(model.outcome?.exitCode, 3);
    assert.deepEqual([ended, runs.running], [[model], []]);
  });

  it('shows a run from a trace file beside the run of its scenario, as long as it is open', () => {
    const { runs, start } = setUp();
    const told: string[] = [];
    runs.onDidOpenTrace(({ header }) => told.push(`opened ${header.runId}`));
    runs.onDidCloseTrace(({ header }) => told.push(`closed ${header.runId}`));
    runs.onDidChangeCurrent((model) => told.push(`current ${model?.header.runId}`));
    const own = start('/scenarios/tea.py');
    const saved = ended(blockedSleepTrace());
    runs.open(saved);
    assert.deepEqual([runs.current, runs.modelOf('/scenarios/tea.py')], [saved, own]);
    runs.show(own);
    runs.show(saved);
    runs.close(saved);
    runs.close(saved);
    runs.show(saved);
    assert.deepEqual([runs.current, saved.isDisposed], [own, true]);
    const { runId } = own.header;
    assert.deepEqual(told, [
      ...[`current ${runId}`, 'opened run', 'current run', `current ${runId}`, 'current run'],
      ...['closed run', `current ${runId}`],
    ]);
  });

  it('lets a new run of a file take the place of the old, whose end is no news', async () => {
    const { engine, runs, ended, start } = setUp();
    const first = start('/tea.py');
    const second = start('/tea.py');
    engine.runs[0]!.end({ end: 'stopped' });
    await settled();
    assert.equal(first.outcome?.end, 'stopped');
    assert.deepEqual([ended, runs.modelOf('/tea.py'), runs.running], [[], second, [second]]);
    engine.runs[1]!.end();
    await settled();
    assert.deepEqual(ended, [second]);
  });

  it('gives each run an id of its own', () => {
    const { start } = setUp();
    assert.notEqual(start('/tea.py').header.runId, start('/tea.py').header.runId);
  });

  it('stops what goes on, and nothing else', async () => {
    const { engine, runs, start } = setUp();
    const [tea, toast] = [start('/tea.py'), start('/toast.py')];
    runs.stop(tea);
    assert.deepEqual(
      engine.runs.map(({ stopped }) => stopped),
      [true, false],
    );
    engine.runs[1]!.end();
    await settled();
    runs.stop(toast);
    assert.equal(engine.runs[1]!.stopped, false);
  });

  it('reports a damaged chunk and a failed analysis, and goes on', async () => {
    const { engine, log, ended, start } = setUp(() => Promise.reject(new Error('no')));
    const model = start('/tea.py');
    engine.runs[0]!.send({ ...blockedSleepTrace().toChunk(), first: 7 });
    engine.runs[0]!.end();
    await settled();
    assert.deepEqual([ended, model.findings], [[model], []]);
    assert.deepEqual(log, [
      'A part of the trace of /tea.py was not usable: TraceOrderError: The chunk begins at event 7, but the trace ends at event 0.',
      'The trace of /tea.py could not be analysed: Error: no',
    ]);
  });

  it('keeps the runs of eight files', async () => {
    const { engine, runs, start } = setUp();
    for (let index = 0; index < 10; index++) {
      start(`/${index}.py`);
      engine.runs[index]!.end();
      await settled();
    }
    const kept = Array.from({ length: 10 }, (_, index) => runs.modelOf(`/${index}.py`));
    assert.deepEqual(
      kept.map((model) => model !== undefined),
      [false, false, ...Array<boolean>(8).fill(true)],
    );
  });

  it('continues the trace of the cells before, as the texts on screen have it', async () => {
    const { engine, runs, changes } = setUp();
    const request = (goesOn: boolean) =>
      runRequest('/tea.py', '/', { cells: { untilLine: 1, goesOn } });
    const first = runs.start(request(false), 'tea.py');
    const trace = blockedSleepTrace();
    engine.runs[0]!.send(trace.toChunk());
    engine.runs[0]!.end({ kept: { isPaused: false } });
    await settled();
    assert.deepEqual([runs.kept, first.takenOver], [['/tea.py'], 0]);
    const second = runs.start(request(true), 'tea.py');
    engine.runs[0]!.lose();
    const length = trace.length - 1;
    engine.runs[1]!.send({ ...new TraceBuilder().end(9).toChunk(), first: length });
    await settled();
    assert.deepEqual(
      [second.takenOver, second.trace.length, second.isOfCells, runs.kept, second.trace.positions],
      [
        length,
        length + 1,
        true,
        [],
        trace.positions.map((one, number) => (number === 0 ? one : { ...one, line: 7 })),
      ],
    );
    assert.deepEqual(changes, ['/tea.py', '/tea.py']);
  });

  it('begins a trace of its own with the first cell', async () => {
    const { engine, runs } = setUp();
    const start = () =>
      runs.start(runRequest('/tea.py', '/', { cells: { untilLine: 1, goesOn: false } }), 'tea.py');
    start();
    engine.runs[0]!.send(blockedSleepTrace().toChunk());
    engine.runs[0]!.end({ kept: { isPaused: false } });
    await settled();
    assert.equal(start().trace.length, 0);
  });

  it('lets go of an interpreter that is kept', async () => {
    const { engine, runs, changes } = setUp();
    for (let index = 0; index < 9; index++) {
      runs.start(runRequest(`/${index}.py`, '/'), 'x.py');
      engine.runs[index]!.end({ kept: { isPaused: false } });
      await settled();
    }
    const kept = () => ['/5.py', '/6.py'].map((file) => runs.modelOf(file)?.isKept);
    const before = kept();
    runs.release('/5.py');
    await settled();
    assert.deepEqual(
      [before, kept()],
      [
        [true, true],
        [false, true],
      ],
    );
    // The run of the first file is not there any more.
    assert.deepEqual(
      [engine.runs.map(({ isKept }) => isKept), changes.slice(-2)],
      [
        [false, true, true, true, true, false, true, true, true],
        ['/8.py', '/5.py'],
      ],
    );
  });

  it('restarts the cells of a file, and nothing else', async () => {
    const { engine, runs, start } = setUp();
    const told: [string, boolean][] = [];
    runs.onDidRestart(({ file, isKept }) => told.push([file, isKept]));
    start('/whole.py');
    const cells = { untilLine: 1, goesOn: false };
    runs.start(runRequest('/tea.py', '/', { cells }), 'tea.py');
    engine.runs[1]!.end({ kept: { isPaused: false } });
    await settled();
    for (const file of ['/whole.py', '/none.py', '/tea.py']) runs.restart(file);
    await settled();
    assert.deepEqual(
      [told, engine.runs[0]!.stopped, runs.modelOf('/tea.py')?.isKept, runs.kept],
      [[['/tea.py', true]], false, false, []],
    );
  });

  it('changes the current run only to one that it still has', () => {
    const { runs, start } = setUp();
    const first = start('/tea.py');
    const toast = start('/toast.py');
    runs.show(first);
    assert.equal(runs.current, first);
    const second = start('/tea.py');
    runs.show(first);
    assert.equal(runs.current, second);
    runs.show(toast);
    assert.equal(runs.current, toast);
  });
});
