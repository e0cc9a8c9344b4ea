import { formatSeconds } from '../../analysis/format-seconds';
import type { Localizer } from '../localizer';
import type { RunModel } from './run-model';

/** What the status bar says about a run; codicons in `$(…)`. */
export function statusText(model: RunModel, l10n: Localizer): string {
  const { outcome, header } = model;
  if (!outcome) return `$(sync~spin) ${l10n.t('Loopscope: running {0}', header.title)}`;
  const icon = model.findings.length > 0 ? '$(warning)' : ICONS[outcome.end];
  return `${icon} Loopscope: ${runSummary(model, l10n)}`;
}

const ICONS = {
  finished: '$(check)',
  failed: '$(error)',
  stopped: '$(debug-stop)',
  limit: '$(watch)',
  stalled: '$(debug-pause)',
  crashed: '$(error)',
} as const;

/** How a finished run went, such as "finished in 2.000 s, 3 tasks, 1 warning". */
export function runSummary(model: RunModel, l10n: Localizer): string {
  const parts = [endText(model, l10n), tasksText(model.timeline.tasks.length, l10n)];
  const warnings = model.findings.filter(({ severity }) => severity === 'warning').length;
  if (warnings > 0) parts.push(warningsText(warnings, l10n));
  const { dropped } = model.timeline;
  if (dropped > 0) parts.push(l10n.t('{0} events not recorded', dropped));
  return parts.join(', ');
}

function endText(model: RunModel, l10n: Localizer): string {
  const time = formatSeconds(model.timeline.runEnd?.time ?? model.timeline.end);
  switch (model.outcome?.end) {
    case 'failed':
      return l10n.t('failed after {0}', time);
    case 'stopped':
      return l10n.t('stopped after {0}', time);
    case 'limit':
      return l10n.t('stopped by a limit after {0}', time);
    case 'stalled':
      return l10n.t('stalled after {0}', time);
    case 'crashed':
      return l10n.t('crashed after {0}', time);
    default:
      return l10n.t('finished in {0}', time);
  }
}

function tasksText(count: number, l10n: Localizer): string {
  return count === 1 ? l10n.t('1 task') : l10n.t('{0} tasks', count);
}

function warningsText(count: number, l10n: Localizer): string {
  return count === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', count);
}
