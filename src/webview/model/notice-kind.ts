import type { TimelineModel } from './timeline-model';

/** What is said where there is nothing, or less than expected, to draw. */
export type NoticeKind =
  | 'none'
  | 'no run'
  | 'no loop'
  | 'only threads'
  | 'threads failed'
  | 'ended early'
  | 'broken';

/** What is to be said of a run; `isBroken`: a part of its trace did not arrive. */
export function noticeFor(model: TimelineModel | undefined, isBroken: boolean): NoticeKind {
  if (!model) return 'no run';
  if (isBroken) return 'broken';
  if (model.isLive || model.hasLoop) return 'none';
  const { runEnd, workers } = model.timeline;
  const isFinished = runEnd?.end === 'finished';
  if (workers.length > 0) return isFinished ? 'only threads' : 'threads failed';
  return isFinished ? 'no loop' : 'ended early';
}
