// `npm run demo`: one demo in the terminal, with its timeline and its warning.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const demo = join('media', 'demos', 'staring_cook.py');
console.log(`$ loopscope run ${demo}\n`);
const { status, error } = spawnSync(process.execPath, [join('dist', 'cli.js'), 'run', demo], {
  cwd: root,
  stdio: 'inherit',
});
if (error) throw error;
if (status === 0) {
  console.log(
    `\nNext: in ${demo}, replace time.sleep(3) with await asyncio.sleep(3), and run this again.`,
  );
}
process.exitCode = status ?? 1;
