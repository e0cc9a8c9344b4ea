import { deepEqual, equal } from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import {
  type ModuleHost,
  OUR_MODULES,
  resolveOurModules,
} from '../../../src/typescript-plugin/resolve-our-modules';

const TYPES = resolve('media/types');
const SAMPLES = 'test/support/typed-scenarios';

/** What VS Code uses for files without a project, and types of Node.js for `console`. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  types: ['node'],
};

/** Keeps the libraries of JavaScript, which are most of the work. */
const REGISTRY = ts.createDocumentRegistry();

describe('the plugin of TypeScript’s server', function () {
  // The first check reads and checks the libraries of JavaScript and of Node.js.
  this.timeout(60_000);

  it('declares our modules', () => {
    for (const file of OUR_MODULES.values()) equal(existsSync(resolve(TYPES, file)), true, file);
  });

  it('gives samples of all of asyncio, templates and demos their types', () => {
    const folders = [SAMPLES, 'media/templates', 'media/demos'];
    const service = serviceFor(folders.flatMap(typescriptIn));
    for (const file of service.getProgram()!.getRootFileNames()) {
      deepEqual(complaints(service, file), [], file);
    }
  });

  it('has no mistake in the declarations', () => {
    const program = ts.createProgram(
      [...OUR_MODULES.values()].map((name) => resolve(TYPES, name)),
      {
        ...OPTIONS,
        types: [],
      },
    );
    const declarations = program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.includes(TYPES));
    deepEqual(
      declarations.flatMap((file) => program.getSemanticDiagnostics(file).map(textOf)),
      [],
    );
  });

  it('finds what does not fit', () => {
    const text = [
      `import * as asyncio from 'loopscope/asyncio';`,
      `import * as nothing from 'loopscope/nothing';`,
      'async function brew(): Promise<number> { return 1; }',
      'const length: string = asyncio.run(brew());',
      'asyncio.run(brew);',
      'asyncio.createTask(asyncio.shield(brew()));',
      'asyncio.slep(1);',
      'new asyncio.EventLoop();',
    ].join('\n');
    deepEqual(complaints(serviceFor(['mistakes.ts'], { 'mistakes.ts': text }), 'mistakes.ts'), [
      [2, "Cannot find module 'loopscope/nothing' or its corresponding type declarations."],
      [4, "Type 'number' is not assignable to type 'string'."],
      [
        5,
        "Argument of type '() => Promise<number>' is not assignable to parameter of type 'Promise<unknown>'.",
      ],
      [
        6,
        "Argument of type 'Future<number>' is not assignable to parameter of type 'Promise<unknown>'.",
      ],
      [
        7,
        "Property 'slep' does not exist on type 'typeof import(\"media/types/asyncio\")'. Did you mean 'sleep'?",
      ],
      [
        8,
        "Constructor of class 'EventLoop' is private and only accessible within the class declaration.",
      ],
    ]);
  });

  it('says what a name does', () => {
    const text = `import { gather } from 'loopscope/asyncio';`;
    const service = serviceFor(['hover.ts'], { 'hover.ts': text });
    const { documentation } = service.getQuickInfoAtPosition('hover.ts', text.indexOf('gather'))!;
    equal(
      ts.displayPartsToString(documentation).split('\n')[0],
      'Waits for all awaitables at the same time, and gives their results in the order of the arguments:',
    );
  });

  it('leaves alone what the project finds itself', () => {
    const own = { resolvedModule: { resolvedFileName: '/own.d.ts', extension: '.d.ts' } };
    const host: ModuleHost = {
      resolveModuleNameLiterals: (literals) =>
        literals.map(({ text }) =>
          text === 'loopscope/time' ? own : { resolvedModule: undefined },
        ),
    };
    resolveOurModules(host, '/types');
    const names = ['loopscope/time', 'loopscope/asyncio', 'loopscope'];
    const literals = names.map((name) => ts.factory.createStringLiteral(name));
    const file = ts.createSourceFile('a.ts', '', ts.ScriptTarget.ES2022);
    const found = host.resolveModuleNameLiterals!(literals, 'a.ts', undefined, {}, file, undefined);
    deepEqual(
      found.map(({ resolvedModule }) => resolvedModule?.resolvedFileName),
      ['/own.d.ts', '/types/asyncio.d.ts', undefined],
    );
  });

  it('does nothing for a TypeScript that is too old', () => {
    const host: ModuleHost = {};
    resolveOurModules(host, '/types');
    deepEqual(host, {});
  });
});

function typescriptIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.map((name) => `${folder}/${name}`);
}

/** A language service as TypeScript's server makes it, with files on disk and others. */
function serviceFor(files: readonly string[], texts: Readonly<Record<string, string>> = {}) {
  const read = (file: string) => texts[file] ?? ts.sys.readFile(file);
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [...files],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = read(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file in texts || ts.sys.fileExists(file),
    readFile: read,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  host.resolveModuleNameLiterals = (literals, containingFile, redirected, options, sourceFile) =>
    literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
      return ts.resolveModuleName(
        literal.text,
        containingFile,
        options,
        ts.sys,
        undefined,
        redirected,
        mode,
      );
    });
  resolveOurModules(host, TYPES);
  return ts.createLanguageService(host, REGISTRY);
}

/** What the editor would underline: the line, counted from 1, and what it says. */
function complaints(service: ts.LanguageService, file: string): [line: number, text: string][] {
  return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(
    (diagnostic) => {
      const { line } = diagnostic.file!.getLineAndCharacterOfPosition(diagnostic.start!);
      return [line + 1, textOf(diagnostic)];
    },
  );
}

/** The first line, without the folders of this machine. */
function textOf({ messageText }: ts.Diagnostic): string {
  const text = typeof messageText === 'string' ? messageText : messageText.messageText;
  return text.replaceAll(`${process.cwd().replaceAll('\\', '/')}/`, '');
}
