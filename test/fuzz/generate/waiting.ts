import {
  asyncio,
  call,
  type Expression,
  list,
  loop,
  member,
  method,
  plus,
  slot,
  value,
} from '../model/expression';
import type { Statement } from '../model/program';
import type { Builder, Scope } from './builder';
import { MAX_DEPTH, type Theme } from './theme';

type Options = Record<string, Expression>;

function gather(builder: Builder, scope: Scope): Expression {
  const { random } = builder;
  const options: Options = {};
  if (random.chance(0.5)) options['return_exceptions'] = value(random.chance(0.7));
  return call(asyncio('gather'), builder.awaitables(scope, 0, 3), options);
}

function shield(builder: Builder, scope: Scope): Expression {
  return call(asyncio('shield'), [builder.awaitable(scope)]);
}

/** Keeps a future of gather or shield for others to cancel, and awaits it later. */
function keptFuture(builder: Builder, scope: Scope, future: Expression): Statement | undefined {
  if (scope.depth >= MAX_DEPTH) return undefined;
  const it = builder.newSlot('x');
  const body: Statement[] = [
    { kind: 'keep', slot: it, value: future },
    ...builder.block(scope),
    ...(builder.random.chance(0.5) ? [builder.ask(slot(it), 'cancel', builder.text('why'))] : []),
    builder.await(slot(it)),
    builder.do(slot(it)),
  ];
  return {
    kind: 'try',
    label: builder.label(),
    body,
    handler: undefined,
    last: [builder.do(slot(it))],
  };
}

export const GATHER: Theme = {
  anywhere: [],
  inCoroutines: [
    (builder, scope) => builder.await(gather(builder, scope)),
    (builder, scope) => keptFuture(builder, scope, gather(builder, scope)),
  ],
  awaitables: [gather],
};

export const SHIELD: Theme = {
  anywhere: [],
  inCoroutines: [
    (builder, scope) => builder.await(shield(builder, scope)),
    (builder, scope) => keptFuture(builder, scope, shield(builder, scope)),
  ],
  awaitables: [shield],
};

const RETURN_WHEN = ['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'];

function wait(builder: Builder): Statement {
  const { random } = builder;
  const slots = random.sample([...builder.taskSlots(), 'u1'], random.between(1, 4));
  const options: Options = {};
  if (random.chance(0.5)) options['timeout'] = builder.seconds();
  if (random.chance(0.7)) options['return_when'] = asyncio(random.pick(RETURN_WHEN));
  return builder.await(call(asyncio('wait'), [list(slots.map(slot))], options));
}

export const WAIT: Theme = { anywhere: [], inCoroutines: [wait, wait] };

function asCompleted(builder: Builder, scope: Scope): Statement {
  const { random } = builder;
  const options: Options = {};
  if (random.chance(0.4)) options['timeout'] = builder.seconds();
  const items = call(asyncio('as_completed'), [list(builder.awaitables(scope, 0, 4))], options);
  const label = builder.label();
  return { kind: random.chance(0.5) ? 'await each' : 'async for', label, items };
}

export const AS_COMPLETED: Theme = { anywhere: [], inCoroutines: [asCompleted, asCompleted] };

function waitFor(builder: Builder, scope: Scope): Expression {
  const limit = builder.random.chance(0.1) ? value(null) : builder.seconds();
  return call(asyncio('wait_for'), [builder.awaitable(scope), limit]);
}

function deadline(builder: Builder): Expression {
  return plus(method(loop, 'time'), builder.seconds());
}

function timeout(builder: Builder, scope: Scope): Statement | undefined {
  if (scope.depth >= MAX_DEPTH) return undefined;
  const { random } = builder;
  const it = builder.newSlot('limit');
  const isAt = random.chance(0.3);
  const isNever = random.chance(0.15);
  const limit = isNever ? value(null) : isAt ? deadline(builder) : builder.seconds();
  const manager = call(asyncio(isAt ? 'timeout_at' : 'timeout'), [limit]);
  const label = builder.label();
  const body = builder.within(scope);
  if (random.chance(0.3)) {
    const when = random.chance(0.2) ? value(null) : deadline(builder);
    body.splice(random.below(body.length + 1), 0, builder.ask(slot(it), 'reschedule', when));
  }
  const within: Statement = { kind: 'with', label, manager, slot: it, body };
  const state = builder.do(
    list([
      method(slot(it), 'expired'),
      method(slot(it), 'when'),
      method(call(asyncio('current_task')), 'cancelling'),
    ]),
  );
  const takes = random.pick([
    'TimeoutError',
    'TimeoutError',
    'Exception',
    'BaseException',
  ] as const);
  if (random.chance(0.3) || (scope.kind === 'generator' && takes === 'BaseException'))
    return within;
  const handler = { takes, body: [state], again: random.chance(0.2) };
  return { kind: 'try', label: builder.label(), body: [within, state], handler, last: [] };
}

export const TIMEOUTS: Theme = {
  anywhere: [],
  inCoroutines: [
    timeout,
    timeout,
    timeout,
    (builder, scope) => builder.await(waitFor(builder, scope)),
    (builder, scope) => builder.await(waitFor(builder, scope)),
  ],
  awaitables: [waitFor],
};

function taskGroup(builder: Builder, scope: Scope): Statement | undefined {
  const slots = builder.taskSlots(scope.level);
  if (scope.depth >= MAX_DEPTH || slots.length === 0) return undefined;
  const { random } = builder;
  const it = builder.newSlot('group');
  const label = builder.label();
  const createTask = member(slot(it), 'create_task');
  const spawned = random
    .sample(slots, random.between(1, 3))
    .map((one) => builder.spawn(one, scope, createTask))
    .filter((one) => one !== undefined);
  const body = [...spawned, ...(random.chance(0.7) ? builder.within(scope) : [])];
  const manager: Expression = { kind: 'new', type: asyncio('TaskGroup'), args: [], options: {} };
  const within: Statement = { kind: 'with', label, manager, slot: it, body };
  if (random.chance(0.5)) return within;
  const takes =
    scope.kind === 'generator' ? 'Exception' : random.pick(['Exception', 'BaseException'] as const);
  const state = builder.do(method(call(asyncio('current_task')), 'cancelling'));
  const handler = { takes, body: [state], again: random.chance(0.3) };
  return { kind: 'try', label: builder.label(), body: [within], handler, last: [] };
}

export const TASK_GROUP: Theme = { anywhere: [], inCoroutines: [taskGroup, taskGroup, taskGroup] };
