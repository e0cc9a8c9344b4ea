import { times } from '../model/details';
import { primitivesWords } from '../model/primitives';
import type { TimelineModel } from '../model/timeline-model';
import type { ViewState } from '../view-state';
import type { ViewIntent } from './intent';
import { zoomTarget } from './selection-details';

/** What screen readers are told of a change of the view; undefined: nothing, or the selection is told instead. */
export function viewWords(
  intent: ViewIntent,
  model: TimelineModel,
  next: ViewState,
): string | undefined {
  switch (intent.type) {
    case 'set-scale':
      return next.scale === 'order'
        ? 'The axis shows the order of events.'
        : 'The axis shows the time.';
    case 'toggle-arrows':
      return next.allArrows
        ? 'The arrows of all lanes are shown.'
        : 'Only the arrows of what is selected are shown.';
    case 'toggle-primitives':
      return primitivesWords(model, next);
    case 'toggle-table':
      return `The tasks are shown as ${next.isTable ? 'a table' : 'lanes'}.`;
    case 'show-inspector':
      return `The inspector is ${intent.isOpen ? 'shown' : 'hidden'}.`;
    case 'fit':
      return 'The whole run is in view.';
    case 'start':
      return 'The beginning of the run is in view.';
    case 'end':
      return 'The end of the run is in view.';
    case 'zoom-selection':
      return zoomWords(model, next);
    case 'mark-selection':
      return next.marked && `marked ${times(model, next.marked.from.time, next.marked.to.time)}`;
    case 'collapse-all':
    case 'expand-all':
      return foldWords(model, next, intent.type === 'collapse-all');
    default:
      return undefined;
  }
}

function zoomWords(model: TimelineModel, view: ViewState): string {
  const target = zoomTarget(model, view);
  if (!target) return 'Nothing is selected.';
  return `In view: ${times(model, target.from.time, target.to.time)}.`;
}

/** A selection is told with what it hides. */
function foldWords(
  { lanes }: TimelineModel,
  { selection }: ViewState,
  isCollapsed: boolean,
): string | undefined {
  if (selection) return undefined;
  if (!lanes.some(({ depth }) => depth > 0)) return 'No lane has others below it.';
  return `All lanes are ${isCollapsed ? 'collapsed' : 'expanded'}.`;
}
