import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { encodeTrace } from '../../src/trace/file';
import { EngineUnderTest, type FinishedRun } from '../support/engine';
import { expectGolden } from '../support/golden';
import { goldenScenarios } from '../support/golden-scenarios';
import { brokenQueues } from '../support/queue-invariants';
import { brokenInvariants } from '../support/trace-invariants';
import { transcript } from '../support/transcript';

function bytesOf({ trace }: FinishedRun): Uint8Array {
  return encodeTrace(trace, {
    title: '',
    file: '',
    clock: 'virtual',
    slowCallbackDuration: 0.1,
    recorded: '',
    version: '',
    notes: [],
  });
}

describe('transcripts of scenarios', () => {
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest();
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  for (const { name, file, source } of goldenScenarios()) {
    describe(name, () => {
      let run: FinishedRun;
      before(async () => {
        run = await engine.run(source, {}, file);
      });

      it('has the transcript that was reviewed', () => {
        expectGolden(`scenarios/${name}.txt`, transcript(run, engine.folder));
      });

      it('keeps the invariants of a trace', () => {
        deepStrictEqual(brokenInvariants(run.timeline), []);
      });

      it('shows the ready queue that the loop has counted', () => {
        deepStrictEqual(brokenQueues(run.timeline), []);
      });

      it('gives the same trace each time, byte for byte', async () => {
        const first = bytesOf(run);
        for (let time = 2; time <= 3; time++) {
          const again = bytesOf(await engine.run(source, {}, file));
          strictEqual(Buffer.compare(again, first), 0, `run ${time} differs`);
        }
        ok(first.length > 0);
      });
    });
  }
});
