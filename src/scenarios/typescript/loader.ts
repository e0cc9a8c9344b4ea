import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { runInThisContext } from 'node:vm';
import { type CompiledFile, compile } from './compile';
import { existsBeside, fromNode, missingFile } from './node-modules';
import { resolveBeside } from './resolve';
import type { Sites } from './sites';
import { ImportError } from './source-error';
import { syntaxErrorOf } from './syntax-error';
import type { UserCode } from './user-code';

/** What running a file yields: what its top level awaits. */
export type FileBody = Generator<unknown, void, unknown>;

type Evaluate = (
  exports: object,
  require: NodeJS.Require,
  module: FileModule,
  file: string,
  folder: string,
  loopscope: object,
) => FileBody;

/** What a file knows as `module`. */
interface FileModule {
  exports: object;
  readonly id: string;
  readonly filename: string;
}

export interface LoadedFile {
  readonly compiled: CompiledFile;
  readonly dependencies: readonly LoadedFile[];
  readonly module: FileModule;
  /** What is left of it to run, once it has been linked. */
  body: FileBody | undefined;
  evaluated: boolean;
}

export interface LoaderOptions {
  readonly sites: Sites;
  readonly code: UserCode;
  /** Whether compiled code lets the values of its variables be read. */
  readonly recordLocals: boolean;
  /** Texts of files that are run instead of what is on disk. */
  readonly unsaved: Readonly<Record<string, string>>;
  /** Modules by their names, such as `loopscope/asyncio`. */
  readonly modules: ReadonlyMap<string, unknown>;
  /** What compiled code calls `__loopscope`, for one file. */
  readonly bridge: (file: string) => object;
}

/**
 * Loads the files of a scenario as ES modules are loaded: first all are compiled, then the functions
 * of each are known to the others, then each is run after those that it imports. Packages and Node's
 * own modules come from Node.
 */
export class Loader {
  readonly #files = new Map<string, LoadedFile>();
  /** Modules of ours that a file has imported. */
  readonly #given = new Set<string>();
  #main: FileModule | undefined;

  constructor(private readonly options: LoaderOptions) {}

  /** Whether a file has imported this module of ours. */
  hasGiven(module: string): boolean {
    return this.#given.has(module);
  }

  /**
   * Compiles a file and what it imports. Throws `SourceError`, also for an import of a file that does
   * not exist, or what reading a file throws.
   */
  load(file: string): LoadedFile {
    const known = this.#files.get(file);
    if (known) return known;
    const { unsaved, sites, code, recordLocals } = this.options;
    const text = unsaved[file] ?? readFileSync(file, 'utf8');
    const compiled = compile(file, text, sites, recordLocals);
    code.add(compiled);
    const dependencies: LoadedFile[] = [];
    const module: FileModule = { exports: {}, id: file, filename: file };
    this.#main ??= module;
    const loaded = { compiled, dependencies, module, body: undefined, evaluated: false };
    this.#files.set(file, loaded);
    for (const { specifier, position } of compiled.imports) {
      const target = this.#resolve(specifier, file);
      if (target !== undefined) dependencies.push(this.load(target));
      else if (!existsBeside(specifier, file)) {
        throw new ImportError(missingFile(specifier, file), position);
      }
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
    const body = this.#link(loaded);
    loaded.evaluated = true;
    for (const dependency of loaded.dependencies) yield* this.evaluate(dependency);
    yield* body;
  }

  /** Makes the functions of a file, and of those that it imports, known to each other. */
  #link(loaded: LoadedFile): FileBody {
    if (loaded.body !== undefined) return loaded.body;
    const { compiled, module } = loaded;
    const { file } = compiled;
    const run = this.#evaluatorOf(compiled);
    const require = this.#requireOf(file);
    const bridge = this.options.bridge(file);
    const body = run(module.exports, require, module, file, dirname(file), bridge);
    loaded.body = body;
    body.next();
    for (const dependency of loaded.dependencies) this.#link(dependency);
    return body;
  }

  /** The file as a generator function; its first line stays the first line. */
  #evaluatorOf({ file, code, parameters }: CompiledFile): Evaluate {
    const head = `(function* (${parameters.join(', ')}) {`;
    try {
      return runInThisContext(`${head}${code}\n})`, {
        filename: file,
        columnOffset: -head.length,
      });
    } catch (error) {
      throw syntaxErrorOf(error, file, this.options.code, head.length) ?? error;
    }
  }

  /** `require` with all that belongs to it. */
  #requireOf(file: string): NodeJS.Require {
    const native = createRequire(file);
    const own = (specifier: string) => this.require(specifier, file);
    return Object.assign(own, {
      resolve: native.resolve,
      cache: native.cache,
      extensions: native.extensions,
      main: this.#main as NodeJS.Module | undefined,
    });
  }

  /** A module that a file imports; those of the scenario have been run before. */
  require(specifier: string, importer: string): unknown {
    const { modules } = this.options;
    if (modules.has(specifier)) {
      this.#given.add(specifier);
      return modules.get(specifier);
    }
    const target = this.#resolve(specifier, importer);
    if (target === undefined) return fromNode(specifier, importer);
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

/** A module of Node as `import(…)` gives it. */
function namespaceOf(module: unknown): unknown {
  const isNamespace = typeof module === 'object' && module !== null && '__esModule' in module;
  return isNamespace ? module : { ...(module as object), default: module };
}
