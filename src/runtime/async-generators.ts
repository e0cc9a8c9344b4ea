import type { AsyncGenerator } from './async-generator';
import type { Coroutine } from './coroutine';
import { isException } from './errors';
import { gather } from './gather';
import type { LogSink } from './log';
import type { EventLoop } from './loop';

type AnyAsyncGenerator = AsyncGenerator<unknown, unknown>;

/**
 * The async generators of a loop that were begun and have not ended, in the order in which they began:
 * the hooks of `BaseEventLoop` for them.
 */
export class AsyncGenerators {
  private readonly live = new Set<AnyAsyncGenerator>();
  private isShutDown = false;

  constructor(
    private readonly loop: EventLoop,
    private readonly log: LogSink,
  ) {}

  /** One is used for the first time while the loop runs. */
  keep(generator: AnyAsyncGenerator): void {
    if (this.isShutDown) {
      this.log.warning(
        `asynchronous generator ${generator} was scheduled after loop.shutdown_asyncgens() call`,
      );
    }
    this.live.add(generator);
  }

  forget(generator: AnyAsyncGenerator): void {
    this.live.delete(generator);
  }

  /** Closes all at the same time, and reports the errors: `loop.shutdown_asyncgens`. */
  *shutDown(): Coroutine<void> {
    this.isShutDown = true;
    if (this.live.size === 0) return;
    const generators = [...this.live];
    this.live.clear();
    const closing = generators.map((generator) => generator.aclose());
    const results = yield* gather(...closing, { returnExceptions: true });
    for (const [index, result] of results.entries()) {
      if (result === undefined || !isException(result)) continue;
      const asyncgen = generators[index];
      this.loop.callExceptionHandler({
        message: `an error occurred during closing of asynchronous generator ${asyncgen}`,
        exception: result,
        asyncgen,
      });
    }
  }
}
