import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Interpreter, LoadPyodide } from '../../src/scenarios/python/interpreter';
import { redirectOutput } from '../../src/scenarios/python/output';
import { ProgramFiles } from '../../src/scenarios/python/program-files';
import { BUNDLE_FOLDER } from './engine';
import plainLoop from './plain_loop.py';

/** What a program did on a loop in pure Python. */
export interface PlainRun {
  /** What it wrote to stdout and stderr, in the order in which it did. */
  readonly output: string;
  /** Name of the exception that ended it, or empty. `Stalled`: nothing could wake it any more. */
  readonly exception: string;
}

export interface PlainOptions {
  /** A folder of the machine that the program sees. */
  readonly folder?: string;
  /** No virtual clock. */
  readonly realTime?: boolean;
  /** Hears what is written as it is written. */
  readonly sink?: (text: string) => void;
}

const PYODIDE_FOLDER = join(BUNDLE_FOLDER, 'pyodide');

/**
 * The interpreter of our scenarios without our loop, clock or observers: what a program prints here is
 * what it must print in a run. Virtual time; work costs nothing.
 */
export class PlainPython {
  #snapshot: Uint8Array | undefined;

  /** Runs a program in an interpreter of its own. */
  async run(
    source: string,
    name: string,
    args: readonly string[] = [],
    options: PlainOptions = {},
  ): Promise<PlainRun> {
    this.#snapshot ??= await makeSnapshot();
    const interpreter = await load({ _loadSnapshot: this.#snapshot });
    let output = '';
    const sink = (_stream: 1 | 2, text: string) => {
      output += text;
      options.sink?.(text);
    };
    redirectOutput(interpreter, sink, Number.POSITIVE_INFINITY, () => {
      throw new Error('There is no limit to reach.');
    });
    if (options.folder) new ProgramFiles(interpreter).show([options.folder], false, []);
    interpreter.FS.mkdirTree('/scenarios');
    interpreter.FS.writeFile(`/scenarios/${name}`, source);
    interpreter.FS.writeFile('/plain_loop.py', plainLoop);
    interpreter.runPython("import sys; sys.path.insert(0, '/')");
    const exception: string = interpreter
      .pyimport('plain_loop')
      .run(`/scenarios/${name}`, args.join('\n'), options.realTime ?? false);
    return { output, exception };
  }
}

/** Without anything of ours in it. */
async function makeSnapshot(): Promise<Uint8Array> {
  const interpreter = await load({ _makeSnapshot: true });
  interpreter.runPython('import asyncio');
  return interpreter.makeMemorySnapshot();
}

async function load(options: object): Promise<Interpreter> {
  const url = pathToFileURL(join(PYODIDE_FOLDER, 'pyodide.mjs')).href;
  const { loadPyodide }: { loadPyodide: LoadPyodide } = await import(url);
  const silent = { stdout: () => {}, stderr: () => {} };
  return loadPyodide({ indexURL: PYODIDE_FOLDER, ...silent, ...options });
}
