import { asyncio, type Expression, make, method, slot } from '../model/expression';
import type { Statement } from '../model/program';
import type { Builder, Scope } from './builder';
import type { StatementMaker, Theme } from './theme';

const GENERATORS = ['g1', 'g2'];

/**
 * Keeps a new generator. A slot holds it for good: CPython would close one that nobody holds any more at
 * once, and JavaScript never. Generators open none, or there might be no end of them.
 */
function open(builder: Builder, { kind }: Scope): Statement | undefined {
  if (kind === 'generator') return undefined;
  const { random } = builder;
  const it = random.chance(0.7) ? random.pick(GENERATORS) : builder.newSlot('g');
  return { kind: 'keep', slot: it, value: generator(builder) };
}

function generator(builder: Builder): Expression {
  const callee = `gen${builder.random.between(1, builder.generatorCount)}`;
  return { kind: 'invoke', name: callee, tag: builder.tag() };
}

function step(builder: Builder): Expression {
  const { random } = builder;
  const it = slot(random.pick(GENERATORS));
  return random.pick([
    () => method(it, '__anext__'),
    () => method(it, '__anext__'),
    () => method(it, 'asend', [builder.text('sent')]),
    () =>
      method(it, 'athrow', [random.chance(0.7) ? builder.oops() : make(asyncio('CancelledError'))]),
    () => method(it, 'aclose'),
  ])();
}

/** Only a whole generator: leaving the loop early would close it in JavaScript, and not in Python. */
function iterate(builder: Builder): Statement {
  return {
    kind: 'async for',
    label: builder.label(),
    items: slot(builder.random.pick(GENERATORS)),
  };
}

const give: StatementMaker = (builder, scope) => {
  if (scope.kind !== 'generator' || scope.isWithin) return undefined;
  return builder.do({ kind: 'yield', value: builder.text('y') });
};

export const ASYNC_GENERATORS: Theme = {
  begin: (builder) =>
    GENERATORS.map((it) => ({ kind: 'keep', slot: it, value: generator(builder) })),
  anywhere: [open],
  inCoroutines: [
    (builder) => builder.await(step(builder)),
    (builder) => builder.await(step(builder)),
    (builder) => builder.await(step(builder)),
    iterate,
    give,
    give,
    give,
  ],
};

/** The body of a generator: with a yield at its top, so that it is one. */
export function generatorBody(builder: Builder, scope: Scope): Statement[] {
  const statements = builder.statements(scope, builder.random.between(1, 4));
  const first = builder.do({ kind: 'yield', value: builder.text('y') });
  statements.splice(builder.random.below(statements.length + 1), 0, first);
  return statements;
}
