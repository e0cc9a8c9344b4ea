import { eventWords } from '../../analysis/event-words';
import type { CursorMoment } from '../../trace/cursor';
import { writtenAt } from '../../trace/moment-time';
import { formatSeconds } from './format';
import { loopNote } from './notes';
import type { TimelineModel } from './timeline-model';
import { place } from './wording';

/** What has just happened at the cursor, for screen readers, with the time, the line and what the loop does. */
export function spokenCursor(model: TimelineModel, cursor: CursorMoment | undefined): string {
  if (!cursor) return 'The end of the run.';
  const line = place(model, model.trace.positionOf(Math.max(0, cursor.event)));
  const happens = whatHappens(model, cursor);
  const told = happens ? `, ${happens}${line ? `, ${line}` : ''}` : '';
  return `${formatSeconds(cursor.time)}${told}. Loop: ${loopNote(model, cursor).text}.`;
}

/** What has just happened at the cursor: `func1 runs`; undefined where it stands between two events. */
export function whatHappens(
  model: TimelineModel,
  { event, time }: CursorMoment,
): string | undefined {
  if (event < 0 || time > writtenAt(model.trace, event)) return undefined;
  return eventWords(model.timeline, model.names, event);
}
