import * as assert from 'node:assert/strict';
import { CellQueue } from '../../../src/extension/run/cell-queue';
import { RunController } from '../../../src/extension/run/run-controller';
import { runRequest } from '../../../src/protocol/run';
import { ScriptedEngine, settled } from '../../support/scripted-engine';

function setUp() {
  const engine = new ScriptedEngine();
  const runs = new RunController({
    engine: () => engine,
    analyse: async () => [],
    log: assert.fail,
  });
  const queue = new CellQueue(runs);
  const add = (file: string) => {
    const cells = { untilLine: 1, goesOn: false };
    return queue.add(file, () => runs.start(runRequest(file, '/', { cells }), file));
  };
  const started = () => engine.runs.map(({ request }) => request.file);
  return { engine, runs, queue, add, started };
}

describe('cells that wait for others', () => {
  it('begin one after another, in each file for itself', async () => {
    const { engine, add, started } = setUp();
    for (const file of ['/a.py', '/a.py', '/b.py', '/a.py']) void add(file);
    await settled();
    assert.deepEqual(started(), ['/a.py', '/b.py']);
    engine.runs[0]!.end();
    await settled();
    assert.deepEqual(started(), ['/a.py', '/b.py', '/a.py']);
    engine.runs[2]!.end();
    await settled();
    assert.deepEqual(started(), ['/a.py', '/b.py', '/a.py', '/a.py']);
  });

  it('are forgotten if one before them does not finish', async () => {
    const { engine, add, started } = setUp();
    const models = [add('/a.py'), add('/a.py'), add('/a.py')];
    await settled();
    engine.runs[0]!.end({ end: 'failed' });
    assert.deepEqual((await Promise.all(models)).map(Boolean), [true, false, false]);
    await settled();
    void add('/a.py');
    await settled();
    assert.deepEqual(started(), ['/a.py', '/a.py']);
  });

  it('follow one that starts no run when it is its turn', async () => {
    const { engine, queue, add, started } = setUp();
    void add('/a.py');
    const models = [queue.add('/a.py', () => undefined), add('/a.py')];
    await settled();
    engine.runs[0]!.end();
    assert.deepEqual((await Promise.all(models)).map(Boolean), [false, true]);
    assert.deepEqual(started(), ['/a.py', '/a.py']);
  });

  it('do not wait for a run of the whole file', async () => {
    const { runs, add, started } = setUp();
    runs.start(runRequest('/a.py', '/'), 'a.py');
    void add('/a.py');
    await settled();
    assert.deepEqual(started(), ['/a.py', '/a.py']);
  });

  it('wait for cells that were run in another way', async () => {
    const { engine, runs, add, started } = setUp();
    runs.start(runRequest('/a.py', '/', { cells: { untilLine: 1, goesOn: false } }), 'a.py');
    void add('/a.py');
    await settled();
    assert.deepEqual(started(), ['/a.py']);
    engine.runs[0]!.end();
    await settled();
    assert.deepEqual(started(), ['/a.py', '/a.py']);
  });
});
