import {
  AsyncFunctionCoroutine,
  AsyncGenerator,
  CoroutineObject,
  Event,
  Future,
  Lock,
  Task,
} from '../../runtime';
import { apply } from './own-data';

const { getName } = Task.prototype;
const { cancelled, done } = Future.prototype;
const { locked } = Lock.prototype;
const { isSet } = Event.prototype;

/** What writes objects of asyncio in short, by their prototype: `<Task oven>`, `<Lock locked>`. */
export const CORE_WRITERS: ReadonlyMap<object, (value: object) => string> = new Map<
  object,
  (value: object) => string
>([
  [Task.prototype, (task) => `<Task ${apply(getName, task, [])}>`],
  [Future.prototype, (future) => `<Future ${stateOf(future)}>`],
  [Lock.prototype, (lock) => `<Lock ${apply(locked, lock, []) ? 'locked' : 'unlocked'}>`],
  [Event.prototype, (event) => `<Event ${apply(isSet, event, []) ? 'set' : 'unset'}>`],
  [CoroutineObject.prototype, () => '<coroutine>'],
  [AsyncFunctionCoroutine.prototype, () => '<coroutine>'],
  [AsyncGenerator.prototype, () => '<async generator>'],
]);

function stateOf(future: object): string {
  if (!apply(done, future, [])) return 'pending';
  return apply(cancelled, future, []) ? 'cancelled' : 'finished';
}
