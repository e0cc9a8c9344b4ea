import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { EXTENSION_ID } from '../../../src/extension/contributions';
import type { ExtensionApi } from '../../../src/extension/extension';
import type { RunModel } from '../../../src/extension/run/run-model';
import type { TestingApi } from '../../../src/extension/testing';
import type { TimelineDescription } from '../../../src/protocol/timeline';
import type { Driver } from './driver';

/** Activates the extension and gives what it shows to tests only. */
export async function testing(): Promise<TestingApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>(EXTENSION_ID);
  if (!extension) throw new Error('VS Code does not know the extension.');
  const api = await extension.activate();
  if (!api.testing) throw new Error('The extension does not know that it is tested.');
  return api.testing;
}

/** Makes runs independent of how busy the machine is: the times in a trace are exact. */
export async function deterministic(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('loopscope');
  await configuration.update('measureWork', false, vscode.ConfigurationTarget.Workspace);
}

export function workspaceFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The tests need a workspace folder.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Makes a scenario in the workspace. */
export async function makeScenario(name: string, text: string): Promise<vscode.Uri> {
  const uri = workspaceFile(name);
  await writeFile(uri.fsPath, text);
  return uri;
}

/** Puts a scenario of `test/support/scenarios` into the workspace. */
export async function copiedScenario(name: string): Promise<vscode.Uri> {
  const uri = workspaceFile(name);
  await copyFile(join(extensionPath(), 'test/support/scenarios', name), uri.fsPath);
  return uri;
}

/**
 * The program whose picture the documentation explains: `async_sleep3.py` of the seed programs where
 * they are at hand (LOOPSCOPE_SEED_PROGRAMS, or beside the repository), else an equal one of ours.
 */
export async function blockedSleepScenario(): Promise<vscode.Uri> {
  const extension = extensionPath();
  const seeds =
    process.env['LOOPSCOPE_SEED_PROGRAMS'] ?? join(extension, '..', 'shared', 'seed-programs');
  const seed = join(seeds, 'memo', 'async_sleep3.py');
  const ours = join(extension, 'test', 'support', 'scenarios', 'blocked_sleep.py');
  const uri = workspaceFile('async_sleep3.py');
  await copyFile(existsSync(seed) ? seed : ours, uri.fsPath);
  return uri;
}

function extensionPath(): string {
  return vscode.extensions.getExtension(EXTENSION_ID)!.extensionPath;
}

/** Runs a file as its CodeLens does and waits until the run is over. */
export async function run(api: TestingApi, uri: vscode.Uri): Promise<RunModel> {
  await start(uri);
  return api.finished(uri.fsPath);
}

/** Runs a file and closes the terminal that comes with the run, so that all lanes and the inspector have room. */
export async function runWithoutPanel(
  api: TestingApi,
  driver: Driver,
  uri: vscode.Uri,
): Promise<RunModel> {
  const closePanel = async () => {
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await driver.waitFor('.part.panel', { state: 'hidden' });
  };
  // That of an earlier run would be taken for the terminal of this one, which comes late at times.
  await closePanel();
  const model = await run(api, uri);
  await driver.waitFor('.part.panel');
  await closePanel();
  return model;
}

export async function start(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('loopscope.run', uri);
}

/** What the timeline of a file drew, once it has drawn what `isDrawn` wants to see. */
export async function drawn(
  api: TestingApi,
  uri: vscode.Uri,
  isDrawn: (description: TimelineDescription) => boolean,
): Promise<TimelineDescription> {
  return until(`the timeline of ${basename(uri.path)}`, async () => {
    const description = await api.describeTimeline(uri.fsPath).catch(() => undefined);
    return description && isDrawn(description) ? description : undefined;
  });
}

export function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Loopscope');
}

const POLL_MS = 50;
/** Only ends what hangs: a machine may be busy with something else. */
const LIMIT_MS = 60_000;

/** Waits for something that VS Code has no event for. Rejects after a minute of real time. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Waited too long for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Puts text into an editor without saving it. */
export async function type(document: vscode.TextDocument, range: vscode.Range, text: string) {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The edit was refused.');
}

export function readText(uri: vscode.Uri): Promise<string> {
  return readFile(uri.fsPath, 'utf8');
}

/**
 * Waits for a message with this text, on its own or in the notification center: a VS Code that is
 * driven by a test may keep quiet about all but errors.
 * @returns a selector for the driver
 */
export async function notified(driver: Driver, text: string): Promise<string> {
  const selector = `.notification-list-item:has-text("${text}") >> visible=true`;
  await until(`the message '${text}'`, async () => {
    if ((await driver.texts(selector)).length > 0) return true;
    await vscode.commands.executeCommand('notifications.showList');
    return undefined;
  });
  return selector;
}

/** Stops what goes on and closes what was opened, for the next test. */
export async function tidyUp(api: TestingApi): Promise<void> {
  for (const { file } of api.runs.running) {
    const ended = api.finished(file);
    await vscode.commands.executeCommand('loopscope.stop', vscode.Uri.file(file));
    await ended;
  }
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.commands.executeCommand('notifications.hideList');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
