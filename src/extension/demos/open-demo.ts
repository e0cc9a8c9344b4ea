import * as vscode from 'vscode';
import type { DemoFiles } from './demo-files';
import type { Demo } from './demo-index';

interface DemoItem extends vscode.QuickPickItem {
  readonly demo: Demo;
}

/** Lets the user choose a demo and opens a copy of it. Undefined if nothing was chosen. */
export async function openDemo(files: DemoFiles): Promise<vscode.TextEditor | undefined> {
  const items = await Promise.all((await files.list()).map((demo) => itemOf(demo, files)));
  const choice = await pick(items);
  if (!choice) return undefined;
  const { demo } = choice.item;
  const uri = choice.restore ? await files.restore(demo) : await files.open(demo);
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}

async function itemOf(demo: Demo, files: DemoFiles): Promise<DemoItem> {
  const restore: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('discard'),
    tooltip: vscode.l10n.t('You have changed this demo. Open it as it was in the beginning.'),
  };
  const { title, description, detail } = demo;
  const buttons = (await files.isChanged(demo)) ? [restore] : [];
  return { label: title, description, detail, demo, buttons };
}

interface Choice {
  readonly item: DemoItem;
  /** Discard the learner's changes. */
  readonly restore: boolean;
}

function pick(items: readonly DemoItem[]): Promise<Choice | undefined> {
  const input = vscode.window.createQuickPick<DemoItem>();
  input.title = vscode.l10n.t('Open a Demo');
  input.placeholder = vscode.l10n.t('Choose what you want to see');
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = items;
  return new Promise((resolve) => {
    const finish = (choice: Choice | undefined) => {
      resolve(choice);
      input.dispose();
    };
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (item) finish({ item, restore: false });
    });
    input.onDidTriggerItemButton(({ item }) => finish({ item, restore: true }));
    input.onDidHide(() => finish(undefined));
    input.show();
  });
}
