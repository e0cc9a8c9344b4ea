import * as vscode from 'vscode';
import { type ScenarioLanguage, scenarioLanguage } from '../../protocol/scenario-language';
import type { DemoFiles } from './demo-files';
import type { Demo } from './demo-index';
import { demoItems, fileItems, isDemoItem, isFileItem } from './demo-items';
import { type Picked, pick } from './pick';

/** Where the language that was chosen last is kept. */
const LANGUAGE_KEY = 'demos.language';

interface Choice {
  readonly file: string;
  /** Discard the learner's changes. */
  readonly restore: boolean;
}

/**
 * Lets the user choose a demo, then a language if there are more than one, and opens a copy of it.
 * Undefined if nothing was chosen. `memory` keeps the language for the next time.
 */
export async function openDemo(
  files: DemoFiles,
  memory: vscode.Memento,
): Promise<vscode.TextEditor | undefined> {
  const choice = await choose(files, memory);
  if (!choice) return undefined;
  const { file, restore } = choice;
  const uri = restore ? await files.restore(file) : await files.open(file);
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}

async function choose(files: DemoFiles, memory: vscode.Memento): Promise<Choice | undefined> {
  const items = await demoItems(await files.list(), files);
  const placeholder = vscode.l10n.t('Choose what you want to see');
  let active = items.find(isDemoItem);
  for (;;) {
    const picked = await pick({ placeholder, items, active, hasBack: false }, isDemoItem);
    if (!picked || picked.kind === 'back') return undefined;
    active = picked.item;
    const { demo } = active;
    const [only, ...others] = demo.files;
    if (only !== undefined && others.length === 0) {
      return { file: only, restore: picked.kind === 'restore' };
    }
    const language = await chooseLanguage(demo, files, memory);
    if (!language) return undefined;
    if (language.kind === 'back') continue;
    const { file } = language.item;
    await memory.update(LANGUAGE_KEY, scenarioLanguage(file));
    return { file, restore: language.kind === 'restore' };
  }
}

async function chooseLanguage(
  demo: Demo,
  files: DemoFiles,
  memory: vscode.Memento,
): Promise<Picked<{ readonly file: string }>> {
  const items = await fileItems(demo, memory.get<ScenarioLanguage>(LANGUAGE_KEY), files);
  const placeholder = vscode.l10n.t('Choose the language of the program');
  return pick({ placeholder, items, active: items[0], hasBack: true }, isFileItem);
}
