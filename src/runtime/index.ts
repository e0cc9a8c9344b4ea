export * from './clock';
export * from './coroutine';
export { Counter } from './counter';
export * from './errors';
export type { ExceptionContext, ExceptionHandler } from './exceptionHandler';
export { Future, type FutureState, type FutureWaiter, isFuture } from './future';
export { type Callback, Handle, TimerHandle } from './handle';
export { type Instrument, type InstrumentErrorSink, InstrumentSet } from './instrument';
export { CONSOLE_LOG, type LogSink } from './log';
export {
  DEFAULT_SLOW_CALLBACK_DURATION,
  EventLoop,
  type EventLoopOptions,
  type Limits,
} from './loop';
export { findRunningLoop, getRunningLoop } from './runningLoop';
export { sleep } from './sleep';
export { SystemClock, type SystemClockOptions } from './systemClock';
export { StepHandle, Task, type TaskOptions } from './task';
export { allTasks, createTask, currentTask, ensureFuture } from './tasks';
export { DEFAULT_GRAIN, VirtualClock, type VirtualClockOptions } from './virtualClock';
