import type { TraceStore } from '../trace/store';

/** What asyncio's functions are called in the language of a scenario. */
export interface AsyncioNames {
  readonly isPython: boolean;
  readonly createTask: string;
  readonly toThread: string;
  readonly runInExecutor: string;
  readonly wrapFuture: string;
  readonly callLater: string;
  readonly setResult: string;
}

const PYTHON: AsyncioNames = {
  isPython: true,
  createTask: 'asyncio.create_task',
  toThread: 'asyncio.to_thread',
  runInExecutor: 'loop.run_in_executor',
  wrapFuture: 'asyncio.wrap_future',
  callLater: 'loop.call_later',
  setResult: 'set_result',
};

const TYPESCRIPT: AsyncioNames = {
  isPython: false,
  createTask: 'asyncio.createTask',
  toThread: 'asyncio.toThread',
  runInExecutor: 'loop.runInExecutor',
  wrapFuture: 'asyncio.wrapFuture',
  callLater: 'loop.callLater',
  setResult: 'setResult',
};

const TYPESCRIPT_FILE = /\.[cm]?[jt]s$/i;

/** The names that the program of a trace uses; those of Python if no place of it is known. */
export function asyncioNames({ positions }: TraceStore): AsyncioNames {
  const known = positions.find(({ file }) => file !== '');
  return known && TYPESCRIPT_FILE.test(known.file) ? TYPESCRIPT : PYTHON;
}
