import * as runtime from '../../../runtime';
import { asModule } from '../coroutine-functions';
import { showAsText } from '../inspected';
import { withDefault } from './with-default';

/** Names of the core that are for hosts, not for programs. */
const FOR_HOSTS = new Set([
  'AsyncFunctionCoroutine',
  'AsyncGenerator',
  'AwaitedValue',
  'CONSOLE_LOG',
  'CoroutineObject',
  'Counter',
  'DEFAULT_GRAIN',
  'DEFAULT_SLOW_CALLBACK_DURATION',
  'InstrumentSet',
  'LimitReached',
  'LoopAbort',
  'LoopStalled',
  'MONOTONIC_RESOLUTION',
  'ReturnedValue',
  'StepHandle',
  'SystemClock',
  'VirtualClock',
  'atItsMoment',
  'endsTheRun',
  'findRunningLoop',
  'findRunningWorker',
  'getSource',
  'innermostCoroutine',
  'isException',
  'isInThread',
  'joinThreads',
  'markAwait',
  'nameCallback',
  'observeCoroutines',
  'observePrimitives',
  'runningCoroutine',
  'running',
  'setLoopFactory',
  'setSource',
  'setThreadHost',
  'takeNeverAwaited',
]);

/** `loopscope/asyncio`: all of asyncio, for async functions. */
export function asyncioModule(): Record<string, unknown> {
  const names = Object.entries(runtime).filter(([name]) => !FOR_HOSTS.has(name));
  const module = asModule(Object.fromEntries(names));
  showAsText(runtime.CoroutineObject.prototype);
  showAsText(runtime.AsyncGenerator.prototype);
  showAsText(runtime.EventLoop.prototype);
  return withDefault(module);
}
