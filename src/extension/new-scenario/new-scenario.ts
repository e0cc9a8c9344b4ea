import * as vscode from 'vscode';

interface TemplateItem extends vscode.QuickPickItem {
  /** VS Code's id of the language. */
  readonly language: string;
  /** Name of the file in the folder of templates. */
  readonly file: string;
}

function templateItems(): TemplateItem[] {
  return [
    {
      label: 'Python',
      description: '.py',
      detail: vscode.l10n.t('The asyncio of Python itself. No Python has to be installed.'),
      language: 'python',
      file: 'scenario.py',
    },
    {
      label: 'TypeScript',
      description: '.ts',
      detail: vscode.l10n.t("async and await that work as in Python, with asyncio's names."),
      language: 'typescript',
      file: 'scenario.ts',
    },
  ];
}

/**
 * Lets the user choose a language, and opens a small program in it that has no place on disk yet.
 * Undefined if nothing was chosen.
 */
export async function newScenario(templates: vscode.Uri): Promise<vscode.TextEditor | undefined> {
  const item = await vscode.window.showQuickPick(templateItems(), {
    title: vscode.l10n.t('New Scenario'),
    placeHolder: vscode.l10n.t('Choose the language of the program'),
  });
  if (!item) return undefined;
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(templates, item.file));
  const content = new TextDecoder().decode(bytes);
  const document = await vscode.workspace.openTextDocument({ language: item.language, content });
  const editor = await vscode.window.showTextDocument(document);
  await correct(editor, content);
  return editor;
}

/** VS Code 1.100 may give an untitled document the text of one with the same name, just closed. */
async function correct(editor: vscode.TextEditor, content: string): Promise<void> {
  const text = editor.document.getText();
  if (text.replaceAll('\r\n', '\n') === content.replaceAll('\r\n', '\n')) return;
  const everything = new vscode.Range(0, 0, editor.document.lineCount, 0);
  await editor.edit((edit) => edit.replace(everything, content));
}
