import { join } from 'node:path';

/** Where the interpreter snapshot is kept: `LOOPSCOPE_CACHE`, else the system's place for caches. */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  home: string,
): string {
  if (env['LOOPSCOPE_CACHE']) return env['LOOPSCOPE_CACHE'];
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'loopscope');
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'loopscope');
  }
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'loopscope');
}
