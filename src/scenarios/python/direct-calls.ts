import { CoroutineMemory } from './coroutine-memory';
import { type DebugOffsets, debugOffsets } from './debug-offsets';
import type { CInterface, Interpreter } from './interpreter';

/** Takes at most six numbers; what it gives is an integer, or nothing. */
export type NumberCall = (...numbers: number[]) => number | undefined;

/** A function of Python that takes an integer and gives one. */
export interface PythonCall {
  (number: number): number;
  /** Lets go of the function, which must not be called any more. */
  destroy(): void;
}

/** What holds a function of Python until it is destroyed. */
export interface PythonFunction {
  destroy(): void;
}

const METH_FASTCALL = 0x80;
/** Signature of `PyCFunctionFast`: self, address of the arguments, their number; the result. */
const SIGNATURE = 'iiii';
const BYTES_PER_POINTER = 4;
/** In the tag of an integer: 0 if it is positive, 1 if it is 0, 2 if it is negative. */
const LONG_SIGN = 3;
/** The tag of the smallest integer of two digits. */
const LONG_OF_TWO_DIGITS = 16;

/**
 * Calls between Python and JavaScript through CPython's own C interface. They pass numbers, or one text,
 * and cost about a sixth of calls through proxies, which can pass anything.
 *
 * What is made here for Python stays as long as the interpreter, so it is made for the run, not for a loop.
 */
export class DirectCalls {
  readonly #c: CInterface;
  readonly #api: Interpreter['_api'];
  readonly #offsets: DebugOffsets;

  constructor(interpreter: Interpreter) {
    this.#c = interpreter._module;
    this.#api = interpreter._api;
    this.#offsets = debugOffsets(interpreter._module);
  }

  /** For a run: it knows only the code of one program. */
  coroutineMemory(): CoroutineMemory {
    return new CoroutineMemory(this.#c);
  }

  /** A builtin function of Python that calls `call` with its arguments, which are numbers. */
  readonly withNumbers = (call: NumberCall): object => {
    const c = this.#c;
    const number = (args: number, index: number, count: number) =>
      index < count ? this.#numberOf(c.HEAPU32[args + index]!) : 0;
    return this.#builtin((args, n) =>
      this.#integer(
        call(
          number(args, 0, n),
          number(args, 1, n),
          number(args, 2, n),
          number(args, 3, n),
          number(args, 4, n),
          number(args, 5, n),
        ),
      ),
    );
  };

  /** A builtin function of Python that takes nothing and gives the seconds of `call` as a `float`. */
  readonly ofSeconds = (call: () => number): object =>
    this.#builtin(() => this.#c._PyFloat_FromDouble(call()));

  /** A builtin function of Python that calls `call` with its only argument, a text. */
  readonly withText = (call: (text: string) => number): object => {
    const c = this.#c;
    return this.#builtin((args) => this.#integer(call(String(c._python2js(c.HEAPU32[args]!)))));
  };

  /** Makes a function of Python callable. Its exceptions are thrown, and what ends the interpreter. */
  callable(python: PythonFunction): PythonCall {
    const c = this.#c;
    const address = c.PyProxy_getPtr(python);
    const resultOf = (argument: number): number => {
      try {
        return c._PyObject_CallOneArg(address, argument);
      } catch (error) {
        return this.#api.maybe_fatal_error(error);
      }
    };
    const call = (number: number): number => {
      const argument = c._PyLong_FromLong(number);
      const result = resultOf(argument);
      c._Py_DecRef(argument);
      if (result === 0) return c._pythonexc2js();
      const answer = this.#numberOf(result);
      c._Py_DecRef(result);
      return answer;
    };
    return Object.assign(call, { destroy: () => python.destroy() });
  }

  /** The number that an object of Python is. Integers of one digit are read where they lie. */
  #numberOf(object: number): number {
    const { HEAPU32, _PyLong_Type } = this.#c;
    const { type, longTag, longDigits } = this.#offsets;
    if (HEAPU32[(object + type) >>> 2] === _PyLong_Type) {
      const tag = HEAPU32[(object + longTag) >>> 2]!;
      const sign = 1 - (tag & LONG_SIGN);
      if (tag < LONG_OF_TWO_DIGITS) return sign * HEAPU32[(object + longDigits) >>> 2]!;
    }
    const value = this.#c._PyFloat_AsDouble(object);
    const integer = value | 0;
    // Integers stay integers, which V8 need not allocate.
    return integer === value ? integer : value;
  }

  /** The address of an integer of Python, or of `None`, which is never freed and so needs no new reference. */
  #integer(result: number | undefined): number {
    const c = this.#c;
    return result === undefined ? c.__Py_NoneStruct : c._PyLong_FromLong(result);
  }

  /**
   * `body` gets where the arguments are, as an index into `HEAPU32`, and how many there are; it gives the
   * address of an object.
   */
  #builtin(body: (args: number, count: number) => number): object {
    const c = this.#c;
    const run = (_self: number, args: number, count: number): number => {
      try {
        return body(args / BYTES_PER_POINTER, count);
      } catch (error) {
        c.handle_js_error(error);
        return 0;
      }
    };
    return c._python2js(c._PyCFunction_NewEx(this.#definition(run), 0, 0));
  }

  /** A `PyMethodDef`: name, function, flags, documentation. */
  #definition(run: (self: number, args: number, count: number) => number): number {
    const c = this.#c;
    const address = c._malloc(4 * BYTES_PER_POINTER);
    const name = c._malloc(1);
    c.HEAPU8[name] = 0;
    c.HEAPU32.set(
      [name, c.addFunction(run, SIGNATURE), METH_FASTCALL, 0],
      address / BYTES_PER_POINTER,
    );
    return address;
  }
}
