import { loop, method } from '../model/expression';
import type { Program, ProgramFunction, Statement } from '../model/program';
import { Random } from '../random';
import { BASICS } from './basics';
import { Builder, type Scope } from './builder';
import { CALLBACKS, CONTEXT, EAGER_TASKS, FUTURES, FUTURES_BY_HAND } from './callbacks';
import { ASYNC_GENERATORS, generatorBody } from './generators';
import { BARRIERS, CONDITIONS, EVENTS, LOCKS, SEMAPHORES } from './primitives';
import { QUEUES } from './queues';
import type { Theme } from './theme';
import { AS_COMPLETED, GATHER, SHIELD, TASK_GROUP, TIMEOUTS, WAIT } from './waiting';

const THEMES: readonly Theme[] = [
  GATHER,
  SHIELD,
  WAIT,
  AS_COMPLETED,
  TIMEOUTS,
  TIMEOUTS,
  TASK_GROUP,
  TASK_GROUP,
  LOCKS,
  SEMAPHORES,
  EVENTS,
  CONDITIONS,
  BARRIERS,
  QUEUES,
  QUEUES,
  CALLBACKS,
  FUTURES_BY_HAND,
  CONTEXT,
  EAGER_TASKS,
  ASYNC_GENERATORS,
];

/** Makes the program of a seed: the same one each time. */
export function generateProgram(seed: number): Program {
  const random = new Random(seed);
  // Few themes in one program, so that their parts meet often.
  const themes = [...new Set(random.sample(THEMES, random.between(1, 3)))];
  const builder = new Builder(
    random,
    [BASICS, ...themes],
    random.between(1, 4),
    themes.includes(CALLBACKS) ? random.between(1, 3) : 0,
    themes.includes(ASYNC_GENERATORS) ? random.between(1, 2) : 0,
  );
  const functions: ProgramFunction[] = [
    ...callbacks(builder),
    ...generators(builder),
    ...coroutines(builder),
    { name: 'main', kind: 'coroutine', body: mainBody(builder) },
  ];
  return { seed, declarations: builder.declarations, functions, debug: random.chance(0.05) };
}

function scopeOf(kind: Scope['kind'], level: number): Scope {
  return { kind, level, depth: 0, isWithin: false, times: 1 };
}

function callbacks(builder: Builder): ProgramFunction[] {
  return numbers(builder.callbackCount).map((level) => {
    const body = builder.statements(scopeOf('callback', level), builder.random.between(0, 2));
    return { name: `c${level}`, kind: 'callback', body };
  });
}

/** Generators call no functions: they may be resumed by any of them. */
function generators(builder: Builder): ProgramFunction[] {
  return numbers(builder.generatorCount).map((index) => {
    const body = generatorBody(builder, scopeOf('generator', builder.functionCount));
    return { name: `gen${index}`, kind: 'generator', body };
  });
}

/** The last first, because a function calls only those behind it. */
function coroutines(builder: Builder): ProgramFunction[] {
  const functions = numbers(builder.functionCount)
    .reverse()
    .map((level): ProgramFunction => {
      const it = `f${level}`;
      const body = builder.function(it, () => [
        ...guarded(
          builder,
          builder.statements(scopeOf('coroutine', level), builder.random.between(1, 5)),
        ),
        { kind: 'return', value: builder.text() },
      ]);
      return { name: it, kind: 'coroutine', body };
    });
  return functions;
}

/** Makes the futures and the tasks that others speak of, and then anything. */
function mainBody(builder: Builder): Statement[] {
  const { random } = builder;
  const scope = scopeOf('coroutine', 0);
  return builder.function('main', () => {
    const futures = FUTURES.map(
      (one): Statement => ({ kind: 'keep', slot: one, value: method(loop, 'create_future') }),
    );
    const others = builder.themes.flatMap((theme) => theme.begin?.(builder) ?? []);
    const slots = builder.taskSlots();
    const spawned = random
      .sample(slots, slots.length)
      .map((one) => builder.spawn(one, scope))
      .filter((one) => one !== undefined);
    const rest = guarded(builder, builder.statements(scope, random.between(3, 8)));
    return [...futures, ...others, ...spawned, ...rest];
  });
}

/** Catches the errors of many statements, so that the function goes on. */
function guarded(builder: Builder, statements: readonly Statement[]): Statement[] {
  const { random } = builder;
  return statements.map((one) => {
    if (one.kind === 'try' || one.kind === 'keep' || random.chance(0.5)) return one;
    const takes = random.pick(['Exception', 'Exception', 'BaseException'] as const);
    const handler = { takes, body: [], again: false };
    return { kind: 'try', label: builder.label(), body: [one], handler, last: [] };
  });
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
