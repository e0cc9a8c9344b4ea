import type { CellState } from '../../analysis/cell-states';
import { formatSeconds } from '../../analysis/format-seconds';
import type { Localizer } from '../localizer';

/** What became of a cell: in two or three words, and in a sentence. */
export interface CellStateWords {
  readonly title: string;
  readonly tooltip: string;
}

/** The words for a cell; none for one that runs, which has its own button. `isAlive`: whether its interpreter is. */
export function cellStateWords(
  state: CellState,
  isAlive: boolean,
  l10n: Localizer,
): CellStateWords | undefined {
  const seconds = formatSeconds(state.seconds);
  switch (state.kind) {
    case 'running':
      return undefined;
    case 'done':
      return {
        title: state.seconds > 0 ? l10n.t('✓ {0}', seconds) : l10n.t('✓ Done'),
        tooltip: l10n.t('This cell took {0} on the clock of the run. Show its end.', seconds),
      };
    case 'failed':
      return {
        title: l10n.t('✗ {0}', nameOf(state.error)),
        tooltip: l10n.t('This cell ended with {0} Show its end.', sentence(state.error)),
      };
    case 'cancelled':
      return {
        title: l10n.t('✗ Cancelled'),
        tooltip: l10n.t('This cell was stopped or cancelled. Show its end.'),
      };
    case 'left':
      return isAlive ? waits(l10n) : notDone(l10n);
  }
}

function waits(l10n: Localizer): CellStateWords {
  return {
    title: l10n.t('… Waits'),
    tooltip: l10n.t('This cell waits, and goes on when a later one wakes it. Show its beginning.'),
  };
}

function notDone(l10n: Localizer): CellStateWords {
  return {
    title: l10n.t('✗ Not Done'),
    tooltip: l10n.t('The run was over before this cell was. Show its beginning.'),
  };
}

/** The class of an exception. */
function nameOf(error: string): string {
  return error.split(/[:(]/, 1)[0]!.trim();
}

function sentence(error: string): string {
  return /[.!?]$/.test(error) ? error : `${error}.`;
}
