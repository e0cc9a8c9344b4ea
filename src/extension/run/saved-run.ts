import { savedOutcome } from '../../protocol/saved-outcome';
import type { TraceFileMeta } from '../../trace/file';
import type { TraceStore } from '../../trace/store';
import { analyse } from './analyse';
import { withFixesThatFit } from './fixes-that-fit';
import { RunModel } from './run-model';

/** A run as its saved trace tells it. `traceFile`: the URI of the file if the user opened one. */
export async function savedRun(
  runId: string,
  { trace, meta }: { readonly trace: TraceStore; readonly meta: TraceFileMeta },
  traceFile?: string,
): Promise<RunModel> {
  const { title, file, clock, slowCallbackDuration, notes, recorded } = meta;
  const model = new RunModel({ runId, title, file, clock, slowCallbackDuration }, traceFile);
  model.recorded = recorded;
  model.append(trace.toChunk());
  const findings = await withFixesThatFit(await analyse(model), recorded);
  model.end(savedOutcome(model.timeline, notes), findings);
  return model;
}

/** What a trace file says about a run of ours. */
export function metaOf(model: RunModel, version: string): TraceFileMeta {
  const { recorded } = model;
  const { title, file, clock, slowCallbackDuration } = model.header;
  const notes = model.outcome?.notes ?? [];
  const rest = { recorded, version, notes };
  return { title, file, clock, slowCallbackDuration, ...rest };
}
