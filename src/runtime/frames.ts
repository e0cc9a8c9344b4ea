import { AsyncGeneratorCall } from './async-generator-call';
import type { Coroutine } from './coroutine';
import { CoroutineObject, runningCoroutine } from './coroutine-object';
import { getSource, type Place } from './source';

/** What a function of a stack is: a plain one that a coroutine has called, or a coroutine. */
export type FrameKind = 'function' | 'async' | 'async generator';

/** One function of a stack: what a frame object tells in CPython. */
export interface Frame {
  readonly name: string;
  /** Undefined if nobody knows where it stands. */
  readonly file: string | undefined;
  /** Counts from 1. */
  readonly line: number | undefined;
  readonly kind: FrameKind;
}

/** Where a coroutine stands; undefined if it has ended, or if it is a nameless one of the core. */
export function frameOf(coroutine: Coroutine): Frame | undefined {
  if (!(coroutine instanceof CoroutineObject)) {
    const { qualname } = coroutine;
    return qualname === undefined ? undefined : makeFrame(qualname, 'async', undefined);
  }
  if (coroutine.state === 'closed') return undefined;
  const calls = coroutine === runningCoroutine() ? callsIn(coroutine) : [];
  const place = calls.at(-1) ?? getSource().place(coroutine.site);
  // What runs in the call of an async generator's method is the generator.
  const kind = coroutine instanceof AsyncGeneratorCall ? 'async generator' : 'async';
  return makeFrame(coroutine.qualname, kind, place);
}

/** A coroutine and those that it awaits, outermost first. */
export function framesBelow(coroutine: Coroutine): Frame[] {
  const frames: Frame[] = [];
  for (const one of chainOf(coroutine)) {
    const frame = frameOf(one);
    if (frame !== undefined) frames.push(frame);
  }
  return frames;
}

/** The functions that the running coroutine has called and that led here, innermost first. */
export function framesAbove(): Frame[] {
  const coroutine = runningCoroutine();
  if (coroutine === undefined) return [];
  return callsIn(coroutine)
    .slice(0, -1)
    .map((place) => makeFrame(place.name, 'function', place));
}

/** Where an ended coroutine began, or where it stands: `coroutines._format_coroutine`. */
export function describeCoroutine(coroutine: Coroutine): string | undefined {
  const { qualname } = coroutine;
  if (qualname === undefined) return undefined;
  const ended = coroutine instanceof CoroutineObject && coroutine.state === 'closed';
  const place = ended ? getSource().place(coroutine.firstSite) : frameOf(coroutine);
  if (place?.file === undefined) return `${qualname}()`;
  const state = ended ? 'done, defined at' : 'running at';
  return `${qualname}() ${state} ${place.file}:${place.line}`;
}

function* chainOf(coroutine: Coroutine): Iterable<Coroutine> {
  yield coroutine;
  let last = coroutine;
  while (last instanceof CoroutineObject) {
    const { inner } = last;
    // What a running body has driven by hand, such as an eager task, is suspended, and is not awaited.
    if (inner === undefined || inner.state !== last.state) return;
    yield inner;
    last = inner;
  }
}

/** The calls down to the coroutine, which is the last; none if it is not among them. */
function callsIn(coroutine: CoroutineObject): readonly Place[] {
  const calls = getSource().calls();
  const own = calls.findIndex(({ name }) => name === coroutine.qualname);
  return calls.slice(0, own + 1);
}

function makeFrame(name: string, kind: FrameKind, place: Place | undefined): Frame {
  return { name, file: place?.file, line: place?.line, kind };
}
