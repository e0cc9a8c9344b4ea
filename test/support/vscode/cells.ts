import * as vscode from 'vscode';
import type { RunModel } from '../../../src/extension/run/run-model';
import type { TestingApi } from '../../../src/extension/testing';
import { makeScenario, until } from './loopscope';

/** Makes a file in cells and shows it, with the cursor in its first cell. */
export async function opened(name: string, text: string): Promise<vscode.Uri> {
  const uri = await makeScenario(name, text);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(1, 0, 1, 0) });
  return uri;
}

/** Asks for the cell that begins on a line, from 1, and gives its run when it has begun. */
export function runCell(uri: vscode.Uri, line: number): Thenable<RunModel | undefined> {
  return vscode.commands.executeCommand('loopscope.runCell', uri, line);
}

/** The run of a file once its program waits for input. */
export function asking(api: TestingApi, uri: vscode.Uri): Promise<RunModel> {
  return until('a question', () => {
    const model = api.runs.modelOf(uri.fsPath);
    return model?.isAsking ? model : undefined;
  });
}
