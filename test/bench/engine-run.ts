import type { Engine } from '../../src/engine/client-api';
import { DEFAULT_LIMITS, type RunRequest, runRequest } from '../../src/protocol/run';
import { TraceStore } from '../../src/trace/store';

const LIMITS = {
  ...DEFAULT_LIMITS,
  virtualSeconds: 1e9,
  steps: 1e9,
  events: 1e8,
};

/** What a run printed, how long it took in real seconds, and its trace. */
export interface BenchRun {
  readonly stdout: string;
  readonly seconds: number;
  readonly trace: TraceStore;
}

/** Runs a scenario with limits that it does not reach. Throws if it fails. */
export async function runInEngine(
  engine: Engine,
  file: string,
  options: Partial<RunRequest> = {},
): Promise<BenchRun> {
  const trace = new TraceStore();
  const begun = performance.now();
  const request = runRequest(file, process.cwd(), { limits: LIMITS, ...options });
  const { outcome } = engine.run(request, (chunk) => trace.append(chunk));
  const { end, message } = await outcome;
  const seconds = (performance.now() - begun) / 1000;
  const stdout = outputOf(trace);
  if (end !== 'finished') throw new Error(`${file} ${end}: ${message}\n${stdout}`);
  return { stdout, seconds, trace };
}

function outputOf(trace: TraceStore): string {
  return Array.from({ length: trace.length }, (_, index) => index)
    .filter((index) => trace.kind(index) === 'output')
    .map((index) => trace.text(trace.b(index)))
    .join('');
}
