// A folder of scenario files that a run may change as it likes.
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repo } from './install.mjs';

/** @returns {Promise<{ path: string, remove: () => Promise<void> }>} a copy of `test/vscode/workspace` */
export async function makeWorkspace() {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'loopscope-workspace-'));
  const path = join(folder, 'scenarios');
  await cp(join(repo, 'test/vscode/workspace'), path, { recursive: true });
  return { path, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
