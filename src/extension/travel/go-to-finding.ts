import * as vscode from 'vscode';
import { eventsOfFindings, findingStops } from '../../analysis/steps-to-findings';
import { travelAround } from '../../analysis/travel';
import { momentOfEvent } from '../../trace/cursor';
import { revealSource } from '../editor/reveal-source';
import { sayInStatusBar } from '../run/passing-words';
import type { RunModel } from '../run/run-model';

/** Real milliseconds. */
const MESSAGE_MS = 8000;

/**
 * Moves the cursor to the next finding (1) or the one before (-1), around the ends of the run, and shows its
 * line. Findings are those of the extension, so that the list is the one that the Problems view shows.
 */
export async function goToFinding(model: RunModel, step: 1 | -1): Promise<void> {
  const { findings, timeline, trace, cursor } = model;
  const stops = findingStops(timeline, findings);
  const event = travelAround(timeline, cursor, stops, step);
  if (event === undefined) {
    const message = model.outcome
      ? vscode.l10n.t('This run has no findings.')
      : vscode.l10n.t('Findings are known when the run is over.');
    sayInStatusBar(message, MESSAGE_MS);
    return;
  }
  const events = eventsOfFindings(timeline, findings);
  const found = findings.filter((_, index) => events[index] === event);
  const says = vscode.l10n.t(
    'Finding {0} of {1}: {2}',
    stops.indexOf(event) + 1,
    stops.length,
    found.map(({ message }) => message.replaceAll('`', '')).join(' '),
  );
  model.setCursor(momentOfEvent(trace, event), 'command', says);
  sayInStatusBar(says, MESSAGE_MS);
  const position = found.find((finding) => finding.position)?.position;
  if (position) await revealSource(position, { preserveFocus: true });
}
