import type { Expression } from './model/expression';

/** Smaller expressions that may stand in place of one, and make sense there. */
export function* simplerExpressions(one: Expression): Generator<Expression> {
  switch (one.kind) {
    case 'await':
      for (const value of simplerExpressions(one.value)) yield { ...one, value };
      break;
    case 'list':
      for (const items of simplerLists(one.items)) yield { ...one, items };
      break;
    case 'call':
      yield* simplerCalls(one);
      break;
  }
}

function* simplerCalls(one: Expression & { kind: 'call' }): Generator<Expression> {
  const [first] = one.args;
  const name = one.callee.kind === 'asyncio' ? one.callee.name : '';
  if (first !== undefined && ['gather', 'shield', 'wait_for'].includes(name)) yield first;
  const takesAnyNumber = name === 'gather';
  for (const args of takesAnyNumber ? simplerLists(one.args) : simplerItems(one.args)) {
    yield { ...one, args };
  }
  for (const left of Object.keys(one.options)) {
    const kept = Object.entries(one.options).filter(([key]) => key !== left);
    yield { ...one, options: Object.fromEntries(kept) };
  }
}

/** Lists with one item less, or with a simpler one. */
function* simplerLists(items: readonly Expression[]): Generator<readonly Expression[]> {
  for (const index of items.keys()) yield items.toSpliced(index, 1);
  yield* simplerItems(items);
}

function* simplerItems(items: readonly Expression[]): Generator<readonly Expression[]> {
  for (const [index, item] of items.entries()) {
    for (const simpler of simplerExpressions(item)) yield items.with(index, simpler);
  }
}
