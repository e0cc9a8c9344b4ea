import type { TaskRecord } from '../../trace/timeline';
import { type Details, fullName, times } from './details';
import { count, formatSeconds } from './format';
import { positionOf, positionOfLoop } from './positions';
import type { TimelineModel } from './timeline-model';

const ZOOM_HINT = 'Zoom in to tell them apart.';

/** Many intervals that are too short to tell apart at this zoom; indexes are those of `task.intervals`, inclusive. */
export function crowdDetails(
  model: TimelineModel,
  task: TaskRecord,
  first: number,
  last: number,
): Details {
  const { intervals } = model.timeline;
  const own = task.intervals.slice(first, last + 1);
  const steps = own.filter((interval) => intervals.state(interval) === 'running');
  const busy = steps.reduce(
    (sum, step) => sum + model.until(intervals.to(step)) - intervals.from(step),
    0,
  );
  return {
    title: fullName(model, task),
    state: 'running',
    lines: [
      `${count(steps.length, 'step')}, running ${formatSeconds(busy)} in all`,
      times(model, intervals.from(own[0]!), intervals.to(own.at(-1)!)),
      ZOOM_HINT,
    ],
    position: positionOf(model, task, own.at(-1)!),
  };
}

/** Many spans of the loop lane; indexes are those of `timeline.loop`, inclusive. */
export function loopCrowdDetails(model: TimelineModel, first: number, last: number): Details {
  const { loop } = model.timeline;
  let steps = 0;
  let busy = 0;
  for (let index = first; index <= last; index++) {
    if (loop.kind(index) === 'idle') continue;
    steps++;
    busy += model.until(loop.to(index)) - loop.from(index);
  }
  return {
    title: 'loop',
    state: 'running',
    lines: [
      `${count(steps, 'step')}, busy ${formatSeconds(busy)} in all`,
      times(model, loop.from(first), loop.to(last)),
      ZOOM_HINT,
    ],
    position: positionOfLoop(model, last),
  };
}
