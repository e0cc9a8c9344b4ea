import { join } from 'node:path';
import type ts from 'typescript';

/** What a scenario may import from us, with the file that declares it. */
export const OUR_MODULES: ReadonlyMap<string, string> = new Map([
  ['loopscope/asyncio', 'asyncio.d.ts'],
  ['loopscope/time', 'time.d.ts'],
]);

/** The part of a project that looks for modules; TypeScript before 5.0 has another method. */
export type ModuleHost = Pick<ts.LanguageServiceHost, 'resolveModuleNameLiterals'>;

/**
 * Makes a project find our modules in `folder`. Whatever it finds by itself stays: a user may have a
 * package of the same name. Does nothing for TypeScript before 5.0.
 */
export function resolveOurModules(host: ModuleHost, folder: string): void {
  const original = host.resolveModuleNameLiterals?.bind(host);
  if (original === undefined) return;
  host.resolveModuleNameLiterals = (literals, ...rest) =>
    original(literals, ...rest).map((found, index) => {
      if (found.resolvedModule !== undefined) return found;
      const file = OUR_MODULES.get(literals[index]?.text ?? '');
      return file === undefined
        ? found
        : { ...found, resolvedModule: declaredIn(join(folder, file)) };
    });
}

function declaredIn(path: string): ts.ResolvedModuleFull {
  return {
    // TypeScript writes paths with slashes on every system.
    resolvedFileName: path.replaceAll('\\', '/'),
    // The value of `ts.Extension.Dts`; the enum itself is in a package that the plugin must not load.
    extension: '.d.ts',
    isExternalLibraryImport: true,
    resolvedUsingTsExtension: false,
  };
}
