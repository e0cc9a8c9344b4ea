import { join } from 'node:path';
import type ts from 'typescript';
import { resolveOurModules } from './resolve-our-modules';

/** The types lie beside the bundle of the plugin. */
const TYPES = join(__dirname, '../media/types');

/**
 * A plugin of TypeScript's server, which VS Code loads because `package.json` names it: it knows
 * `loopscope/asyncio` and `loopscope/time` in every file, in a project and outside of one.
 */
export default function plugin(): ts.server.PluginModule {
  return {
    create({ languageService, languageServiceHost }) {
      resolveOurModules(languageServiceHost, TYPES);
      return languageService;
    },
  };
}
