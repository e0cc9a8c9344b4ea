import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { makeSnapshot, startInterpreter } from '../../scenarios/python/interpreter';
import { rehearse, runPython } from '../../scenarios/python/run';
import { decodeSnapshot, encodeSnapshot } from '../snapshot';
import { data, post, serve } from './serve';
import { SignalBuffer } from './signal-buffer';

async function prepareSnapshot(file: string): Promise<void> {
  const snapshot = await makeSnapshot(data.pyodideFolder);
  // Somebody else may be reading or making the same file: it appears at once and whole.
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, encodeSnapshot(snapshot));
  renameSync(draft, file);
  post({ type: 'snapshot-made' });
}

async function servePython(): Promise<void> {
  const snapshot = data.snapshotFile ? decodeSnapshot(readFileSync(data.snapshotFile)) : undefined;
  const interpreter = await startInterpreter(data.pyodideFolder, snapshot);
  rehearse(interpreter);
  serve((scenario, control) => {
    const signals = new SignalBuffer(control);
    interpreter.setInterruptBuffer(signals);
    return runPython(interpreter, scenario, signals);
  });
}

if (data.makeSnapshot) void prepareSnapshot(data.makeSnapshot);
else void servePython();
