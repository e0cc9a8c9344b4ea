export type { AdoptAwaitable } from './adopt';
export { type AsCompletedOptions, asCompleted } from './as-completed';
export { AsyncFunctionCoroutine, ReturnedValue } from './async-function';
export { AsyncGenerator } from './async-generator';
export { AwaitedValue } from './async-generator-frame';
export {
  Aclosing,
  type AsyncSeries,
  type AsyncSource,
  aclosing,
  afilter,
  aiter,
  amap,
  anext,
  collect,
} from './async-iteration';
export type { Adopt, Awaited } from './await-frame';
export { futureAddToAwaitedBy, futureDiscardFromAwaitedBy } from './awaited-by';
export { Barrier } from './barrier';
export {
  type CallGraphOptions,
  captureCallGraph,
  FrameCallGraphEntry,
  FutureCallGraph,
} from './call-graph';
export { formatCallGraph, printCallGraph } from './call-graph-text';
export { nameCallback } from './callback-name';
export * from './clock';
export { ConcurrentCancelledError, ConcurrentFuture } from './concurrent-future';
export { concurrentAsCompleted, concurrentWait } from './concurrent-wait';
export { Condition } from './condition';
export * from './connection-errors';
export type { CallArguments, ContextOption } from './context-option';
export { Context, ContextVar, type ContextVarOptions, copyContext, Token } from './contextvars';
export * from './coroutine';
export {
  CoroutineObject,
  type CoroutineObserver,
  type CoroutineOrigin,
  type CoroutineState,
  innermostCoroutine,
  markAwait,
  observeCoroutines,
  type ReadVariables,
  runningCoroutine,
  takeNeverAwaited,
} from './coroutine-object';
export { Counter } from './counter';
export {
  getEventLoop,
  type LoopFactory,
  newEventLoop,
  setEventLoop,
  setLoopFactory,
} from './current-loop';
export * from './errors';
export { Event } from './event';
export { BaseExceptionGroup, type ErrorCondition, ExceptionGroup } from './exception-group';
export type { ExceptionContext, ExceptionHandler } from './exception-handler';
export { Executor, type ShutdownOptions } from './executor';
export type { MapOptions } from './executor-map';
export type { Frame } from './frames';
export { Future, type FutureState, type FutureWaiter, isFuture } from './future';
export { type GatherOptions, gather } from './gather';
export { type Callback, Handle, TimerHandle } from './handle';
export {
  type Instrument,
  type InstrumentErrorSink,
  InstrumentSet,
  type ThreadInstrument,
} from './instrument';
export type { Limits } from './limits';
export { Lock } from './lock';
export { CONSOLE_LOG, type LogSink } from './log';
export { EventLoop } from './loop';
export type { LoopBound } from './loop-bound';
export { DEFAULT_SLOW_CALLBACK_DURATION, type EventLoopOptions } from './loop-options';
export type { Network } from './network';
export { PicklingError } from './plain-copy';
export type { PoolOptions } from './pool-executor';
export {
  type NewPrimitive,
  observePrimitives,
  type PrimitiveInstrument,
  type PrimitiveKind,
} from './primitive-observer';
export type { PrintOptions, TextSink } from './print';
export { PriorityQueue } from './priority-queue';
export { BrokenProcessPool, ProcessPoolExecutor } from './process-pool-executor';
export type { Purpose, PurposeKind } from './purpose';
export { LifoQueue, Queue, QueueEmpty, QueueFull, QueueShutDown } from './queue';
export type { QueueStore } from './queue-store';
export { Runner, type RunnerOptions, run, running } from './runner';
export { findRunningLoop, getRunningLoop } from './running-loop';
export { BoundedSemaphore, Semaphore } from './semaphore';
export { shield } from './shield';
export { sleep } from './sleep';
export { type Place, type Source, setSource } from './source';
export {
  AssertionError,
  type ClientConnected,
  IncompleteReadError,
  LimitOverrunError,
  type OpenConnectionOptions,
  openConnection,
  type Separators,
  Server,
  type ServerHost,
  type SocketName,
  SSLContext,
  type SSLContextOptions,
  type StartServerOptions,
  StreamReader,
  type StreamReaderOptions,
  StreamWriter,
  startServer,
  TransportSocket,
} from './streams';
export { SystemClock, type SystemClockOptions } from './system-clock';
export { StepHandle, Task, type TaskOptions } from './task';
export { createEagerTaskFactory, eagerTaskFactory, type TaskFactory } from './task-factory';
export { TaskGroup } from './task-group';
export type { StackOptions } from './task-stack';
export { allTasks, createTask, currentTask, ensureFuture } from './tasks';
export { joinThreads, setThreadHost, type ThreadHost } from './thread-host';
export {
  BrokenExecutor,
  BrokenThreadPool,
  ThreadPoolExecutor,
  type ThreadPoolOptions,
} from './thread-pool-executor';
export { runCoroutineThreadsafe } from './threadsafe';
export { Timeout, timeout, timeoutAt } from './timeout';
export { toThread } from './to-thread';
export { DEFAULT_GRAIN, VirtualClock, type VirtualClockOptions } from './virtual-clock';
export {
  ALL_COMPLETED,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type ReturnWhen,
  type WaitOptions,
  wait,
} from './wait';
export { waitFor } from './wait-for';
export { findRunningWorker, isInThread, type Job, type Worker, type WorkerKind } from './worker';
export { wrapFuture } from './wrap-future';
