import * as assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import * as vscode from 'vscode';
import { RunModel } from '../../../src/extension/run/run-model';
import { TraceArchive } from '../../../src/extension/timeline/trace-archive';
import { FINISHED } from '../../support/scripted-engine';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { makeScenario, workspaceFile } from '../../support/vscode/loopscope';

describe('the archive of traces', () => {
  const folder = workspaceFile('archive');
  const log: string[] = [];
  const archive = new TraceArchive(folder, '0.1.0', (line) => log.push(line));

  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  async function keep(
    runId: string,
    into = archive,
    trace = blockedSleepTrace(),
  ): Promise<RunModel> {
    const [title, file] = ['tea.py', '/tea.py'];
    const header = { runId, title, file, clock: 'virtual', slowCallbackDuration: 0.1 } as const;
    const model = new RunModel(header);
    model.append(trace.toChunk());
    model.end({ ...FINISHED, notes: ['It wrote a file.'] }, []);
    await into.keep(model);
    return model;
  }

  it('gives back a run with its trace, its end, its notes and its findings', async () => {
    const kept = await keep('a');
    const found = await archive.find('a');
    assert.ok(found);
    assert.deepEqual(found.header, kept.header);
    assert.deepEqual(found.trace.toChunk(), kept.trace.toChunk());
    assert.deepEqual(
      [found.outcome?.end, found.outcome?.notes, found.recorded],
      ['finished', ['It wrote a file.'], kept.recorded],
    );
    assert.deepEqual(
      found.findings.map(({ code, seconds }) => ({ code, seconds })),
      [{ code: 'blocking-call', seconds: 2 }],
    );
  });

  it('gives no fix back for a file that was changed after the run', async () => {
    const { fsPath } = await makeScenario('kept_idiom.py', 'print 1\n');
    const edits = JSON.stringify([{ from: [1, 6], to: [1, 8], text: '(1)' }]);
    const builder = new TraceBuilder(fsPath);
    builder.oldIdiom(0, 'print-statement', 'print', edits, builder.at(1));
    await keep('idiom', archive, builder.end(0));
    const fixes = async () =>
      (await archive.find('idiom'))?.findings.map(({ code, fix }) => [code, fix?.edits.length]);
    const before = await fixes();
    const later = new Date(Date.now() + 60_000);
    await utimes(fsPath, later, later);
    assert.deepEqual([before, await fixes()], [[['old-idiom', 1]], [['old-idiom', undefined]]]);
  });

  it('says in the log what it cannot give back', async () => {
    assert.equal(await archive.find('unknown'), undefined);
    const damaged = vscode.Uri.joinPath(folder, 'damaged.loopscope');
    await vscode.workspace.fs.writeFile(damaged, new Uint8Array([1, 2, 3]));
    assert.equal(await archive.find('damaged'), undefined);
    assert.deepEqual(
      log.map((line) => line.split(':')[0]),
      ['The run unknown could not be restored', 'The run damaged could not be restored'],
    );
  });

  it('keeps so many traces, and the newest in any case', async () => {
    const kept = async (limits: { files: number; bytes: number }) => {
      const few = new TraceArchive(folder, '0.1.0', (line) => log.push(line), limits);
      for (let run = 0; run < 4; run++) await keep(`run ${run}`, few);
      return (await vscode.workspace.fs.readDirectory(folder)).length;
    };
    assert.deepEqual(
      [
        await kept({ files: 3, bytes: 1e6 }),
        await kept({ files: 2, bytes: 1e6 }),
        await kept({ files: 2, bytes: 1 }),
      ],
      [3, 2, 1],
    );
  });

  it('keeps nothing where there is no folder for it', async () => {
    const none = new TraceArchive(undefined, '0.1.0', (line) => log.push(line));
    assert.equal(await none.find('a'), undefined);
  });
});
