import type { Coroutine } from './coroutine';
import type { EventLoop } from './loop';
import { Task, type TaskOptions } from './task';

/** Makes the tasks of a loop: the argument of `loop.set_task_factory`. */
export type TaskFactory = <T>(
  loop: EventLoop,
  coroutine: Coroutine<T>,
  options?: TaskOptions,
) => Task<T>;

/**
 * A task factory that starts tasks at once, made by `maker`: `asyncio.create_eager_task_factory`.
 * A task that ends before its first suspension never reaches the ready queue.
 */
export function createEagerTaskFactory(maker: TaskFactory): TaskFactory {
  return (loop, coroutine, options) => maker(loop, coroutine, { eagerStart: true, ...options });
}

/** Starts every task at once: `asyncio.eager_task_factory`. */
export const eagerTaskFactory: TaskFactory = createEagerTaskFactory(
  (loop, coroutine, options) => new Task(loop, coroutine, options),
);
