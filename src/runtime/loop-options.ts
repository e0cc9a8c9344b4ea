import type { AdoptAwaitable } from './adopt';
import type { Clock } from './clock';
import type { Counter } from './counter';
import type { Instrument, InstrumentErrorSink } from './instrument';
import type { Limits } from './limits';
import type { LogSink } from './log';
import type { Network } from './network';

/** Counterpart of `loop.slow_callback_duration`, in seconds. */
export const DEFAULT_SLOW_CALLBACK_DURATION = 0.1;

export interface EventLoopOptions {
  clock: Clock;
  instruments?: readonly Instrument[];
  /** Told about an instrument that threw and was taken out; the default writes to `log`. */
  onInstrumentError?: InstrumentErrorSink;
  debug?: boolean;
  /** In debug mode, a callback that takes this many seconds or longer is logged. */
  slowCallbackDuration?: number;
  limits?: Limits;
  log?: LogSink;
  /** Called once in each iteration where asyncio polls for input; may schedule handles. */
  poll?: () => void;
  /** Asked before each iteration: whether the host has something to do before it. */
  hostIsBusy?: () => boolean;
  /** The sockets of the loop, which it closes with itself; without them, streams cannot be opened. */
  network?: Network;
  /** What `ensureFuture` and its kin ask about what is neither a future nor a coroutine. */
  adopt?: AdoptAwaitable;
  /** The numbers in default task names; loops of one run share them, as in CPython. */
  taskNumbers?: Counter;
}
