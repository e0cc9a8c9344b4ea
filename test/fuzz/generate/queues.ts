import { asyncio, type Expression, list, make, method, value } from '../model/expression';
import type { Statement } from '../model/program';
import type { Builder } from './builder';
import type { Theme } from './theme';

/** Items of a priority queue are numbers, or lists that begin with one and end with a unique text. */
function item(builder: Builder, queue: Expression): Expression {
  const isRanked = queue.kind === 'name' && queue.name.startsWith('queueP');
  if (!isRanked) return builder.text('item');
  return list([value(builder.random.below(3)), builder.text('item')]);
}

function put(builder: Builder): Expression {
  const queue = builder.pickDeclared('queue');
  return method(queue, 'put', [item(builder, queue)]);
}

function putNowait(builder: Builder): Statement {
  const queue = builder.pickDeclared('queue');
  return builder.ask(queue, 'put_nowait', item(builder, queue));
}

function get(builder: Builder): Expression {
  return method(builder.pickDeclared('queue'), 'get');
}

function shutdown(builder: Builder): Statement {
  const args = builder.random.chance(0.5) ? [value(true)] : [];
  return builder.ask(builder.pickDeclared('queue'), 'shutdown', ...args);
}

function askSize(builder: Builder): Statement {
  const queue = builder.pickDeclared('queue');
  return builder.do(list(['qsize', 'empty', 'full'].map((one) => method(queue, one))));
}

export const QUEUES: Theme = {
  declare(builder) {
    const { random } = builder;
    const [it, type] = random.pick([
      ['queue1', 'Queue'],
      ['queue1', 'Queue'],
      ['queueL', 'LifoQueue'],
      ['queueP', 'PriorityQueue'],
    ] as const);
    builder.declare(it, make(asyncio(type), [value(random.pick([0, 1, 1, 2]))]));
  },
  anywhere: [
    putNowait,
    putNowait,
    askSize,
    (builder) => builder.ask(builder.pickDeclared('queue'), 'get_nowait'),
    (builder) => builder.ask(builder.pickDeclared('queue'), 'task_done'),
    (builder) => builder.do(builder.pickDeclared('queue')),
    (builder) => (builder.random.chance(0.4) ? shutdown(builder) : undefined),
  ],
  inCoroutines: [
    (builder) => builder.await(put(builder)),
    (builder) => builder.await(put(builder)),
    // More than are put, so that several tasks wait.
    (builder) => builder.await(get(builder)),
    (builder) => builder.await(get(builder)),
    (builder) => builder.await(get(builder)),
    (builder) => builder.await(get(builder)),
    (builder) => builder.await(method(builder.pickDeclared('queue'), 'join')),
  ],
  awaitables: [put, get],
};
