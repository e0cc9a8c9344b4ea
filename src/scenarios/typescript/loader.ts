import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { runInThisContext } from 'node:vm';
import { type CompiledFile, compile, PARAMETERS } from './compile';
import { resolveBeside } from './resolve';
import type { Sites } from './sites';
import type { UserCode } from './user-code';

/** What running a file yields: what its top level awaits. */
export type FileBody = Generator<unknown, void, unknown>;

type Evaluate = (
  exports: object,
  require: (specifier: string) => unknown,
  module: { exports: object },
  file: string,
  folder: string,
  loopscope: object,
) => FileBody;

export interface LoadedFile {
  readonly compiled: CompiledFile;
  readonly dependencies: readonly LoadedFile[];
  readonly module: { exports: object };
  evaluated: boolean;
}

export interface LoaderOptions {
  readonly sites: Sites;
  readonly code: UserCode;
  /** Texts of files that are run instead of what is on disk. */
  readonly unsaved: Readonly<Record<string, string>>;
  /** Modules by their names, such as `loopscope/asyncio`. */
  readonly modules: ReadonlyMap<string, unknown>;
  /** What compiled code calls `__loopscope`, for one file. */
  readonly bridge: (file: string) => object;
}

/**
 * Loads the files of a scenario as ES modules are loaded: first all are compiled, then each is run
 * after those that it imports. Packages and Node's own modules come from Node.
 */
export class Loader {
  readonly #files = new Map<string, LoadedFile>();

  constructor(private readonly options: LoaderOptions) {}

  /** Compiles a file and what it imports. Throws `SourceError`, or what reading a file throws. */
  load(file: string): LoadedFile {
    const known = this.#files.get(file);
    if (known) return known;
    const { unsaved, sites, code } = this.options;
    const compiled = compile(file, unsaved[file] ?? readFileSync(file, 'utf8'), sites);
    code.add(compiled);
    const dependencies: LoadedFile[] = [];
    const loaded = { compiled, dependencies, module: { exports: {} }, evaluated: false };
    this.#files.set(file, loaded);
    for (const specifier of compiled.imports) {
      const target = this.#resolve(specifier, file);
      if (target !== undefined) dependencies.push(this.load(target));
    }
    return loaded;
  }

  /** Whether a file or one that it imports awaits something at its top level. */
  awaitsAtTopLevel(loaded: LoadedFile, seen = new Set<LoadedFile>()): boolean {
    if (seen.has(loaded)) return false;
    seen.add(loaded);
    const { compiled, dependencies } = loaded;
    return (
      compiled.hasTopLevelAwait || dependencies.some((one) => this.awaitsAtTopLevel(one, seen))
    );
  }

  /** Runs a file after those that it imports. */
  *evaluate(loaded: LoadedFile): FileBody {
    if (loaded.evaluated) return;
    loaded.evaluated = true;
    for (const dependency of loaded.dependencies) yield* this.evaluate(dependency);
    const { compiled, module } = loaded;
    const { file } = compiled;
    const run: Evaluate = runInThisContext(wrap(compiled.code), {
      filename: file,
      columnOffset: -HEAD.length,
    });
    yield* run(
      module.exports,
      (specifier) => this.require(specifier, file),
      module,
      file,
      dirname(file),
      this.options.bridge(file),
    );
  }

  /** A module that a file imports; those of the scenario have been run before. */
  require(specifier: string, importer: string): unknown {
    const { modules } = this.options;
    if (modules.has(specifier)) return modules.get(specifier);
    const target = this.#resolve(specifier, importer);
    if (target === undefined) return createRequire(importer)(specifier);
    const loaded = this.load(target);
    if (!loaded.evaluated) this.#evaluateAtOnce(loaded);
    return loaded.module.exports;
  }

  /** Loads what `import(…)` names, as the body of a coroutine. */
  *import(specifier: string, importer: string): Generator<unknown, unknown, unknown> {
    const target = this.#resolve(specifier, importer);
    if (target === undefined) return namespaceOf(this.require(specifier, importer));
    const loaded = this.load(target);
    yield* this.evaluate(loaded);
    return loaded.module.exports;
  }

  #evaluateAtOnce(loaded: LoadedFile): void {
    const step = this.evaluate(loaded).next();
    if (!step.done) {
      throw new Error(
        `${loaded.compiled.file} awaits something at its top level, so it must be imported with import, not with require.`,
      );
    }
  }

  #resolve(specifier: string, importer: string): string | undefined {
    return resolveBeside(specifier, importer, this.options.unsaved);
  }
}

const HEAD = `(function* (${PARAMETERS.join(', ')}) {`;

/** The file as a generator function; its first line stays the first line. */
function wrap(code: string): string {
  return `${HEAD}${code}\n})`;
}

/** A module of Node as `import(…)` gives it. */
function namespaceOf(module: unknown): unknown {
  const isNamespace = typeof module === 'object' && module !== null && '__esModule' in module;
  return isNamespace ? module : { ...(module as object), default: module };
}
