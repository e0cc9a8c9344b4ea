import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import plainLoop from '../../support/plain_loop.py';
import capabilities from './capabilities.py';
import reference from './reference.py';

/** What a program uses, by what stands in its source, and the capability of `capabilities.py` for it. */
const USES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\.shutdown\(/, 'queue_shutdown'],
  [/eager_/, 'eager_tasks'],
  [/async for each in asyncio\.as_completed/, 'async_as_completed'],
  [/asyncio\.wait_for\(/, 'wait_for_in_the_same_task'],
  [/\.uncancel\(/, 'uncancel_takes_back'],
  [/asyncio\.TaskGroup\(/, 'task_group_takes_back'],
  [/asyncio\.gather\(/, 'gather_of_what_is_done'],
  [/asyncio\.shield\(/, 'shield_reports'],
  [/asyncio\.(Condition|Barrier)\(/, 'condition_notifies_another'],
];
/** A program takes milliseconds; a batch that takes this long will never end. */
const LONGEST_BATCH_MS = 120_000;

/** Runs programs in the machine's `python3`, on the same loop as in the embedded interpreter. */
export class NativePython {
  private readonly folder = mkdtempSync(join(tmpdir(), 'loopscope-fuzz-'));
  private readonly capabilities: readonly string[];

  private constructor() {
    writeFileSync(join(this.folder, 'plain_loop.py'), plainLoop);
    writeFileSync(join(this.folder, 'reference.py'), reference);
    writeFileSync(join(this.folder, 'capabilities.py'), capabilities);
    try {
      this.capabilities = JSON.parse(this.python('capabilities.py', ''));
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** The machine's `python3`; undefined if it has none, or one that does not know `asyncio.Runner`. */
  static find(): NativePython | undefined {
    const probe = spawnSync('python3', ['-c', 'import asyncio; asyncio.Runner']);
    return probe.status === 0 ? new NativePython() : undefined;
  }

  /** Whether this CPython is new enough for a program to mean what it means in the embedded one. */
  knows(source: string): boolean {
    return USES.every(([use, needed]) => this.capabilities.includes(needed) || !use.test(source));
  }

  /** The log of each program, as lines. */
  run(sources: readonly string[]): string[][] {
    const logs = this.python('reference.py', sources.join('\0'));
    return logs.split('\0').map((log) => log.split('\n'));
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private python(file: string, input: string): string {
    const { stdout, stderr, status, error } = spawnSync('python3', [join(this.folder, file)], {
      input,
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
      timeout: LONGEST_BATCH_MS,
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
    return stdout;
  }
}
