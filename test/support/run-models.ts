import type { Finding } from '../../src/analysis/finding';
import { RunModel } from '../../src/extension/run/run-model';
import type { RunOutcome } from '../../src/protocol/run';
import type { TraceStore } from '../../src/trace/store';
import { FINISHED } from './scripted-engine';

/** A run of `/scenarios/tea.py` with a trace made by hand; it goes on. */
export function modelOf(trace?: TraceStore): RunModel {
  const model = new RunModel({
    runId: 'run',
    title: 'tea.py',
    file: '/scenarios/tea.py',
    clock: 'virtual',
    slowCallbackDuration: 0.1,
  });
  if (trace) model.append(trace.toChunk());
  return model;
}

export function ended(
  trace: TraceStore,
  outcome: Partial<RunOutcome> = {},
  findings: readonly Finding[] = [],
): RunModel {
  const model = modelOf(trace);
  model.end({ ...FINISHED, ...outcome }, findings);
  return model;
}
