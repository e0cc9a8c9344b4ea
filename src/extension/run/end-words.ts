import type { Localizer } from '../localizer';
import { cellSentences } from './cell-texts';
import type { RunModel } from './run-model';

/** All that is to be said about the end of a run, as full sentences: its message, its notes, its cells. */
export function endSentences(model: RunModel, l10n: Localizer): string[] {
  const { message = '', notes = [] } = model.outcome ?? {};
  return [message, ...notes, ...cellSentences(model, l10n)].filter((sentence) => sentence !== '');
}
