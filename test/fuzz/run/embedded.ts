import { join } from 'node:path';
import {
  type Interpreter,
  makeSnapshot,
  startInterpreter,
} from '../../../src/scenarios/python/interpreter';
import { BUNDLE_FOLDER } from '../../support/engine';
import plainLoop from '../../support/plain_loop.py';
import reference from './reference.py';

const PYODIDE_FOLDER = join(BUNDLE_FOLDER, 'pyodide');

/** An interpreter is replaced after so many programs, because its memory only grows. */
const PROGRAMS_PER_INTERPRETER = 1000;

/** Runs programs in the CPython of our scenarios, but on CPython's own loop and a virtual clock. */
export class EmbeddedPython {
  private snapshot: Uint8Array | undefined;
  private interpreter: Interpreter | undefined;
  private programs = 0;

  /** The log of each program, as lines. */
  async run(sources: readonly string[]): Promise<string[][]> {
    const logs: string = (await this.ready())
      .pyimport('reference')
      .run_programs(sources.join('\0'));
    this.programs += sources.length;
    return logs.split('\0').map((log) => log.split('\n'));
  }

  private async ready(): Promise<Interpreter> {
    if (this.programs >= PROGRAMS_PER_INTERPRETER) this.interpreter = undefined;
    this.interpreter ??= await this.start();
    return this.interpreter;
  }

  private async start(): Promise<Interpreter> {
    this.snapshot ??= await makeSnapshot(PYODIDE_FOLDER);
    const interpreter = await startInterpreter(PYODIDE_FOLDER, this.snapshot);
    this.programs = 0;
    interpreter.FS.mkdirTree('/fuzz');
    interpreter.FS.writeFile('/fuzz/plain_loop.py', plainLoop);
    interpreter.FS.writeFile('/fuzz/reference.py', reference);
    interpreter.runPython(
      "import sys; sys.path.insert(0, '/fuzz'); import plain_loop; plain_loop.use_plain_loop()",
    );
    return interpreter;
  }
}
