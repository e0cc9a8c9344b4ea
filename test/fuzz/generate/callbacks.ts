import {
  asyncio,
  call,
  contextvars,
  type Expression,
  loop,
  make,
  method,
  name,
  plus,
  slot,
  value,
} from '../model/expression';
import type { Statement } from '../model/program';
import type { Builder, Scope } from './builder';
import type { Theme } from './theme';

const HANDLES = ['h1', 'h2'];
export const FUTURES = ['u1', 'u2'];

/** A callback with a number above that of the callback it is scheduled from, so that there is an end. */
function callback(builder: Builder, { kind, level }: Scope): Expression | undefined {
  const first = kind === 'callback' ? level + 1 : 1;
  if (first > builder.callbackCount) return undefined;
  return name(`c${builder.random.between(first, builder.callbackCount)}`);
}

function schedule(builder: Builder, scope: Scope): Statement | undefined {
  const { random } = builder;
  const it = callback(builder, scope);
  if (it === undefined) return undefined;
  const args = [it, ...(random.chance(0.5) ? [builder.text('arg')] : [])];
  const made = random.pick([
    () => method(loop, 'call_soon', args),
    () => method(loop, 'call_soon_threadsafe', args),
    () => method(loop, 'call_later', [builder.seconds(), ...args]),
    () => method(loop, 'call_at', [plus(method(loop, 'time'), builder.seconds()), ...args]),
  ])();
  return { kind: 'keep', slot: random.pick(HANDLES), value: made };
}

function watch(builder: Builder, scope: Scope): Statement | undefined {
  const it = callback(builder, scope);
  if (it === undefined) return undefined;
  const { random } = builder;
  const future = slot(random.pick([...builder.taskSlots(), ...FUTURES]));
  const what = random.chance(0.8) ? 'add_done_callback' : 'remove_done_callback';
  return builder.ask(future, what, it);
}

export const CALLBACKS: Theme = {
  begin: (builder) => {
    const later = method(loop, 'call_later', [builder.seconds(), name('c1')]);
    return HANDLES.map((it) => ({ kind: 'keep', slot: it, value: later }));
  },
  anywhere: [
    schedule,
    schedule,
    watch,
    watch,
    (builder) => builder.ask(slot(builder.random.pick(HANDLES)), 'cancel'),
    (builder) => builder.do(slot(builder.random.pick(HANDLES))),
  ],
  inCoroutines: [],
};

function settle(builder: Builder): Statement {
  const future = slot(builder.random.pick(FUTURES));
  return builder.random.pick([
    () => builder.ask(future, 'set_result', builder.text()),
    () => builder.ask(future, 'set_exception', builder.oops()),
    () => builder.ask(future, 'cancel', builder.text('why')),
  ])();
}

function newFuture(builder: Builder): Statement {
  const it = builder.random.pick(FUTURES);
  return { kind: 'keep', slot: it, value: method(loop, 'create_future') };
}

export const FUTURES_BY_HAND: Theme = {
  anywhere: [
    settle,
    settle,
    newFuture,
    (builder) => builder.do(slot(builder.random.pick(FUTURES))),
    (builder) =>
      builder.ask(slot(builder.random.pick(FUTURES)), builder.random.pick(['result', 'exception'])),
  ],
  inCoroutines: [(builder) => builder.await(slot(builder.random.pick(FUTURES)))],
  awaitables: [(builder) => slot(builder.random.pick(FUTURES))],
};

function setVariable(builder: Builder): Statement {
  const set = method(builder.pickDeclared('variable'), 'set', [builder.text('v')]);
  if (builder.random.chance(0.5)) return { kind: 'keep', slot: 'token', value: set };
  return { kind: 'keep', slot: builder.newSlot('token'), value: set };
}

function spawnInContext(builder: Builder, scope: Scope): Statement | undefined {
  const slots = builder.taskSlots(scope.level);
  const made = slots.length === 0 ? undefined : builder.spawn(builder.random.pick(slots), scope);
  if (made?.kind !== 'keep' || made.value.kind !== 'call') return undefined;
  const context = call(contextvars('copy_context'));
  return { ...made, value: { ...made.value, options: { ...made.value.options, context } } };
}

export const CONTEXT: Theme = {
  declare(builder) {
    const options: Record<string, Expression> = {};
    if (builder.random.chance(0.5)) options['default'] = value('default');
    builder.declare('variable1', make(contextvars('ContextVar'), [value('variable1')], options));
  },
  begin: (builder) => {
    const set = method(builder.pickDeclared('variable'), 'set', [builder.text('v')]);
    return [{ kind: 'keep', slot: 'token', value: set }];
  },
  anywhere: [
    setVariable,
    setVariable,
    (builder) => builder.ask(builder.pickDeclared('variable'), 'get', value('nothing')),
    (builder) => builder.ask(builder.pickDeclared('variable'), 'get'),
    (builder) => builder.ask(builder.pickDeclared('variable'), 'reset', slot('token')),
  ],
  inCoroutines: [spawnInContext],
};

function eagerTask(builder: Builder, scope: Scope): Statement | undefined {
  const slots = builder.taskSlots(scope.level);
  const made = slots.length === 0 ? undefined : builder.spawn(builder.random.pick(slots), scope);
  if (made?.kind !== 'keep' || made.value.kind !== 'call') return undefined;
  const eager = value(builder.random.chance(0.7));
  return {
    ...made,
    value: { ...made.value, options: { ...made.value.options, eager_start: eager } },
  };
}

function setFactory(builder: Builder): Statement {
  const factory = builder.random.chance(0.7) ? asyncio('eager_task_factory') : value(null);
  return builder.ask(loop, 'set_task_factory', factory);
}

export const EAGER_TASKS: Theme = { anywhere: [setFactory], inCoroutines: [eagerTask, eagerTask] };
