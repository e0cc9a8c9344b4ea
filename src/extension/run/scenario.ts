import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { type CellsToRun, type RunRequest, runRequest } from '../../protocol/run';
import { readRunSettings } from '../settings';
import { findProblem, isEmpty, type ScenarioProblem } from './scenario-check';

/** A document that can be run, or the reason why not. */
export type Scenario =
  | { readonly document: vscode.TextDocument }
  | { readonly problem: ScenarioProblem };

/** Opens what is to be run and checks it, before anything is started. */
export async function findScenario(uri: vscode.Uri | undefined): Promise<Scenario> {
  const trusted = vscode.workspace.isTrusted;
  if (!uri) return { problem: trusted ? 'no-file' : 'untrusted' };
  const { scheme, path } = uri;
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const languageId = open?.languageId ?? '';
  const problem = findProblem({ trusted, scheme, path, languageId });
  if (problem) return { problem };
  const document = open ?? (await openDocument(uri));
  if (!document) return { problem: 'unreadable' };
  return isEmpty(document.getText()) ? { problem: 'empty' } : { document };
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // Deleted, a folder, binary or too large: the message is the same, and so is the next step.
    return undefined;
  }
}

/**
 * What the engine must know to run a document now: what is on screen, not what is on disk. The
 * working directory is the file's folder, where a learner expects `open('data.txt')` to look.
 *
 * @param cells those that are run, of a file in cells; all of them if it is missing
 */
export function requestFor(document: vscode.TextDocument, cells?: CellsToRun): RunRequest {
  const settings = settingsFor(document.uri);
  const file = document.uri.fsPath;
  const unsaved = unsavedTexts();
  // An interpreter that is kept has looked at the file before, and might miss what was saved since.
  if (cells) unsaved[file] = document.getText();
  const workspace = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
  const folders = workspace === undefined ? [] : [workspace];
  const packages = settings.packages.map((folder) => resolve(workspace ?? dirname(file), folder));
  return runRequest(file, dirname(file), { ...settings, unsaved, cells, folders, packages });
}

export function titleOf(uri: vscode.Uri): string {
  return basename(uri.path) || uri.toString();
}

function settingsFor(uri: vscode.Uri) {
  const configuration = vscode.workspace.getConfiguration('loopscope', uri);
  return readRunSettings((name) => configuration.get(name));
}

/** Texts of all files with unsaved changes: a scenario may import any of them. */
function unsavedTexts(): Record<string, string> {
  const dirty = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file',
  );
  return Object.fromEntries(dirty.map((document) => [document.uri.fsPath, document.getText()]));
}

/** The file in the active editor, whatever it is. */
export function activeUri(): vscode.Uri | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && editor.document.uri.scheme !== 'output') return editor.document.uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputNotebook
    ? input.uri
    : undefined;
}
