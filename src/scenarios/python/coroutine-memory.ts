import { type DebugOffsets, debugOffsets } from './debug-offsets';
import type { CInterface } from './interpreter';

/** The kind of the user's own code. */
const USER = -1;

/** A coroutine that awaits another, or a future. */
const AWAITS = -1;
const BYTES_PER_POINTER = 4;

/** Where a suspended coroutine stands. */
export interface Place {
  /** The number of the position of the innermost `await` in the user's files. */
  position: number;
  /** What it waits for, as an index into the kinds of waits. */
  wait: number;
  /** The address of the object whose method waits. */
  subject: number;
}

/**
 * Looks where suspended coroutines stand, right in the interpreter's memory. Asking Python for the same
 * takes longer than a short step.
 *
 * It knows what `probe.py` has told it of code and positions. Of whatever else it says that it does not
 * know, and then Python must be asked.
 */
export class CoroutineMemory {
  readonly #c: CInterface;
  readonly #offsets: DebugOffsets;
  readonly #kinds = new Map<number, number>();
  readonly #positions = new Map<number, number>();
  readonly #place: Place = { position: 0, wait: 0, subject: 0 };

  constructor(c: CInterface) {
    this.#c = c;
    this.#offsets = debugOffsets(c);
  }

  /** `kind` is the number of what a coroutine of this code waits for, or below 0; see `probe.py`. */
  readonly learnCode = (code: number, kind: number): void => {
    this.#kinds.set(code, kind);
  };

  /** The number of the position of an instruction, which is given in bytes from the first one. */
  readonly learnPosition = (code: number, instruction: number, position: number): void => {
    this.#positions.set(code + this.#offsets.firstInstruction + instruction, position);
  };

  /**
   * Where a coroutine stands that awaits one of the library; undefined if Python must be asked. The
   * answer holds until the next question.
   */
  placeOf(address: number): Place | undefined {
    const { HEAPU32 } = this.#c;
    const offsets = this.#offsets;
    const place = this.#place;
    place.position = 0;
    let coroutine = address;
    while (this.#awaits(coroutine)) {
      const frame = coroutine + offsets.frame;
      const kind = this.#kinds.get(pointerAt(HEAPU32, frame + offsets.executable));
      if (kind === undefined) return undefined;
      if (kind >= 0) {
        place.wait = kind;
        place.subject = pointerAt(HEAPU32, frame + offsets.locals);
        return place;
      }
      if (kind === USER) {
        const position = this.#positions.get(HEAPU32[(frame + offsets.instruction) >>> 2]!);
        if (position === undefined) return undefined;
        place.position = position;
      }
      const top = HEAPU32[(frame + offsets.stackPointer) >>> 2]! - BYTES_PER_POINTER;
      coroutine = pointerAt(HEAPU32, top);
    }
    return undefined;
  }

  /** The address of the first argument of a suspended coroutine. */
  subjectOf(coroutine: number): number {
    const { frame, locals } = this.#offsets;
    return pointerAt(this.#c.HEAPU32, coroutine + frame + locals);
  }

  #awaits(object: number): boolean {
    const { HEAPU32, HEAP8, _PyCoro_Type } = this.#c;
    const { type, frameState } = this.#offsets;
    return HEAPU32[(object + type) >>> 2] === _PyCoro_Type && HEAP8[object + frameState] === AWAITS;
  }
}

/** The lowest bits of a pointer in a frame say who owns it. */
function pointerAt(memory: Uint32Array, address: number): number {
  return (memory[address >>> 2]! & ~3) >>> 0;
}
