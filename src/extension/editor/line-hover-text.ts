import { formatSeconds } from '../../analysis/format-seconds';
import type { LineHistory } from '../../analysis/line-history';
import { linePasses } from '../../analysis/line-passes';
import { grouped } from '../../analysis/line-tally';
import { INTERNAL_COMMANDS } from '../contributions';
import type { Localizer } from '../localizer';
import { escapeMarkdown } from '../markdown';
import type { RunModel } from '../run/run-model';

/** What happened at a line (from 1) in a run, each thing with a link to its moment; Markdown. */
export function lineHoverText(
  model: RunModel,
  history: LineHistory,
  line: number,
  l10n: Localizer,
): string {
  const { timeline, names, cursor, header } = model;
  const passes = linePasses(timeline, names, history, line);
  const rows = passes.map(({ event, time, text }) => {
    const title = l10n.t('Show this moment in the timeline and in the editor');
    const link = `[${formatSeconds(time)}](${commandUri([header.runId, event])} "${title}")`;
    return `- ${link} ${escapeMarkdown(text)}`;
  });
  const rest = history.passCount - passes.length;
  const parts = [`**${l10n.t('Line {0} in the last run', line)}**`, rows.join('\n')];
  if (rest > 0) parts.push(l10n.t('and {0} more', grouped(rest)));
  if (cursor) {
    parts.push(`[${l10n.t('Back to the end of the run')}](${commandUri([header.runId])})`);
  }
  return parts.join('\n\n');
}

/** Without an event: the end of the run. */
function commandUri(args: readonly (string | number)[]): string {
  const encoded = encodeURIComponent(JSON.stringify(args));
  return `command:${INTERNAL_COMMANDS.showMoment}?${encoded}`;
}
