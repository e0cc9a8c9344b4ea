import type { ScenarioLanguage } from '../../protocol/scenario-language';
import { SIGNAL } from '../control';
import { callOfProbe } from '../worker/probe';
import type { FreshInterpreter } from './interpreters';
import type { Sample } from './step-watch';
import type { WorkerInspector } from './worker-inspector';

/** `SIGPROF`; `blocking.py` listens to it. */
const SAMPLE_SIGNAL = 27;

/** How each language is asked for the line on which a long step stands. */
export const SAMPLERS: Readonly<
  Record<ScenarioLanguage, (interpreter: FreshInterpreter, inspector: WorkerInspector) => Sample>
> = {
  // A signal that the program has still to handle is left alone.
  python:
    ({ control }) =>
    () => {
      Atomics.compareExchange(control.cells, SIGNAL, 0, SAMPLE_SIGNAL);
    },
  // The JavaScript engine has a profiler of its own, which only has to be started.
  typescript:
    ({ worker }, inspector) =>
    (isFirst) => {
      if (isFirst) inspector.evaluate(worker, callOfProbe('startProfile'));
    },
};
