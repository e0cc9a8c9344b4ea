import type { SpokenLines } from '../editor/spoken-lines';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';

/**
 * The run that a command means: that of the timeline in front, else the one that speaks of the file in front,
 * as its marks and *Run to Here* do, else the one shown last.
 *
 * `timeline`: the run of the timeline in front; `file`: the one of the editor in front.
 */
export function runInFront(
  runs: Pick<RunController, 'current'>,
  spoken: Pick<SpokenLines, 'of'>,
  front: { readonly timeline: RunModel | undefined; readonly file: string | undefined },
): RunModel | undefined {
  const { timeline, file } = front;
  return timeline ?? (file === undefined ? undefined : spoken.of(file)?.model) ?? runs.current;
}
