import type { Coroutine } from './coroutine';
import type { Future } from './future';
import type { EventLoop } from './loop';
import { getRunningLoop } from './running-loop';
import type { Task, TaskOptions } from './task';

/** Schedules a coroutine on the running loop: `asyncio.create_task`. */
export function createTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
  return getRunningLoop().createTask(coroutine, options);
}

/** A future stays as it is, a coroutine becomes a task: `asyncio.ensure_future`. */
export function ensureFuture<T>(awaitable: Future<T> | Coroutine<T>): Future<T> {
  return getRunningLoop().ensureFuture(awaitable);
}

/** The task that is running, or undefined in a plain callback: `asyncio.current_task`. */
export function currentTask(loop: EventLoop = getRunningLoop()): Task | undefined {
  return loop.currentTask;
}

/** The tasks that are not done: `asyncio.all_tasks`. */
export function allTasks(loop: EventLoop = getRunningLoop()): Set<Task> {
  return loop.allTasks();
}
