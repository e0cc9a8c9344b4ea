import { formatSeconds } from '../../analysis/format-seconds';
import type { Localizer } from '../localizer';
import { endSentences } from './end-words';
import type { RunModel } from './run-model';
import { shortened } from './shortened';

/** Characters of a file's name; the tooltip has all of it. */
const MAX_NAME = 30;

/** What the status bar says about a run, in a few words; codicons in `$(…)`. */
export function statusText(model: RunModel, l10n: Localizer): string {
  const { outcome, header } = model;
  const name = shortened(header.title, MAX_NAME);
  if (!outcome) {
    return model.isAsking
      ? `$(keyboard) Loopscope: ${l10n.t('{0} waits for input', name)}`
      : `$(sync~spin) ${l10n.t('Loopscope: running {0}', name)}`;
  }
  const icon = model.findings.length > 0 ? '$(warning)' : ICONS[outcome.end];
  return `${icon} Loopscope: ${[endText(model, l10n), ...troubles(model, l10n)].join(', ')}`;
}

/** The whole of it, as sentences in Markdown without links. */
export function statusSentences(model: RunModel, l10n: Localizer): string[] {
  const { title } = model.header;
  if (model.outcome) {
    return [l10n.t('{0}: {1}.', title, runSummary(model, l10n)), ...endSentences(model, l10n)];
  }
  if (model.isAsking) {
    return [l10n.t('{0} waits for input. Type it in the terminal; Ctrl+D ends the input.', title)];
  }
  return [l10n.t('{0} is running: {1}.', title, soFar(model, l10n))];
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
  const tasks = tasksText(model.timeline.tasks.length, l10n);
  return [endText(model, l10n), tasks, ...troubles(model, l10n)].join(', ');
}

function soFar(model: RunModel, l10n: Localizer): string {
  const tasks = tasksText(model.timeline.tasks.length, l10n);
  return l10n.t('{0} on its clock, {1}', formatSeconds(model.timeline.end), tasks);
}

/** What nobody should overlook. */
function troubles({ findings, timeline }: RunModel, l10n: Localizer): string[] {
  const parts: string[] = [];
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (warnings > 0) parts.push(warningsText(warnings, l10n));
  if (timeline.dropped > 0) parts.push(l10n.t('{0} events not recorded', timeline.dropped));
  return parts;
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
