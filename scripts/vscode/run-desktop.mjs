// The same suites in desktop VS Code, which this downloads. Tests that need the driver skip themselves.
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { withCleanup } from './cleanup.mjs';
import { repo } from './install.mjs';
import { makeWorkspace } from './workspace.mjs';

await withCleanup(async (cleanup) => {
  const workspace = await makeWorkspace();
  cleanup.add(workspace.remove);
  process.exitCode = await runTests({
    version: process.env['LOOPSCOPE_VSCODE'] === 'oldest' ? '1.100.3' : 'stable',
    extensionDevelopmentPath: repo,
    extensionTestsPath: join(repo, 'dist/test/vscode/index.js'),
    launchArgs: [workspace.path, '--disable-extensions', '--disable-workspace-trust'],
  }).catch((error) => {
    console.error(error.message);
    return 1;
  });
});
