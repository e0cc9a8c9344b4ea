import { parentPort, workerData } from 'node:worker_threads';
import { openControl } from '../control';
import type { FromWorker, ToWorker, WorkerData } from './messages';
import { NetworkHub } from './network-hub';
import { type RunLanguage, ScenarioRun } from './run-scenario';

export const data = workerData as WorkerData;
const port = parentPort!;

export function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function rethrow(error: unknown): never {
  throw error;
}

/** Says that this thread is ready, and runs the one program that it is then given. */
export function serve(runLanguage: RunLanguage): void {
  port.once('message', ({ request, sockets }: ToWorker) => {
    const control = openControl(data.control);
    const hub = new NetworkHub(sockets, control);
    const run = new ScenarioRun(runLanguage, request, control, hub, post);
    // A mistake of ours must end the thread, whatever the scenario does with rejected promises.
    run.run().catch((error) => setImmediate(() => rethrow(error)));
  });
  post({ type: 'ready' });
}
