import { blockingFixes } from '../../analysis/blocking-fixes';
import { explain } from '../../analysis/explain/explain';
import type { Target } from '../../analysis/explain/explanation';
import { spanAtEvent } from '../../analysis/explain/loop-load';
import { neighbour } from '../../analysis/explain/neighbour';
import { say } from '../../analysis/explain/passage';
import type { LoopSpan } from '../../trace/timeline';
import type { InspectorRow, InspectorSection } from './inspector-section';
import type { TimelineModel } from './timeline-model';

const HINT = 'Click in the timeline, or press . to step through the run.';

/**
 * What is explained, in one or two sentences, and what to do about the line that held the loop. Without
 * a cursor it says how to get one.
 */
export function whySection(
  model: TimelineModel,
  subject: Target | undefined,
  isEnd: boolean,
): InspectorSection {
  const rows = [
    ...(subject ? explanationRows(model, subject) : []),
    ...(isEnd ? [{ text: say`${HINT}`, style: 'dim' } as const] : []),
  ];
  return { id: 'why', title: 'Why', rows, total: rows.length, empty: HINT };
}

function explanationRows(model: TimelineModel, subject: Target): InspectorRow[] {
  const explanation = explain(model.narrator, subject);
  if (!explanation) return [];
  return [
    { text: say`${explanation.headline}.`, style: 'strong' },
    ...explanation.sentences.map((text): InspectorRow => ({ text, style: 'plain' })),
    ...fixRows(model, subject),
  ];
}

function fixRows(model: TimelineModel, subject: Target): InspectorRow[] {
  const { narrator: n, timeline, trace, header } = model;
  const span = heldBy(model, subject);
  if (!span) return [];
  const index = spanAtEvent(timeline.loop, span.event);
  const after = timeline.loop.at(index + 1)?.event ?? trace.length;
  const fixes = blockingFixes(timeline, span, after, header.slowCallbackDuration);
  return fixes.slice(0, 1).map(({ position, advice }) => ({
    text: say`Fix${n.inBrackets(position)}: ${advice}`,
    style: 'dim',
  }));
}

/** The blocking step or callback that the explanation is about. */
function heldBy(model: TimelineModel, subject: Target): LoopSpan | undefined {
  const { timeline } = model;
  if (subject.kind === 'loop') return blocking(model, timeline.loop.at(subject.span));
  if (subject.kind !== 'interval') return undefined;
  const { intervals } = timeline;
  const { interval } = subject;
  const state = intervals.state(interval);
  if (state === 'running') {
    return blocking(model, timeline.loop.at(spanAtEvent(timeline.loop, intervals.event(interval))));
  }
  // The wait is over, but its task is late.
  const ready = state === 'ready' ? interval : neighbour(timeline, interval, 1);
  if (ready < 0 || intervals.state(ready) !== 'ready') return undefined;
  return model.statistics.holder(intervals.from(ready), model.until(intervals.to(ready)));
}

function blocking(model: TimelineModel, span: LoopSpan | undefined): LoopSpan | undefined {
  return span && model.stateOfLoop(span) === 'blocking' ? span : undefined;
}
