import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from '../contributions';
import type { CellHeading } from '../editor/python-cells';
import type { CellNote } from '../run/cell-board';
import { cellStateWords } from './cell-state-words';

/** What is known of a cell when its buttons are made. */
export interface CellStatus {
  /** The cells whose state is kept, in words; undefined if there are none. */
  readonly kept: string | undefined;
  /** It was asked for, and has not begun. */
  readonly waits: boolean;
  /** What became of it when it ran last. */
  readonly note: CellNote | undefined;
}

/** What became of a cell, which a narrow editor must not cut, and the buttons above it. */
export function cellLenses(
  uri: vscode.Uri,
  heading: CellHeading,
  status: CellStatus,
): vscode.CodeLens[] {
  const { line, isFirst } = heading;
  const range = new vscode.Range(line, 0, line, 0);
  const { note } = status;
  const commands =
    note?.state.kind === 'running'
      ? runningCommands(uri)
      : [
          ...(note && !status.waits ? became(note, status.kept !== undefined) : []),
          status.waits ? waits() : runCell(uri, line, status.kept),
          ...(isFirst ? [] : [runAbove(uri, line)]),
        ];
  return commands.map((command) => new vscode.CodeLens(range, command));
}

function runningCommands(uri: vscode.Uri): vscode.Command[] {
  return [
    {
      title: vscode.l10n.t('$(loading~spin) Running…'),
      tooltip: vscode.l10n.t('Show the timeline of this file beside it'),
      command: 'loopscope.openTimeline',
      arguments: [uri],
    },
    {
      title: vscode.l10n.t('Stop Cell'),
      tooltip: vscode.l10n.t('Stop this cell, as Ctrl+C does, and forget those that wait for it'),
      command: 'loopscope.stop',
      arguments: [uri],
    },
  ];
}

/** Without a command it is no button. */
function waits(): vscode.Command {
  return {
    title: vscode.l10n.t('Waits for Its Turn'),
    tooltip: vscode.l10n.t('This cell runs after those that were asked for before'),
    command: '',
  };
}

function runCell(uri: vscode.Uri, line: number, kept: string | undefined): vscode.Command {
  return {
    title: vscode.l10n.t('▶ Run Cell in Loopscope'),
    tooltip:
      kept === undefined
        ? vscode.l10n.t('Run all cells up to this one, and keep what they have made')
        : vscode.l10n.t('Run this cell on the state of {0}', kept),
    command: 'loopscope.runCell',
    arguments: [uri, line + 1],
  };
}

function runAbove(uri: vscode.Uri, line: number): vscode.Command {
  return {
    title: vscode.l10n.t('Run Cells Above'),
    tooltip: vscode.l10n.t(
      'Start anew, run all cells before this one, and keep what they have made',
    ),
    command: 'loopscope.runCells',
    arguments: [uri, line],
  };
}

function became({ state, model }: CellNote, isKept: boolean): vscode.Command[] {
  const words = cellStateWords(state, isKept || !model.outcome, vscode.l10n);
  if (!words) return [];
  const args = [model.header.runId, state.lastEvent];
  return [{ ...words, command: INTERNAL_COMMANDS.showMoment, arguments: args }];
}
