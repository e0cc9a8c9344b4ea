import { inspect } from 'node:util';
import { BaseExceptionGroup } from '../../runtime';
import { errorName } from '../../runtime/repr';
import { awaitsOfError } from './error-awaits';
import type { Sites } from './sites';
import { SourceError } from './source-error';
import type { SourceFrame, UserCode } from './user-code';

/** How often a line of a stack is shown in a row. */
const MAX_REPEATS = 3;

const ONE_LINE = { breakLength: Number.POSITIVE_INFINITY };

let knownSites: Sites | undefined;

/** What of an error's stack is the user's, innermost first. */
const framesOf = new WeakMap<object, readonly SourceFrame[]>();

/**
 * Makes stacks show the user's own lines: those of the compiled code are led back to the source, and
 * ours are left out.
 */
export function showUserStacks(code: UserCode, sites: Sites): void {
  knownSites = sites;
  Error.stackTraceLimit = 100;
  Error.prepareStackTrace = (error, calls) => {
    const lines: string[] = [];
    const frames: SourceFrame[] = [];
    for (const call of calls) {
      const frame = code.frameOf(call);
      if (frame) frames.push(frame);
      const line = frame ? lineOf(frame) : foreignLine(call);
      if (line !== undefined) lines.push(`    at ${line}`);
    }
    framesOf.set(error, frames);
    return [stackHeadOf(error), ...withoutRepeats(lines)].join('\n');
  };
}

/** The user's places in the stack of an error, innermost first. */
export function placesOfError(error: unknown): readonly SourceFrame[] {
  if (!(error instanceof Error)) return [];
  // Asking for the text is what makes the engine look at the frames.
  return error.stack === undefined ? [] : (framesOf.get(error) ?? []);
}

/**
 * The user's innermost place in the stack of an error, or of the first error in it that has one, or
 * where it was awaited.
 */
export function placeOfError(error: unknown): SourceFrame | undefined {
  const [place] = placesOfError(error);
  if (place !== undefined) return place;
  for (const part of partsOf(error)) {
    const placeOfPart = placeOfError(part);
    if (placeOfPart !== undefined) return placeOfPart;
  }
  return awaitedPlaces(error)[0];
}

/** Where the awaits stand through which an error came and that are not in its stack. */
function awaitedPlaces(error: unknown): SourceFrame[] {
  if (typeof error !== 'object' || error === null) return [];
  const hasFrames = placesOfError(error).length > 0;
  return awaitsOfError(error, hasFrames).flatMap((site) => {
    const position = knownSites?.get(site);
    return position ? [{ site, position }] : [];
  });
}

/** An error in one line, as Python ends a traceback. */
export function headOf(error: unknown): string {
  if (error instanceof Error) return headWith(errorName(error), error.message);
  return `Uncaught ${typeof error === 'object' ? inspect(error, ONE_LINE) : String(error)}`;
}

/** Whatever a stack is asked for: `console.trace` has an object that is no error. */
function stackHeadOf(error: unknown): string {
  const { name, message } = Object(error);
  const isError = error instanceof Error || typeof message !== 'string';
  return isError ? headOf(error) : headWith(String(name), message);
}

function headWith(name: string, message: string): string {
  // Compiled code calls what it imports in this way; nobody wrote that.
  const text = message.replace(/\(0 , \w+\.(\w+)\)/, '$1');
  return text === '' ? name : `${name}: ${text}`;
}

/** An error as it is printed when nobody caught it, with its cause and the errors in it. */
export function textOfError(error: unknown, around: readonly unknown[] = []): string {
  if (around.includes(error)) return `${headOf(error)} [again]`;
  if (error instanceof SourceError) {
    const { file, line, column } = error.position;
    return `${file}:${line}:${column}: ${headOf(error)}`;
  }
  if (!(error instanceof Error)) return headOf(error);
  const inner = (other: unknown) => textOfError(other, [...around, error]);
  const parts = partsOf(error).map((part, index) => indented(`[${index + 1}] ${inner(part)}`));
  const causeText = error.cause instanceof Error ? inner(error.cause) : inspect(error.cause);
  const cause = error.cause === undefined ? [] : [`Caused by: ${causeText}`];
  const awaits = withoutRepeats(awaitedPlaces(error).map((place) => `    at ${lineOf(place)}`));
  return [error.stack ?? headOf(error), ...awaits, ...parts, ...cause].join('\n');
}

/** The errors in an `AggregateError` or an exception group. */
function partsOf(error: unknown): readonly unknown[] {
  if (error instanceof AggregateError) return error.errors;
  return error instanceof BaseExceptionGroup ? error.exceptions : [];
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** Of equal lines in a row only the first few, as in Python's tracebacks. */
function withoutRepeats(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (let from = 0, to = 0; from < lines.length; from = to) {
    while (to < lines.length && lines[to] === lines[from]) to++;
    shown.push(...lines.slice(from, Math.min(to, from + MAX_REPEATS)));
    const left = to - from - MAX_REPEATS;
    if (left > 0)
      shown.push(`    [Previous line repeated ${left} more time${left > 1 ? 's' : ''}]`);
  }
  return shown;
}

function lineOf({ position }: SourceFrame): string {
  const { file, line, column, name } = position;
  return `${name} (${file}:${line}:${column})`;
}

/** A call in a package that the user installed; ours and Node's own are not shown. */
function foreignLine(call: NodeJS.CallSite): string | undefined {
  const file = call.getFileName();
  if (!file?.includes('node_modules')) return undefined;
  return `${call.getFunctionName() ?? '<anonymous>'} (${file}:${call.getLineNumber()})`;
}
