import type { Target } from '../../analysis/explain/explanation';
import type { MomentOutline } from '../../trace/moment';
import { whatHappens } from './cursor-words';
import { count } from './format';
import { comingSections } from './inspector-coming';
import { nowSections } from './inspector-now';
import type { Inspection, InspectorGroup, LimitOf } from './inspector-section';
import { taskSections } from './inspector-task';
import { whySection } from './inspector-why';
import type { TimelineModel } from './timeline-model';

export interface InspectorInput {
  readonly moment: MomentOutline;
  /** Whether no cursor is set, so that the end of the run is shown. */
  readonly isEnd: boolean;
  /** The selected task, 0 if none. */
  readonly task: number;
  /** What is explained; undefined: nothing in particular. */
  readonly subject: Target | undefined;
  /** Rows of a section that are shown. */
  readonly limit: LimitOf;
}

/**
 * All that the inspector says about one moment: a function of the trace and the cursor, in a time that
 * depends on the tasks that live and the rows that are shown, not on the length of the trace.
 */
export function inspect(model: TimelineModel, input: InspectorInput): Inspection {
  const { moment, isEnd, task, subject, limit } = input;
  const { event, iteration } = moment;
  const events = model.trace.length.toLocaleString('en-US');
  const parts = [
    `event ${(event + 1).toLocaleString('en-US')} of ${events}`,
    (!isEnd && whatHappens(model, moment)) || '',
    iteration > 0 ? `iteration ${iteration.toLocaleString('en-US')} of the loop` : '',
    moment.tasks.length > 0 ? `${count(moment.tasks.length, 'living task')}` : '',
  ];
  const groups: InspectorGroup[] = [
    { id: 'now', sections: nowSections(model, moment, limit) },
    { id: 'coming', sections: comingSections(model, moment, limit) },
    { id: 'task', sections: taskSections(model, moment, task, limit) },
    { id: 'why', sections: [whySection(model, subject, isEnd)] },
  ];
  return {
    place: parts.filter(Boolean).join(' · '),
    groups: groups.filter(({ sections }) => sections.length > 0),
  };
}
