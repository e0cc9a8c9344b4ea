import { CHROME_TRACE_EXTENSION } from '../../trace/export/chrome-trace';
import { TRACE_FILE_EXTENSION } from '../../trace/file';
import type { Localizer } from '../localizer';

/** What a run can be saved as. */
export type ExportFormat = 'trace' | 'svg' | 'png' | 'chrome';

export interface FormatWords {
  /** What the save dialog calls the files. */
  readonly filter: string;
  /** With the dot. */
  readonly extension: string;
}

export function wordsOf(format: ExportFormat, l10n: Localizer): FormatWords {
  switch (format) {
    case 'trace':
      return { filter: l10n.t('Loopscope Trace'), extension: TRACE_FILE_EXTENSION };
    case 'svg':
      return { filter: l10n.t('SVG Picture'), extension: '.svg' };
    case 'png':
      return { filter: l10n.t('PNG Picture'), extension: '.png' };
    case 'chrome':
      return { filter: l10n.t('Chrome Trace'), extension: CHROME_TRACE_EXTENSION };
  }
}

/** The name that is proposed: that of the scenario, with another ending. */
export function proposedName(title: string, extension: string): string {
  return `${title.replace(/\.[^.]+$/, '') || 'timeline'}${extension}`;
}
