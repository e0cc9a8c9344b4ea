import {
  asyncio,
  type Expression,
  lambda,
  list,
  make,
  member,
  method,
  value,
} from '../model/expression';
import type { Statement } from '../model/program';
import type { Builder, Scope } from './builder';
import { MAX_DEPTH, type StatementMaker, type Theme } from './theme';

function within(prefix: string, slotPrefix?: string): StatementMaker {
  return (builder, scope) => {
    if (scope.depth >= MAX_DEPTH) return undefined;
    const manager = builder.pickDeclared(prefix);
    const label = builder.label();
    const it = slotPrefix === undefined ? undefined : builder.newSlot(slotPrefix);
    return { kind: 'with', label, manager, slot: it, body: builder.within(scope) };
  };
}

/** Calls one of the methods of a primitive, which take no arguments. */
function ask(prefix: string, ...methods: string[]): StatementMaker {
  return (builder) => builder.ask(builder.pickDeclared(prefix), builder.random.pick(methods));
}

/** Shows the primitive with its state and how many wait. */
function look(prefix: string): StatementMaker {
  return (builder) => builder.do(builder.pickDeclared(prefix));
}

function waitable(prefix: string, what: string): (builder: Builder) => Expression {
  return (builder) => method(builder.pickDeclared(prefix), what);
}

function awaitIt(prefix: string, what: string): StatementMaker {
  return (builder) => builder.await(waitable(prefix, what)(builder));
}

export const LOCKS: Theme = {
  declare(builder) {
    builder.declare('lock1', make(asyncio('Lock')));
    if (builder.random.chance(0.3)) builder.declare('lock2', make(asyncio('Lock')));
  },
  anywhere: [ask('lock', 'release'), look('lock')],
  inCoroutines: [within('lock'), within('lock'), within('lock'), awaitIt('lock', 'acquire')],
  awaitables: [waitable('lock', 'acquire')],
};

export const SEMAPHORES: Theme = {
  declare(builder) {
    const { random } = builder;
    const type = random.pick(['Semaphore', 'BoundedSemaphore']);
    builder.declare('semaphore1', make(asyncio(type), [value(random.between(0, 2))]));
  },
  anywhere: [ask('semaphore', 'release', 'release', 'locked'), look('semaphore')],
  inCoroutines: [within('semaphore'), within('semaphore'), awaitIt('semaphore', 'acquire')],
  awaitables: [waitable('semaphore', 'acquire')],
};

export const EVENTS: Theme = {
  declare: (builder) => builder.declare('event1', make(asyncio('Event'))),
  anywhere: [ask('event', 'set', 'set', 'clear', 'is_set'), look('event')],
  inCoroutines: [awaitIt('event', 'wait'), awaitIt('event', 'wait')],
  awaitables: [waitable('event', 'wait')],
};

function notify(builder: Builder): Statement {
  const condition = builder.pickDeclared('condition');
  if (builder.random.chance(0.4)) return builder.ask(condition, 'notify_all');
  const count = builder.random.between(1, 2);
  return builder.ask(condition, 'notify', value(count));
}

/** Waits or notifies while it holds the lock, as it has to be. */
function underCondition(builder: Builder, scope: Scope): Statement | undefined {
  if (scope.depth >= MAX_DEPTH) return undefined;
  const { random } = builder;
  const condition = builder.pickDeclared('condition');
  const label = builder.label();
  const it = random.chance(0.5) ? builder.await(waitFor(builder)) : notify(builder);
  const body = random.chance(0.5) ? [it, ...builder.within(scope)] : [...builder.within(scope), it];
  return { kind: 'with', label, manager: condition, slot: undefined, body };
}

function waitFor(builder: Builder): Expression {
  const condition = builder.pickDeclared('condition');
  if (builder.random.chance(0.6)) return method(condition, 'wait');
  const task = builder.random.pick(builder.taskSlots());
  const isDone = method({ kind: 'slot', slot: task }, 'done');
  return method(condition, 'wait_for', [lambda(isDone)]);
}

export const CONDITIONS: Theme = {
  declare(builder) {
    if (!builder.random.chance(0.3)) {
      builder.declare('condition1', make(asyncio('Condition')));
      return;
    }
    builder.declare('lock0', make(asyncio('Lock')));
    const shared: Expression = { kind: 'name', name: 'lock0' };
    builder.declare('condition1', make(asyncio('Condition'), [shared]));
    builder.declare('condition2', make(asyncio('Condition'), [shared]));
  },
  anywhere: [notify, look('condition')],
  inCoroutines: [
    underCondition,
    underCondition,
    underCondition,
    within('condition'),
    (builder) => builder.await(waitFor(builder)),
  ],
};

export const BARRIERS: Theme = {
  declare(builder) {
    builder.declare('barrier1', make(asyncio('Barrier'), [value(builder.random.between(1, 3))]));
  },
  anywhere: [
    look('barrier'),
    (builder) => {
      const barrier = builder.pickDeclared('barrier');
      return builder.do(list([member(barrier, 'n_waiting'), member(barrier, 'broken')]));
    },
  ],
  inCoroutines: [
    awaitIt('barrier', 'wait'),
    awaitIt('barrier', 'wait'),
    awaitIt('barrier', 'wait'),
    within('barrier', 'place'),
    awaitIt('barrier', 'reset'),
    awaitIt('barrier', 'abort'),
  ],
  awaitables: [waitable('barrier', 'wait')],
};
