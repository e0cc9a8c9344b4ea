import { SourceMap } from 'node:module';
import ts from 'typescript';
import type { Position } from '../../trace/schema';
import type { CompiledFile } from './compile';
import { functionName, MODULE } from './function-names';
import { rangeOf } from './mark-sites';
import type { Sites } from './sites';

interface KnownFile {
  readonly compiled: CompiledFile;
  readonly map: SourceMap;
}

/** A place in a call, as the user's source has it. */
export interface SourceFrame {
  readonly position: Position;
  readonly site: number;
}

/** Stack frames of at most this many calls are looked at for one of the user's. */
const DEPTH = 40;

/** Leads from the compiled code of a run back to what the user wrote. */
export class UserCode {
  readonly #files = new Map<string, KnownFile>();
  readonly #frames = new Map<string, SourceFrame | undefined>();

  constructor(private readonly sites: Sites) {}

  add(compiled: CompiledFile): void {
    this.#files.set(compiled.file, { compiled, map: new SourceMap(compiled.map) });
  }

  has(file: string | null | undefined): file is string {
    return typeof file === 'string' && this.#files.has(file);
  }

  /** The number of the place of the user's innermost call that led here, 0 if there is none. */
  currentSite(): number {
    return this.currentFrame()?.site ?? 0;
  }

  /** The user's calls that led here, innermost first. */
  currentFrames(): SourceFrame[] {
    return callSites().flatMap((call) => this.frameOf(call) ?? []);
  }

  currentFrame(): SourceFrame | undefined {
    for (const call of callSites()) {
      const frame = this.frameOf(call);
      if (frame) return frame;
    }
    return undefined;
  }

  /** Where a call stands in the user's source; undefined if it is not the user's. */
  frameOf(call: NodeJS.CallSite): SourceFrame | undefined {
    const file = call.getFileName();
    return this.has(file)
      ? this.frameAt(file, call.getLineNumber() ?? 1, call.getColumnNumber() ?? 1)
      : undefined;
  }

  /** As `frameOf`, for a place of the compiled code; line and column count from 1. */
  frameAt(file: string, line: number, column: number): SourceFrame | undefined {
    const key = `${line}:${column}:${file}`;
    if (!this.#frames.has(key)) this.#frames.set(key, this.#lookUp(file, line, column));
    return this.#frames.get(key);
  }

  /** The text of a place that fits on one line, such as `time.sleep(2)`. */
  textOf({ file, line, column, endLine, endColumn }: Position): string | undefined {
    const source = this.#files.get(file)?.compiled.source;
    if (!source || line !== endLine) return undefined;
    const start = source.getPositionOfLineAndCharacter(line - 1, 0);
    return source.text.slice(start + column - 1, start + endColumn - 1);
  }

  /** The text of a line, which counts from 1. */
  line(file: string, line: number): string | undefined {
    return this.#files.get(file)?.compiled.source.text.split('\n')[line - 1];
  }

  #lookUp(file: string, line: number, column: number): SourceFrame | undefined {
    const known = this.#files.get(file);
    const entry = known?.map.findEntry(line - 1, column - 1);
    if (!known || !entry || !('originalLine' in entry)) return undefined;
    const { source } = known.compiled;
    const offset = source.getPositionOfLineAndCharacter(entry.originalLine, entry.originalColumn);
    const position = positionAt(source, file, offset);
    return { position, site: this.sites.add(position) };
  }
}

/** The innermost call, `new` or `await` around an offset, or the rest of its line. */
function positionAt(source: ts.SourceFile, file: string, offset: number): Position {
  let call: ts.Node | undefined;
  let name = MODULE;
  const visit = (node: ts.Node): void => {
    if (offset < node.getStart(source) || offset >= node.getEnd()) return;
    if (ts.isFunctionLike(node)) {
      name = functionName(node);
      call = undefined;
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isThrowStatement(node))
      call = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  const { line } = source.getLineAndCharacterOfPosition(offset);
  const lineEnd = source.getLineEndOfPosition(offset);
  const start = call ? call.getStart(source) : offset;
  const range = rangeOf(source, start, call ? call.getEnd() : Math.max(start, lineEnd));
  // A call that begins on an earlier line, as in a chain of methods, is shown on the line that runs.
  return range.line === line + 1
    ? { file, ...range, name }
    : { file, ...rangeOf(source, offset, lineEnd), name };
}

/** The calls that led here, innermost first. */
function callSites(): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.prepareStackTrace = (_error, calls) => calls;
  Error.stackTraceLimit = DEPTH;
  try {
    const holder: { stack?: NodeJS.CallSite[] } = {};
    Error.captureStackTrace(holder, callSites);
    return holder.stack ?? [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
