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

/** Says that this thread is ready, and runs the one program that it is then given, for as long as it lives. */
export function serve(runLanguage: RunLanguage): void {
  let run: ScenarioRun | undefined;
  const begin = ({ request, sockets }: ToWorker & { type: 'run' }) => {
    const control = openControl(data.control);
    const hub = new NetworkHub(sockets, control);
    run = new ScenarioRun(runLanguage, request, control, hub, post);
    return run.run();
  };
  const obey = async (message: ToWorker) => {
    const lives = message.type === 'run' ? await begin(message) : run?.runMore(message.request);
    if (lives) listen();
  };
  const listen = () =>
    port.once('message', (message: ToWorker) => {
      // A mistake of ours must end the thread, whatever the scenario does with rejected promises.
      obey(message).catch((error) => setImmediate(() => rethrow(error)));
    });
  listen();
  post({ type: 'ready' });
}
