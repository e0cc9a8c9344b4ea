import type { Target } from '../../analysis/explain/explanation';
import type { CursorMoment } from '../../trace/cursor';
import type { Hit } from '../layout/hit-test';
import { LOOP_LANE, type SceneLane, type SceneMark } from '../layout/scene';
import { workerOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';

/** What a click asks about that is no interval: a mark, a line of output, or a lane where it is empty. */
export function targetOfHit(model: TimelineModel, hit: Hit): Target | undefined {
  switch (hit.kind) {
    case 'mark':
      return markTarget(model, hit.lane, hit.mark);
    case 'output': {
      const line = model.outputs.lines[hit.mark.first];
      return line && { kind: 'output', event: line.event };
    }
    case 'lane':
      return emptyTarget(model, hit.lane, hit.moment);
    default:
      return undefined;
  }
}

function markTarget(model: TimelineModel, lane: SceneLane, mark: SceneMark): Target | undefined {
  if (mark.limit !== undefined) return undefined;
  const job = workerOf(model, lane.key)?.jobs.find(({ to }) => to === mark.time);
  if (job) return { kind: 'job', job: job.id };
  if (mark.kind !== 'cancelling') return { kind: 'end', task: lane.key };
  const requests = model.timeline.task(lane.key)?.cancelRequests ?? [];
  const event = requests.find((request) => model.trace.time(request) === mark.time);
  return event === undefined ? undefined : { kind: 'request', event };
}

function emptyTarget(
  model: TimelineModel,
  { key }: SceneLane,
  moment: CursorMoment,
): Target | undefined {
  if (key === LOOP_LANE) return { kind: 'gap', time: moment.time };
  const task = model.timeline.task(key);
  if (!task) return undefined;
  return { kind: moment.event < task.createdEvent ? 'creation' : 'end', task: key };
}
