import { assertThat } from '../../base/assert';
import type { CInterface } from './interpreter';

/** The first 8 bytes of the table in which CPython tells debuggers where the fields of its objects lie. */
const COOKIE = 'xdebugpy';
/** The version of CPython whose table we know: 3.14. */
const VERSION = 0x030e;
const VERSION_ENTRY = 1;
const WORDS_PER_ENTRY = 2;

/** Which entries of that table we use. */
const ENTRIES = {
  /** Of a frame. */
  executable: 33,
  instruction: 34,
  locals: 35,
  stackPointer: 37,
  /** Of a code object. */
  firstInstruction: 48,
  /** Of any object. */
  type: 51,
  /** Of an integer. */
  longTag: 72,
  longDigits: 73,
  /** Of a coroutine. */
  frame: 85,
  frameState: 86,
} as const;

/** Where fields lie in the objects of CPython, in bytes. */
export type DebugOffsets = Readonly<Record<keyof typeof ENTRIES, number>>;

/** Reads the table. Throws if it is that of another version of CPython. */
export function debugOffsets(c: CInterface): DebugOffsets {
  const table = c.__PyRuntime;
  const cookie = String.fromCharCode(...c.HEAPU8.subarray(table, table + COOKIE.length));
  const at = (entry: number) => c.HEAPU32[(table >>> 2) + WORDS_PER_ENTRY * entry]!;
  const isKnown = cookie === COOKIE && at(VERSION_ENTRY) >>> 16 === VERSION;
  assertThat(isKnown, 'The interpreter has another version than the one that we know.');
  const offset = (name: keyof typeof ENTRIES) => at(ENTRIES[name]);
  return {
    executable: offset('executable'),
    instruction: offset('instruction'),
    locals: offset('locals'),
    stackPointer: offset('stackPointer'),
    firstInstruction: offset('firstInstruction'),
    type: offset('type'),
    longTag: offset('longTag'),
    longDigits: offset('longDigits'),
    frame: offset('frame'),
    frameState: offset('frameState'),
  };
}
