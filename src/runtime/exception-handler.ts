import type { Context } from './contextvars';
import { endsTheRun } from './errors';
import type { Future } from './future';
import type { Handle } from './handle';
import type { LogSink } from './log';
import type { EventLoop } from './loop';
import { repr } from './repr';
import type { Task } from './task';

/** What an exception handler is told, as in `loop.call_exception_handler`. */
export interface ExceptionContext {
  message: string;
  exception?: unknown;
  future?: Future;
  task?: Task;
  handle?: Handle;
  [detail: string]: unknown;
}

export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => unknown;

/** Writes the message and the other details, sorted by name: `default_exception_handler`. */
export function logException(log: LogSink, context: ExceptionContext): void {
  const lines = [context.message || 'Unhandled exception in event loop'];
  for (const key of Object.keys(context).sort()) {
    if (key !== 'message' && key !== 'exception') lines.push(`${key}: ${repr(context[key])}`);
  }
  log.error(lines.join('\n'), context.exception);
}

/**
 * Calls `handler`, or the default one, and keeps its own errors away from the loop:
 * `call_exception_handler`. Throws only what ends the run.
 */
export function dispatchException(
  loop: EventLoop,
  handler: ExceptionHandler | undefined,
  context: ExceptionContext,
  log: LogSink,
): void {
  if (handler === undefined) {
    guarded(
      () => loop.defaultExceptionHandler(context),
      (error) => log.error('Exception in default exception handler', error),
    );
    return;
  }
  const where = contextOf(context);
  guarded(
    () => (where === undefined ? handler(loop, context) : where.run(handler, loop, context)),
    (error) =>
      guarded(
        () =>
          loop.defaultExceptionHandler({
            message: 'Unhandled error in exception handler',
            exception: error,
            context,
          }),
        (second) =>
          log.error(
            'Exception in default exception handler while handling an unexpected error ' +
              'in custom exception handler',
            second,
          ),
      ),
  );
}

/** A handler runs in the context of the task or handle that it is told about. */
function contextOf({ task, future, handle }: ExceptionContext): Context | undefined {
  const subject = task ?? future ?? handle;
  return subject !== undefined && 'getContext' in subject ? subject.getContext() : undefined;
}

function guarded(action: () => unknown, onError: (error: unknown) => void): void {
  try {
    action();
  } catch (error) {
    if (endsTheRun(error)) throw error;
    onError(error);
  }
}
