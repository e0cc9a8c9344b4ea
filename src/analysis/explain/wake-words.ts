import type { WaitKind } from '../../trace/schema';
import { readyCause, waitKind } from '../../trace/timeline';
import { callbackName, endOf, isOfAsyncio, isTimer } from './callback-words';
import { cancelClause, lastRequest } from './cancel-words';
import type { Narrator } from './narrator';
import { outcomeVerb } from './outcome-words';
import { NOTHING, type Passage, say } from './passage';
import { type Culprit, whoWoke } from './who';

/** What a task did for another that waited, by what that one waited for. */
const DEEDS: Readonly<Partial<Record<WaitKind, string>>> = {
  lock: 'released the lock',
  semaphore: 'released the semaphore',
  event: 'set the event',
  condition: 'woke it through the condition',
  barrier: 'came to the barrier',
  'queue.get': 'put an item into the queue',
  'queue.put': 'took an item from the queue',
  'queue.join': 'worked off the last item of the queue',
  future: 'gave the future its result',
};

/** What came from outside of the loop, by what was waited for. */
const NEWS: Readonly<Partial<Record<WaitKind, string>>> = {
  thread: 'the thread was through',
  process: 'the process was through',
  'socket read': 'something came over the connection',
  'socket write': 'the connection had room again',
  connect: 'the connection was there',
  promise: 'the promise was settled',
};

/** Waits that the end of a task ends, even if nothing stands between them. */
const FOR_TASKS: ReadonlySet<WaitKind> = new Set(['task', 'gather', 'wait', 'task group', 'other']);

/** Waits for several tasks: one that succeeds ends them only if it is the last. */
const FOR_ALL: ReadonlySet<WaitKind> = new Set(['gather', 'task group']);

/**
 * Why a wait was over, as a clause: `func1 was done at 2.000 s`.
 *
 * `wait` is the `task.suspended` event and `ready` the `task.ready` event that ended it; `whose` is
 * the possessive of the task that waited.
 */
export function wakeClause(
  n: Narrator,
  wait: number,
  ready: number,
  whose: string | Passage = 'its',
): Passage {
  const kind = waitKind(n.trace, wait);
  const isCancelled = readyCause(n.trace, ready) === 'cancelled';
  if (n.causes.of(ready)?.kind === 'cancelled')
    return cancelClause(n, lastRequest(n, ready), whose);
  if (kind === 'sleep' && !isCancelled)
    return say`${whose} sleep was over at ${dueTime(n, wait, ready)}`;
  const job = isCancelled ? undefined : jobClause(n, kind, ready);
  if (job) return job;
  const culprit = whoWoke(n.causes, ready);
  const end = isForEnd(n, culprit, kind, isCancelled)
    ? endOf(n, culprit.task, culprit.event)
    : NOTHING;
  if (end !== NOTHING) {
    const isLast = FOR_ALL.has(kind) && n.timeline.task(culprit.task)?.outcome === 'done';
    return say`${n.name(culprit.task)}${isLast ? ', the last of them,' : ''} ${end}`;
  }
  if (isCancelled) return cancelClause(n, lastRequest(n, ready), whose);
  return culprit.via < 0 ? deedClause(n, culprit, kind, ready) : callbackClause(n, culprit, ready);
}

/** A task that ends tells those who wait for it, through callbacks of asyncio or at once. */
function isForEnd(n: Narrator, culprit: Culprit, kind: WaitKind, isCancelled: boolean): boolean {
  if (culprit.task === 0) return false;
  if (culprit.via < 0) return isCancelled || FOR_TASKS.has(kind);
  const asked = n.causes.schedulingOf(culprit.via);
  return asked !== undefined && n.trace.position(asked.event) === 0;
}

/** When a sleep was over, which may be before the loop noticed. */
function dueTime(n: Narrator, wait: number, ready: number): Passage {
  const deadline = n.trace.value(wait);
  const time = n.trace.time(ready);
  return n.time(
    Number.isNaN(deadline) ? time : Math.max(n.trace.time(wait), Math.min(deadline, time)),
  );
}

function deedClause(n: Narrator, culprit: Culprit, kind: WaitKind, ready: number): Passage {
  const { trace } = n;
  const at = n.time(trace.time(ready));
  if (culprit.task === 0) {
    return say`${NEWS[kind] ?? 'something outside of the tasks woke it'} at ${at}`;
  }
  if (culprit.task === trace.task(ready))
    return say`what it waited for came in its own step at ${at}`;
  return say`${n.name(culprit.task)} ${DEEDS[kind] ?? 'woke it'} at ${at}`;
}

/** A thread or process had the result. */
function jobClause(n: Narrator, kind: WaitKind, ready: number): Passage | undefined {
  if (kind !== 'thread' && kind !== 'process') return undefined;
  const { trace, timeline } = n;
  const task = trace.task(ready);
  const job = timeline.jobs.findLast((one) => {
    return one.task === task && one.endedEvent >= 0 && one.endedEvent < ready;
  });
  if (job?.to === undefined) return undefined;
  const where = job.worker ? ` in ${job.worker.name}` : '';
  return say`\`${job.call}\` ${outcomeVerb(job.outcome)}${where} at ${n.time(job.to)}`;
}

function callbackClause(n: Narrator, { task, via }: Culprit, ready: number): Passage {
  const { trace } = n;
  const name = trace.text(trace.b(via));
  const at = n.time(trace.time(ready));
  if (isOfAsyncio(name)) {
    const timeout = name.replace(/ is over$/, '').replace(/ of (\w+)$/, ' of `$1`');
    const what = name.startsWith('timeout ') ? `the ${timeout} was over` : `\`${name}\` came`;
    return say`${what} at ${at}`;
  }
  const asked = n.causes.schedulingOf(via);
  const line = asked ? n.inBrackets(trace.positionOf(asked.event)) : NOTHING;
  if (isTimer(n, via)) {
    const setter = asked && asked.from.task !== 0 ? say` of ${n.name(asked.from.task)}` : NOTHING;
    return say`a timer${setter}${line} ran ${callbackName(n, via)} at ${at}`;
  }
  const who = task === 0 ? NOTHING : say`, for which ${n.name(task)} had asked${line},`;
  return say`the callback ${callbackName(n, via)}${who} ran at ${at}`;
}
