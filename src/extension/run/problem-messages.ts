import { COMMANDS } from '../contributions';
import type { Localizer } from '../localizer';
import type { ScenarioProblem } from './scenario-check';

/** What a button of a message does. */
export type NextStep =
  | { readonly kind: 'command'; readonly command: string; readonly argument?: string }
  /** Runs the file on disk that a `git:` document is a version of. */
  | { readonly kind: 'run-file-on-disk' };

export interface Button {
  readonly title: string;
  readonly step: NextStep;
}

/** A message with its next steps, the best first. */
export interface Notice {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly buttons: readonly Button[];
}

/** A button that calls a command. */
export function commandButton(title: string, command: string, argument?: string): Button {
  return { title, step: { kind: 'command', command, argument } };
}

/** Tells why a document cannot be run and what to do instead. `name`: of the file, without folders. */
export function problemNotice(
  problem: Exclude<ScenarioProblem, 'never-saved'>,
  name: string,
  scheme: string,
  l10n: Localizer,
): Notice {
  const openDemo = commandButton(COMMANDS['loopscope.openDemo'].title, 'loopscope.openDemo');
  const openFile = commandButton(l10n.t('Open File…'), 'workbench.action.files.openFile');
  const warning = (text: string, ...buttons: Button[]): Notice => ({
    severity: 'warning',
    text,
    buttons,
  });
  switch (problem) {
    case 'untrusted':
      return warning(
        l10n.t('Loopscope runs nothing in Restricted Mode. Trust the workspace to run {0}.', name),
        commandButton(l10n.t('Manage Workspace Trust'), 'workbench.trust.manage'),
      );
    case 'no-file':
      return warning(
        l10n.t('There is no file to run. Open a Python or TypeScript file, or try a demo.'),
        openFile,
        openDemo,
      );
    case 'not-on-disk':
      return scheme === 'git'
        ? warning(
            l10n.t('This is an earlier version of {0}. Loopscope runs files on disk.', name),
            { title: l10n.t('Run the File on Disk'), step: { kind: 'run-file-on-disk' } },
          )
        : warning(
            l10n.t('{0} is not on disk ({1}). Save a copy of it to run it.', name, scheme),
            commandButton(l10n.t('Save As…'), 'workbench.action.files.saveAs'),
          );
    case 'other-language':
      return warning(
        l10n.t(
          '{0} is not a Python, TypeScript or JavaScript file. Open one, or try a demo.',
          name,
        ),
        openFile,
        openDemo,
      );
    case 'empty':
      return warning(l10n.t('{0} is empty. Write a program in it or try a demo.', name), openDemo);
    case 'unreadable':
      return warning(
        l10n.t('{0} could not be read. Check that it exists and is a text file.', name),
        openFile,
      );
  }
}
