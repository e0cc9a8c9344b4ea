import type { SourceMapPayload } from 'node:module';
import { extname } from 'node:path';
import ts from 'typescript';
import type { Position } from '../../trace/schema';
import { finishCoroutines } from './finish-coroutines';
import { finishFile } from './finish-file';
import { MODULE } from './function-names';
import { markSites } from './mark-sites';
import { rangeOf } from './places';
import { PARAMETERS, privateNames, usePrivateNames } from './private-names';
import type { Sites } from './sites';
import { SourceError } from './source-error';

/** A file of a scenario as JavaScript in which every coroutine is ours. */
export interface CompiledFile {
  readonly file: string;
  /** The body of a generator function with these parameters. */
  readonly code: string;
  /** Names for `PARAMETERS`. */
  readonly parameters: readonly string[];
  /** Source map of `code`, version 3. */
  readonly map: SourceMapPayload;
  /** What the file imports statically, as written. */
  readonly imports: readonly StaticImport[];
  /** It awaits something outside of any function. */
  readonly hasTopLevelAwait: boolean;
  readonly source: ts.SourceFile;
}

/** An `import … from` or `export … from` that is not only of types. */
export interface StaticImport {
  readonly specifier: string;
  readonly position: Position;
}

/**
 * ES2016 is the last version without `async`, so that TypeScript turns every async function, async
 * generator and `for await` into a generator and calls of helpers, which are ours.
 */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2016,
  module: ts.ModuleKind.CommonJS,
  moduleDetection: ts.ModuleDetectionKind.Force,
  importHelpers: true,
  esModuleInterop: true,
  useDefineForClassFields: true,
  experimentalDecorators: false,
  sourceMap: true,
  inlineSources: true,
  allowJs: true,
  removeComments: false,
  jsx: ts.JsxEmit.Preserve,
};

/**
 * Compiles a TypeScript or JavaScript file, if `recordLocals` so that the values of its variables can be
 * read where it awaits something. Throws `SourceError` if it is not valid.
 */
export function compile(
  file: string,
  text: string,
  sites: Sites,
  recordLocals: boolean,
): CompiledFile {
  let source: ts.SourceFile | undefined;
  let hasTopLevelAwait = false;
  let names: ReadonlyMap<string, string> = new Map();
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(withoutInterpreter(text), {
    fileName: nameForTypeScript(file),
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
    transformers: {
      before: [
        (context) => (node) => {
          source = node;
          if (!isCommonJs(file, node)) names = privateNames(node);
          const marked = markSites(context, node, { file, sites, recordLocals });
          hasTopLevelAwait = marked.hasTopLevelAwait;
          return marked.file;
        },
      ],
      after: [
        (context) => {
          usePrivateNames(context, () => names);
          return (node) =>
            finishFile(finishCoroutines(context, node), context.factory, isCommonJs(file, source));
        },
      ],
    },
  });
  const problem = diagnostics?.find(({ category }) => category === ts.DiagnosticCategory.Error);
  if (problem) throw sourceError(file, problem);
  if (!source) throw new Error(`${file} has the ending ${extname(file)}, which is not compiled.`);
  return {
    file,
    code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
    parameters: PARAMETERS.map((name) => names.get(name) ?? name),
    map: JSON.parse(sourceMapText ?? '{}'),
    imports: importsOf(source, file),
    hasTopLevelAwait,
    source,
  };
}

/** The text with a first line such as `#!/usr/bin/env node` blanked out. */
function withoutInterpreter(text: string): string {
  return text.replace(/^#!.*/, (line) => ' '.repeat(line.length));
}

/** From these endings TypeScript would conclude how modules are written; here all are written alike. */
function nameForTypeScript(file: string): string {
  return file.replace(/\.[mc]([tj]s)$/, '.$1');
}

/** Whether a file is a module of Node's older kind, which has `require`, and `exports` of its own. */
function isCommonJs(file: string, source: ts.SourceFile | undefined): boolean {
  if (source === undefined || !/\.c?js$/.test(file)) return false;
  if (source.statements.some(isModuleSyntax)) return false;
  return (
    file.endsWith('.cjs') || /\brequire\s*\(|\bmodule\.exports\b|\bexports\./.test(source.text)
  );
}

function isModuleSyntax(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

function importsOf(source: ts.SourceFile, file: string): StaticImport[] {
  return source.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly;
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    const name = isImport || isExport ? statement.moduleSpecifier : undefined;
    if (name === undefined || !ts.isStringLiteral(name)) return [];
    const range = rangeOf(source, name.getStart(source), name.getEnd());
    return [{ specifier: name.text, position: { file, ...range, name: MODULE } }];
  });
}

function sourceError(file: string, problem: ts.Diagnostic): SourceError {
  const message = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
  const { file: source, start = 0, length = 0 } = problem;
  const nowhere = { line: 0, character: 0 };
  const from = source?.getLineAndCharacterOfPosition(start) ?? nowhere;
  const to = source?.getLineAndCharacterOfPosition(start + length) ?? nowhere;
  return new SourceError(message, {
    file,
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
    name: MODULE,
  });
}
