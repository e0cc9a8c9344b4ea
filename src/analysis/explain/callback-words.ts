import type { Narrator } from './narrator';
import { NOTHING, type Passage, say } from './passage';

/** Words for callbacks of asyncio itself hold a space; names of the user's functions do not. */
export function isOfAsyncio(name: string): boolean {
  return name === 'timeout' || name.includes(' ');
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
  if (trace.kind(asked) === 'timer.set') {
    const due = n.time(trace.value(asked));
    return say`${who} set a timer at ${n.time(trace.time(asked))}${line} that was due at ${due}`;
  }
  const ended = task === 0 || trace.position(asked) !== 0 ? NOTHING : endOf(n, task, at);
  if (ended !== NOTHING) return say`${who} ${ended}, and this was to follow`;
  return say`${who} asked for it at ${n.time(trace.time(asked))}${line}`;
}

/** How a task ended if it did so in the step in which `event` is: `was done at 2.000 s`; else nothing. */
export function endOf(n: Narrator, task: number, event: number): Passage {
  const record = n.timeline.task(task);
  if (!record || record.ended === undefined || record.endedEvent < event) return NOTHING;
  const last = record.intervals.at(-1);
  const began = last === undefined ? record.createdEvent : n.timeline.intervals.event(last);
  if (began > event) return NOTHING;
  const verb = record.outcome === 'failed' ? 'failed' : `was ${record.outcome}`;
  return say`${verb} at ${n.time(record.ended)}`;
}
