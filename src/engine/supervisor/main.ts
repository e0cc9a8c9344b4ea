import { processTransport } from '../process-transport';
import { Supervisor } from './supervisor';

const [bundleFolder, cacheFolder, politeStopSeconds] = process.argv.slice(2);
if (bundleFolder === undefined || cacheFolder === undefined || process.send === undefined) {
  throw new Error('The supervisor is started by the engine client, with two folders and a time.');
}

// Nobody is left to run for.
process.on('disconnect', () => process.exit(0));

// A terminal sends Ctrl+C to the whole process group; the client decides what it means for the run.
process.on('SIGINT', () => {});

new Supervisor(processTransport(process), {
  bundleFolder,
  cacheFolder,
  politeStopSeconds: Number(politeStopSeconds),
});
