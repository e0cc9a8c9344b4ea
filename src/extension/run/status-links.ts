import { settingsNamed } from '../../analysis/settings-named';
import { COMMANDS } from '../contributions';
import type { Localizer } from '../localizer';
import type { RunModel } from './run-model';
import { statusSentences } from './status-text';

/** A link of the status bar's tooltip, which calls a command. */
export interface StatusLink {
  readonly title: string;
  readonly command: string;
  readonly argument?: string;
}

/** The commands that a tooltip may call. */
export const LINKED_COMMANDS = [
  'loopscope.stop',
  'loopscope.showOutput',
  'workbench.action.openSettings',
] as const;

/** The next steps of a run: to stop it, to read or answer it, and to change a setting that its sentences name. */
export function statusLinks(model: RunModel, l10n: Localizer): StatusLink[] {
  const output = { title: COMMANDS['loopscope.showOutput'].title, command: 'loopscope.showOutput' };
  if (!model.outcome) {
    return [{ title: COMMANDS['loopscope.stop'].title, command: 'loopscope.stop' }, output];
  }
  const text = statusSentences(model, l10n).join(' ');
  const open = settingsNamed(text).map((setting) => ({
    title: l10n.t('Open {0}', setting),
    ...{ command: 'workbench.action.openSettings', argument: `@id:${setting}` },
  }));
  return model.traceFile === undefined ? [output, ...open] : open;
}
