import { SourceMap } from 'node:module';
import type { Position } from '../../trace/schema';
import { assignedName } from './assigned-name';
import { type SleepingCall, sleepingCall } from './awaitable-sleep';
import type { CompiledFile } from './compile';
import { MODULE } from './function-names';
import { callAround, callInside, lineAround, rangeOf } from './places';
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

  /**
   * The number of the place of the user's innermost call that led here, after `skipped` of them; 0 if
   * there is none.
   */
  currentSite(skipped = 0): number {
    return this.currentFrame(skipped)?.site ?? 0;
  }

  /** The user's calls that led here, innermost first. */
  currentFrames(): SourceFrame[] {
    return callSites().flatMap((call) => this.frameOf(call) ?? []);
  }

  currentFrame(skipped = 0): SourceFrame | undefined {
    let left = skipped;
    for (const call of callSites()) {
      const frame = this.frameOf(call);
      if (frame && left-- === 0) return frame;
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

  /** The variable to which the value of the call at a place is assigned, or empty. */
  assignedName({ file, line, column }: Position): string {
    const source = this.#files.get(file)?.compiled.source;
    if (!source) return '';
    return assignedName(source, source.getPositionOfLineAndCharacter(line - 1, column - 1));
  }

  /** What can be said about the call of `time.sleep` at a place. */
  sleepingCall({ file, line, column }: Position): SleepingCall | undefined {
    const source = this.#files.get(file)?.compiled.source;
    if (!source) return undefined;
    return sleepingCall(source, source.getPositionOfLineAndCharacter(line - 1, column - 1));
  }

  /** The text of a line, which counts from 1. */
  line(file: string, line: number): string | undefined {
    return this.#files.get(file)?.compiled.source.text.split('\n')[line - 1];
  }

  /** Where some characters of the compiled code come from; line and column count from 1. */
  rangeAt(file: string, line: number, column: number, length: number): Position | undefined {
    const found = this.#original(file, line, column);
    if (!found) return undefined;
    const { source, offset } = found;
    const end = Math.min(offset + length, source.getLineEndOfPosition(offset));
    return { file, ...rangeOf(source, offset, end), name: MODULE };
  }

  /** The number of the place of a whole line, which is given as a line of the compiled code. */
  lineSite(file: string, line: number): number {
    const found = this.#original(file, line, Number.MAX_SAFE_INTEGER);
    return found ? this.sites.add(lineAround(found.source, file, found.offset)) : 0;
  }

  /**
   * The number of the place at which a function calls another one by its name, or of its first line if
   * that cannot be found. Line and column are those of the function in the compiled code.
   */
  callSite(file: string, line: number, column: number, callee: string): number {
    const found = this.#original(file, line, column);
    return found ? this.sites.add(callInside(found.source, file, found.offset, callee)) : 0;
  }

  #lookUp(file: string, line: number, column: number): SourceFrame | undefined {
    const found = this.#original(file, line, column);
    if (!found) return undefined;
    const position = callAround(found.source, file, found.offset);
    return { position, site: this.sites.add(position) };
  }

  /** Where a place of the compiled code comes from. */
  #original(file: string, line: number, column: number) {
    const known = this.#files.get(file);
    const entry = known?.map.findEntry(line - 1, column - 1);
    if (!known || !entry || !('originalLine' in entry)) return undefined;
    const { source } = known.compiled;
    const offset = source.getPositionOfLineAndCharacter(entry.originalLine, entry.originalColumn);
    return { source, offset };
  }
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
