import { formatSeconds } from '../../analysis/format-seconds';
import type { TaskState } from '../../analysis/task-states';
import type { Localizer } from '../localizer';
import { escapeMarkdown } from '../markdown';

/** A codicon and the theme colour that go with a state. */
export interface StateIcon {
  readonly icon: string;
  readonly color: string;
}

const ICONS: Readonly<Record<TaskState['state'], StateIcon>> = {
  ready: { icon: 'debug-pause', color: 'charts.yellow' },
  running: { icon: 'play-circle', color: 'charts.blue' },
  waiting: { icon: 'watch', color: 'descriptionForeground' },
  done: { icon: 'pass', color: 'charts.green' },
  failed: { icon: 'error', color: 'list.errorForeground' },
  cancelled: { icon: 'circle-slash', color: 'disabledForeground' },
};

const INPUT_ICON: StateIcon = { icon: 'keyboard', color: 'charts.yellow' };

/**
 * What the end of the run means for a task: nothing (`none`: it ended before, or the run goes on), it
 * was still alive (`alive`), it goes on with the next cell (`kept`),
 * or the trace was full before and does not say (`unknown`).
 */
export type AtEnd = 'none' | 'alive' | 'kept' | 'unknown';

/** The icon of a task. Shape and colour both differ, so that neither is needed alone. */
export function stateIcon(state: TaskState, atEnd: AtEnd = 'none'): StateIcon {
  if (atEnd === 'unknown') return { icon: 'question', color: 'descriptionForeground' };
  if (state.waitsForInput && atEnd === 'none') return INPUT_ICON;
  if (atEnd === 'alive') return { icon: 'ellipsis', color: 'list.warningForeground' };
  return state.cancelling && state.state !== 'running'
    ? { icon: 'stop-circle', color: 'charts.orange' }
    : ICONS[state.state];
}

/** What a task does and where, such as "waiting: sleep 1.0 s · line 7". */
export function rowDescription(state: TaskState, l10n: Localizer, atEnd: AtEnd = 'none'): string {
  if (atEnd === 'unknown') return l10n.t('not recorded any more');
  const parts = [stateText(state, l10n)];
  if (atEnd === 'alive') parts.push(l10n.t('not done'));
  if (atEnd === 'kept') parts.push(l10n.t('goes on with the next cell'));
  const over = state.state === 'done' || state.state === 'cancelled';
  if (state.position && !over) parts.push(l10n.t('line {0}', state.position.line));
  return parts.join(' · ');
}

/** The same in full, with times; Markdown. */
export function rowTooltip(state: TaskState, coroutine: string, l10n: Localizer): string {
  const lines = [
    `**${escapeMarkdown(state.name)}** — ${escapeMarkdown(coroutine)}`,
    escapeMarkdown(stateText(state, l10n)),
    l10n.t('since {0}', formatSeconds(state.since)),
  ];
  if (state.exception) lines.push(escapeMarkdown(state.exception));
  if (state.position) {
    lines.push(l10n.t('line {0}, in `{1}`', state.position.line, state.position.name));
  }
  return lines.join('\n\n');
}

function stateText(state: TaskState, l10n: Localizer): string {
  const word = stateWord(state, l10n);
  return state.cancelling ? l10n.t('{0}, cancelling', word) : word;
}

function stateWord(state: TaskState, l10n: Localizer): string {
  const since = formatSeconds(state.since);
  switch (state.state) {
    case 'ready':
      return l10n.t('ready since {0}', since);
    case 'running':
      return state.waitsForInput
        ? l10n.t('waits for your input, holds the loop')
        : l10n.t('running');
    case 'waiting':
      return l10n.t('waiting: {0}', state.waitText);
    case 'done':
      return l10n.t('done at {0}', since);
    case 'failed':
      return state.exception
        ? l10n.t('failed at {0}: {1}', since, state.exception)
        : l10n.t('failed at {0}', since);
    case 'cancelled':
      return l10n.t('cancelled at {0}', since);
  }
}
