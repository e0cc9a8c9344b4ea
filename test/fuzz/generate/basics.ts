import { asyncio, builtin, call, make, method, slot, value } from '../model/expression';
import type { Catch, Statement } from '../model/program';
import type { Builder, Scope } from './builder';
import { MAX_DEPTH, type Theme } from './theme';

const CATCHES: readonly Catch[] = [
  'CancelledError',
  'CancelledError',
  'TimeoutError',
  'Oops',
  'Exception',
  'BaseException',
];

const currentTask = call(asyncio('current_task'));

/** Ends the run at once; rare, because little happens in such a program. */
const EXIT_CHANCE = 0.02;

function raise(builder: Builder, { kind, depth }: Scope): Statement | undefined {
  const { random } = builder;
  if (depth === 0 && random.chance(0.7)) return undefined;
  if (random.chance(EXIT_CHANCE))
    return { kind: 'raise', error: make(builtin('SystemExit'), [value(3)]) };
  const isCancellation = kind !== 'callback' && random.chance(0.25);
  const error = isCancellation
    ? make(asyncio('CancelledError'), [builder.text('own')])
    : builder.oops();
  return { kind: 'raise', error };
}

function attempt(builder: Builder, scope: Scope): Statement | undefined {
  if (scope.depth >= MAX_DEPTH) return undefined;
  const { random } = builder;
  const inGenerator = scope.kind === 'generator';
  // In a generator, Python's BaseException would take GeneratorExit, which JavaScript does not throw.
  const catches = inGenerator ? CATCHES.filter((one) => one !== 'BaseException') : CATCHES;
  const label = builder.label();
  const body = builder.block(scope);
  const handler = random.chance(0.8)
    ? {
        takes: random.pick(catches),
        body: random.chance(0.6) ? builder.block(scope) : [],
        again: random.chance(0.3),
      }
    : undefined;
  const last = random.chance(0.3) ? builder.block(scope) : [];
  return { kind: 'try', label, body, handler, last };
}

function repeat(builder: Builder, scope: Scope): Statement | undefined {
  if (scope.depth >= MAX_DEPTH || scope.times > 1) return undefined;
  const times = builder.random.between(2, 3);
  return { kind: 'repeat', times, body: builder.block(scope, times) };
}

function cancel(builder: Builder): Statement {
  const { random } = builder;
  const args = random.chance(0.5) ? [builder.text('why')] : [];
  return builder.ask(builder.anyTask(), 'cancel', ...args);
}

function cancelSelf(builder: Builder): Statement | undefined {
  if (builder.random.chance(0.5)) return undefined;
  return builder.do(method(currentTask, 'cancel', [builder.text('self')]));
}

function uncancel(builder: Builder): Statement | undefined {
  if (builder.random.chance(0.5)) return undefined;
  return builder.do(method(currentTask, 'uncancel'));
}

function spawn(builder: Builder, scope: Scope): Statement | undefined {
  const slots = builder.taskSlots(scope.level);
  return slots.length === 0 ? undefined : builder.spawn(builder.random.pick(slots), scope);
}

function awaitTask(builder: Builder, scope: Scope): Statement | undefined {
  const slots = builder.taskSlots(scope.level);
  return slots.length === 0 ? undefined : builder.await(slot(builder.random.pick(slots)));
}

function look(builder: Builder): Statement {
  const { random } = builder;
  const task = builder.anyTask();
  return random.pick([
    () => builder.do(task),
    () => builder.do(call(asyncio('all_tasks'))),
    () =>
      builder.ask(task, random.pick(['done', 'cancelled', 'cancelling', 'result', 'exception'])),
  ])();
}

/** Tasks, sleeps, errors and cancellation: every program has these. */
export const BASICS: Theme = {
  anywhere: [cancel, cancel, look, raise],
  inCoroutines: [
    (builder) => builder.await(builder.sleep()),
    (builder) => builder.await(builder.sleep()),
    (builder) => builder.await(call(asyncio('sleep'), [value(0)])),
    (builder, scope) => builder.await(builder.coroutine(scope)),
    (builder, scope) => builder.await(builder.awaitable(scope)),
    attempt,
    attempt,
    repeat,
    cancelSelf,
    uncancel,
    spawn,
    spawn,
    awaitTask,
    (builder) => builder.do(method(currentTask, 'cancelling')),
  ],
};
