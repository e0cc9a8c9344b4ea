import { runStart } from './notes';
import type { TimelineModel } from './timeline-model';

/** Whether a run is over in which the loop ran and no time passed: only the order tells its events apart. */
export function tookNoTime(model: TimelineModel): boolean {
  return !model.isLive && model.hasLoop && model.timeline.end === runStart(model);
}
