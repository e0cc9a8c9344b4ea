import type { Expression } from './expression';

/** What an `except` takes. */
export type Catch = 'CancelledError' | 'TimeoutError' | 'Oops' | 'Exception' | 'BaseException';

export interface Handler {
  readonly takes: Catch;
  readonly body: readonly Statement[];
  /** Throws the error again at the end. */
  readonly again: boolean;
}

export type Statement =
  /** Evaluates, and logs the value under a number of its own. */
  | { readonly kind: 'do'; readonly label: number; readonly value: Expression }
  /** Puts the value into a slot, where every function finds it. */
  | { readonly kind: 'keep'; readonly slot: string; readonly value: Expression }
  | { readonly kind: 'raise'; readonly error: Expression }
  | {
      readonly kind: 'try';
      readonly label: number;
      readonly body: readonly Statement[];
      readonly handler: Handler | undefined;
      readonly last: readonly Statement[];
    }
  /** `async with`, or `with`; what the manager gives to the body goes into a slot. */
  | {
      readonly kind: 'with';
      readonly label: number;
      readonly manager: Expression;
      readonly slot: string | undefined;
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'repeat'; readonly times: number; readonly body: readonly Statement[] }
  /** Logs each item of an async generator or iterator. */
  | { readonly kind: 'async for'; readonly label: number; readonly items: Expression }
  /** Awaits each of `items`, which are awaitables, and logs the results. */
  | { readonly kind: 'await each'; readonly label: number; readonly items: Expression }
  | { readonly kind: 'return'; readonly value: Expression };

export type FunctionKind = 'coroutine' | 'generator' | 'callback';

export interface ProgramFunction {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly body: readonly Statement[];
}

/** Something at the top of the program that its functions share: `lock1 = asyncio.Lock()`. */
export interface Declaration {
  readonly name: string;
  readonly value: Expression;
}

/** A random program. Its main function is `main`. */
export interface Program {
  readonly seed: number;
  readonly declarations: readonly Declaration[];
  readonly functions: readonly ProgramFunction[];
  readonly debug: boolean;
}
