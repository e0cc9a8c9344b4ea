import type { HandleLog } from './handle-log';
import { MomentList } from './moment-list';
import type { Position } from './schema';
import type { TraceStore } from './store';

/** A handle in the ready queue. */
export interface ReadyMoment {
  readonly kind: 'task' | 'callback' | 'timer';
  /** 0 for the next step of a task that has yielded: the trace does not tell. */
  readonly handle: number;
  /** The task whose step it is, or that scheduled the callback; 0 if none. */
  readonly task: number;
  /** Of a callback, empty for a task. */
  readonly name: string;
  /** Seconds; when it joined the queue. */
  readonly since: number;
  /** The event that describes it: `task.ready`, `task.suspended`, `callback.ready` or `timer.set`. */
  readonly event: number;
}

/** A timer that is not in the ready queue yet. */
export interface TimerMoment {
  readonly timer: number;
  readonly name: string;
  /** Seconds. */
  readonly deadline: number;
  /** The task that set it, 0 if none. */
  readonly task: number;
  /** The `timer.set` event. */
  readonly event: number;
  /** Where it was set. */
  readonly position: Position | undefined;
}

/** The ready queue when `event` has happened, first in first. */
export function readyAt(
  trace: TraceStore,
  { ready }: HandleLog,
  event: number,
): MomentList<ReadyMoment> {
  const describe = (span: number) =>
    describeHandle(trace, ready.subject(span), trace.time(ready.beginOf(span)));
  return new MomentList(ready.openAt(event), describe);
}

/** The timers when `event` has happened, in the order in which they are due. */
export function timersAt(
  trace: TraceStore,
  { timers }: HandleLog,
  event: number,
): MomentList<TimerMoment> {
  const set = timers.openAt(event).map((span) => timers.subject(span));
  const deadlines = Float64Array.from(set, (one) => trace.value(one));
  const order = Int32Array.from(set.keys()).sort(
    (one, other) => deadlines[one]! - deadlines[other]! || set[one]! - set[other]!,
  );
  return new MomentList(order, (index) => describeTimer(trace, set[index]!));
}

function describeTimer(trace: TraceStore, set: number): TimerMoment {
  return {
    timer: trace.a(set),
    name: trace.text(trace.b(set)),
    deadline: trace.value(set),
    task: trace.task(set),
    event: set,
    position: trace.positionOf(set),
  };
}

function describeHandle(trace: TraceStore, event: number, since: number): ReadyMoment {
  const [task, a, c] = [trace.task(event), trace.a(event), trace.c(event)];
  const name = trace.text(trace.b(event));
  switch (trace.kind(event)) {
    case 'callback.ready':
      return { kind: 'callback', handle: a, task: c, name, since, event };
    case 'timer.set':
      return { kind: 'timer', handle: a, task, name, since, event };
    case 'task.ready':
      return { kind: 'task', handle: c, task, name: '', since, event };
    default:
      return { kind: 'task', handle: 0, task, name: '', since, event };
  }
}
