/**
 * What both languages can say. Names of functions, methods and options are those of Python; the printer
 * for TypeScript turns them into camelCase, and named arguments into an object.
 */
export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  /** Something that stands at the top of the program: `lock1`, `main`. */
  | { readonly kind: 'name'; readonly name: string }
  /** What a statement has put aside for others: `slot("t1")`. Throws if there is nothing yet. */
  | { readonly kind: 'slot'; readonly slot: string }
  /** `asyncio.<name>`. */
  | { readonly kind: 'asyncio'; readonly name: string }
  /** A built-in exception of Python, which TypeScript finds in `asyncio`. */
  | { readonly kind: 'builtin'; readonly name: string }
  /** `contextvars.<name>` of Python. */
  | { readonly kind: 'contextvars'; readonly name: string }
  | { readonly kind: 'running loop' }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  | {
      readonly kind: 'call';
      readonly callee: Expression;
      readonly args: readonly Expression[];
      readonly options: Readonly<Record<string, Expression>>;
    }
  /** A new object of a class. */
  | {
      readonly kind: 'new';
      readonly type: Expression;
      readonly args: readonly Expression[];
      readonly options: Readonly<Record<string, Expression>>;
    }
  /** A call of one of the program's own functions, which is told its name: the caller's, and `tag`. */
  | { readonly kind: 'invoke'; readonly name: string; readonly tag: string }
  | { readonly kind: 'await'; readonly value: Expression }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'plus'; readonly left: Expression; readonly right: Expression }
  /** A function without parameters that gives `value` whenever it is called. */
  | { readonly kind: 'lambda'; readonly value: Expression }
  /** `value` in an async generator; gives what is sent in. */
  | { readonly kind: 'yield'; readonly value: Expression };

type Options = Readonly<Record<string, Expression>>;

export const value = (it: string | number | boolean | null): Expression => ({
  kind: 'value',
  value: it,
});
export const name = (it: string): Expression => ({ kind: 'name', name: it });
export const slot = (it: string): Expression => ({ kind: 'slot', slot: it });
export const asyncio = (it: string): Expression => ({ kind: 'asyncio', name: it });
export const builtin = (it: string): Expression => ({ kind: 'builtin', name: it });
export const contextvars = (it: string): Expression => ({ kind: 'contextvars', name: it });
export const loop: Expression = { kind: 'running loop' };
export const member = (of: Expression, it: string): Expression => ({
  kind: 'member',
  of,
  name: it,
});
export const list = (items: readonly Expression[]): Expression => ({ kind: 'list', items });
export const lambda = (it: Expression): Expression => ({ kind: 'lambda', value: it });
export const awaited = (it: Expression): Expression => ({ kind: 'await', value: it });
export const plus = (left: Expression, right: Expression): Expression => ({
  kind: 'plus',
  left,
  right,
});

export function call(
  callee: Expression,
  args: readonly Expression[] = [],
  options: Options = {},
): Expression {
  return { kind: 'call', callee, args, options };
}

/** `object.method(...)`. */
export function method(
  of: Expression,
  it: string,
  args: readonly Expression[] = [],
  options: Options = {},
): Expression {
  return call(member(of, it), args, options);
}

export function make(
  type: Expression,
  args: readonly Expression[] = [],
  options: Options = {},
): Expression {
  return { kind: 'new', type, args, options };
}
