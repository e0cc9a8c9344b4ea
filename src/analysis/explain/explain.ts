import { explainCreation } from './explain-creation';
import { explainEnd } from './explain-end';
import { explainGap } from './explain-gap';
import { explainJob } from './explain-job';
import { explainLoop } from './explain-loop';
import { explainOutput } from './explain-output';
import { explainPrimitive } from './explain-primitive';
import { explainReady } from './explain-ready';
import { explainRequest } from './explain-request';
import { explainRunning } from './explain-running';
import { explainWaiting } from './explain-waiting';
import type { Explanation, Target } from './explanation';
import type { Narrator } from './narrator';

/**
 * What happened and why, in one or two plain sentences, derived from the trace alone.
 *
 * Undefined if `target` is not in the trace.
 */
export function explain(n: Narrator, target: Target): Explanation | undefined {
  switch (target.kind) {
    case 'interval':
      return explainInterval(n, target.interval);
    case 'loop':
      return n.timeline.loop.at(target.span) && explainLoop(n, target.span);
    case 'gap':
      return explainGap(n, target.time);
    case 'creation': {
      const task = n.timeline.task(target.task);
      return task && explainCreation(n, task);
    }
    case 'end': {
      const task = n.timeline.task(target.task);
      return task && explainEnd(n, task);
    }
    case 'request':
      return n.trace.kind(target.event) === 'task.cancelling'
        ? explainRequest(n, target.event)
        : undefined;
    case 'output':
      return n.trace.kind(target.event) === 'output' ? explainOutput(n, target.event) : undefined;
    case 'job': {
      const job = n.timeline.jobs.find(({ id }) => id === target.job);
      return job && explainJob(n, job);
    }
    case 'primitive': {
      const primitive = n.timeline.primitive(target.primitive);
      return primitive?.events[target.index] === undefined
        ? undefined
        : explainPrimitive(n, primitive, target.index);
    }
  }
}

function explainInterval(n: Narrator, interval: number): Explanation | undefined {
  const { intervals } = n.timeline;
  if (!(interval >= 0 && interval < intervals.length)) return undefined;
  const state = intervals.state(interval);
  if (state === 'ready') return explainReady(n, interval);
  return state === 'running' ? explainRunning(n, interval) : explainWaiting(n, interval);
}
