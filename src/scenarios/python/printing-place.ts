import type { Interpreter } from './interpreter';

/** Where Python prints: `output.py` leaves the number of a position in the interpreter's memory. */
export class PrintingPlace {
  readonly #memory: Interpreter['_module'];
  readonly #index: number;

  constructor(interpreter: Interpreter) {
    this.#memory = interpreter._module;
    const { ADDRESS }: { ADDRESS: number } = interpreter.pyimport('_loopscope.output');
    this.#index = ADDRESS / Uint32Array.BYTES_PER_ELEMENT;
  }

  /** The position of the text that comes now; 0 if Python's own streams do not write it. */
  take(): number {
    const { HEAPU32 } = this.#memory;
    const position = HEAPU32[this.#index]!;
    HEAPU32[this.#index] = 0;
    return position;
  }
}
