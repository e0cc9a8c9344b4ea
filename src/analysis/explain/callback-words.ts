import type { Narrator } from './narrator';
import { outcomeVerb } from './outcome-words';
import { NOTHING, type Passage, say } from './passage';

/** Words for callbacks of asyncio itself hold a space; names of the user's functions do not. */
export function isOfAsyncio(name: string): boolean {
  return name.includes(' ');
}

/** The name of a callback that began with `event`: `` `show` ``. */
export function callbackName(n: Narrator, event: number): Passage {
  const name = n.trace.text(n.trace.b(event));
  return name === '' ? say`a callback` : say`\`${name}\``;
}

/** True if a timer started the callback that began with `event`. */
export function isTimer(n: Narrator, event: number): boolean {
  const scheduling = n.causes.schedulingOf(event);
  return scheduling !== undefined && n.trace.kind(scheduling.event) === 'timer.set';
}

/** Who asked for a callback, as a clause: `main asked for it at 0.000 s (line 17)`. */
export function scheduledClause(n: Narrator, event: number): Passage {
  const scheduling = n.causes.schedulingOf(event);
  if (!scheduling) return say`the trace does not tell who asked for it`;
  const { trace } = n;
  const asked = scheduling.event;
  const line = n.inBrackets(trace.positionOf(asked));
  const { task, event: at } = scheduling.from;
  const who = task === 0 ? say`the loop` : n.name(task);
  if (trace.kind(asked) === 'timer.set') return timerClause(n, event, asked, who);
  const isInternal = trace.position(asked) === 0;
  const name = trace.text(trace.b(event));
  if (task === 0 && isInternal && name in FROM_OUTSIDE) return say`${FROM_OUTSIDE[name]!}`;
  if (task === 0 && isInternal && isOfAsyncio(name)) {
    return say`asyncio tidies up when a program is over`;
  }
  const ended = task === 0 || !isInternal ? NOTHING : endOf(n, task, at);
  if (ended === NOTHING) return say`${who} asked for it at ${n.time(trace.time(asked))}${line}`;
  return say`${who} ${ended}, and ${PURPOSES[name] ?? 'this was to follow'}`;
}

/** Callbacks of asyncio for which no task asked. */
const FROM_OUTSIDE: Readonly<Record<string, string>> = {
  'interrupt: the loop is woken': 'the program was asked to stop',
  'executor: the result is here': 'a thread or process was through with its job',
  'executor: its future is done': 'the result of a job was handed on',
  'promise: it is settled': 'a native promise was settled',
  'promise: its future is done': 'the result of a native promise was handed on',
};

/** What asyncio's own callbacks are for, after a task that ended. */
const PURPOSES: Readonly<Record<string, string>> = {
  'gather: one is done': '`gather` takes note of that',
  'wait: one is done': '`wait` takes note of that',
  'as_completed: one is done': '`as_completed` takes note of that',
  'asCompleted: one is done': '`asCompleted` takes note of that',
  'task group: one is done': 'its task group takes note of that',
  'shield: the inner task is done': '`shield` hands its result on',
  'run_until_complete: it is done': 'so the loop stops',
  'runUntilComplete: it is done': 'so the loop stops',
};

function timerClause(n: Narrator, event: number, asked: number, who: Passage): Passage {
  const { trace } = n;
  const name = trace.text(trace.b(event));
  const due = n.time(trace.value(asked));
  const at = n.time(trace.time(asked));
  if (name === 'sleep is over') return say`the sleep that ${who} began at ${at} was due at ${due}`;
  const line = n.inBrackets(trace.positionOf(asked));
  return say`${who} set a timer at ${at}${line} that was due at ${due}`;
}

/** How a task ended if it did so in the step in which `event` is: `was done at 2.000 s`; else nothing. */
export function endOf(n: Narrator, task: number, event: number): Passage {
  const record = n.timeline.task(task);
  if (!record || record.ended === undefined || record.endedEvent < event) return NOTHING;
  const last = record.intervals.at(-1);
  const began = last === undefined ? record.createdEvent : n.timeline.intervals.event(last);
  if (began > event) return NOTHING;
  return say`${outcomeVerb(record.outcome)} at ${n.time(record.ended)}`;
}
