import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { makeSnapshot, startInterpreter } from '../../scenarios/python/interpreter';
import { rehearse } from '../../scenarios/python/run';
import { openControl } from '../control';
import { decodeSnapshot, encodeSnapshot } from '../snapshot';
import type { FromWorker, ToWorker, WorkerData } from './messages';
import { ScenarioRun } from './run-scenario';

const data = workerData as WorkerData;
const port = parentPort!;

function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function prepareSnapshot(file: string): Promise<void> {
  const snapshot = await makeSnapshot(data.pyodideFolder);
  // Somebody else may be reading or making the same file: it appears at once and whole.
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, encodeSnapshot(snapshot));
  renameSync(draft, file);
  post({ type: 'snapshot-made' });
}

async function serve(): Promise<void> {
  const snapshot = data.snapshotFile ? decodeSnapshot(readFileSync(data.snapshotFile)) : undefined;
  const interpreter = await startInterpreter(data.pyodideFolder, snapshot);
  rehearse(interpreter);
  port.once('message', ({ request }: ToWorker) => {
    new ScenarioRun(interpreter, request, openControl(data.control), post).run();
  });
  post({ type: 'ready', fromSnapshot: snapshot !== undefined });
}

if (data.makeSnapshot) void prepareSnapshot(data.makeSnapshot);
else void serve();
