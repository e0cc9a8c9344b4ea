import type { SourceMapPayload } from 'node:module';
import { extname } from 'node:path';
import ts from 'typescript';
import type { Position } from '../../trace/schema';
import { finishCoroutines } from './finish-coroutines';
import { markSites } from './mark-sites';
import type { Sites } from './sites';

/** A file of a scenario as JavaScript in which every coroutine is ours. */
export interface CompiledFile {
  readonly file: string;
  /** The body of a generator function with the parameters `PARAMETERS`. */
  readonly code: string;
  /** Source map of `code`, version 3. */
  readonly map: SourceMapPayload;
  /** What the file imports statically, as written. */
  readonly imports: readonly string[];
  /** It awaits something outside of any function. */
  readonly hasTopLevelAwait: boolean;
  readonly source: ts.SourceFile;
}

/** What compiled code finds around it. */
export const PARAMETERS = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  '__loopscope',
] as const;

/** A file that cannot be compiled. */
export class SourceError extends Error {
  override readonly name = 'SyntaxError';

  constructor(
    message: string,
    readonly position: Position,
  ) {
    super(message);
  }
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

/** Compiles a TypeScript or JavaScript file. Throws `SourceError` if it is not valid. */
export function compile(file: string, text: string, sites: Sites): CompiledFile {
  let source: ts.SourceFile | undefined;
  let hasTopLevelAwait = false;
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
    transformers: {
      before: [
        (context) => (node) => {
          source = node;
          const marked = markSites(context, node, file, sites);
          hasTopLevelAwait = marked.hasTopLevelAwait;
          return marked.file;
        },
      ],
      after: [(context) => (node) => finishCoroutines(context, node)],
    },
  });
  const problem = diagnostics?.find(({ category }) => category === ts.DiagnosticCategory.Error);
  if (problem) throw sourceError(file, problem);
  if (!source) throw new Error(`${file} has the ending ${extname(file)}, which is not compiled.`);
  return {
    file,
    code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
    map: JSON.parse(sourceMapText ?? '{}'),
    imports: importsOf(source),
    hasTopLevelAwait,
    source,
  };
}

function importsOf(source: ts.SourceFile): string[] {
  const specifiers = source.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) && !statement.importClause?.isTypeOnly;
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    const specifier = isImport || isExport ? statement.moduleSpecifier : undefined;
    return specifier && ts.isStringLiteral(specifier) ? [specifier.text] : [];
  });
  return [...new Set(specifiers)];
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
    name: '<module>',
  });
}
