import type { RunLimits, RunOutcome } from '../../protocol/run';
import type { Localizer } from '../localizer';
import { commandButton, type Notice } from './problem-messages';

const LIMITS: readonly (keyof RunLimits)[] = [
  'virtualSeconds',
  'realSeconds',
  'steps',
  'events',
  'outputCharacters',
];

/**
 * The message that a finished run deserves, or undefined: a program that finished needs none, one
 * that the user stopped neither, and one that failed has its traceback in the output.
 */
export function outcomeNotice(
  outcome: RunOutcome,
  title: string,
  l10n: Localizer,
): Notice | undefined {
  const showOutput = commandButton(l10n.t('Show Output'), 'loopscope.showOutput');
  const runAgain = commandButton(l10n.t('Run Again'), 'loopscope.runAgain');
  switch (outcome.end) {
    case 'finished':
    case 'stopped':
      return undefined;
    case 'failed':
      if (outcome.problem || outcome.message === '') return undefined;
      return { severity: 'error', text: sentence(outcome, title, l10n), buttons: [showOutput] };
    case 'limit': {
      const change = commandButton(
        l10n.t('Change the Limit'),
        'workbench.action.openSettings',
        limitQuery(outcome.message),
      );
      const text = sentence(outcome, title, l10n);
      return { severity: 'warning', text, buttons: [change, showOutput] };
    }
    case 'stalled': {
      const open = commandButton(l10n.t('Open Timeline'), 'loopscope.openTimeline');
      return { severity: 'warning', text: sentence(outcome, title, l10n), buttons: [open] };
    }
    case 'crashed':
      return {
        severity: 'error',
        text: sentence(outcome, title, l10n),
        buttons: [runAgain, showOutput],
      };
  }
}

/** The messages for what else the user should know; each leads to the setting that it names. */
export function noteNotices({ notes = [] }: RunOutcome, title: string, l10n: Localizer): Notice[] {
  return notes.map((note) => {
    const [setting] = /loopscope\.\w+(?:\.\w+)*/.exec(note) ?? [];
    const open = commandButton(
      l10n.t('Open the Setting'),
      'workbench.action.openSettings',
      `@id:${setting}`,
    );
    const text = l10n.t('{0}: {1}', title, note);
    return { severity: 'information', text, buttons: setting === undefined ? [] : [open] };
  });
}

/** What to type into the settings editor to find the limit that a message names, or all limits. */
export function limitQuery(message: string): string {
  const named = LIMITS.find((limit) => message.includes(`loopscope.limits.${limit}`));
  return named ? `@id:loopscope.limits.${named}` : 'loopscope.limits';
}

function sentence(outcome: RunOutcome, title: string, l10n: Localizer): string {
  const message = outcome.message || l10n.t('The run ended before the program did.');
  return l10n.t('{0}: {1}', title, message);
}
