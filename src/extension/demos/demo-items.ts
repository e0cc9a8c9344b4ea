import * as vscode from 'vscode';
import { type ScenarioLanguage, scenarioLanguage } from '../../protocol/scenario-language';
import type { DemoFiles } from './demo-files';
import type { Demo } from './demo-index';

/** A phenomenon in the list of demos. */
export interface DemoItem extends vscode.QuickPickItem {
  readonly demo: Demo;
}

/** A file of a demo in the list of its languages. */
export interface FileItem extends vscode.QuickPickItem {
  readonly file: string;
}

const LANGUAGE_NAMES: Readonly<Record<ScenarioLanguage, string>> = {
  python: 'Python',
  typescript: 'TypeScript',
};

/** All demos, with a line above each group. */
export async function demoItems(
  demos: readonly Demo[],
  files: DemoFiles,
): Promise<(DemoItem | vscode.QuickPickItem)[]> {
  const items = await Promise.all(demos.map((demo) => demoItem(demo, files)));
  return items.flatMap((item, index) => {
    const { group } = item.demo;
    if (group === demos[index - 1]?.group) return [item];
    return [{ label: group, kind: vscode.QuickPickItemKind.Separator }, item];
  });
}

/** The files of a demo, that of the language which was chosen last on top. */
export function fileItems(
  demo: Demo,
  last: ScenarioLanguage | undefined,
  files: DemoFiles,
): Promise<FileItem[]> {
  const isLast = (file: string) => scenarioLanguage(file) === last;
  const inOrder = [...demo.files.filter(isLast), ...demo.files.filter((file) => !isLast(file))];
  return Promise.all(
    inOrder.map(async (file) => ({
      label: nameOfLanguage(file),
      description: file,
      buttons: await buttonsOf(file, files),
      file,
    })),
  );
}

export function isDemoItem(item: vscode.QuickPickItem): item is DemoItem {
  return 'demo' in item;
}

export function isFileItem(item: vscode.QuickPickItem): item is FileItem {
  return 'file' in item;
}

async function demoItem(demo: Demo, files: DemoFiles): Promise<DemoItem> {
  const { title, description, detail } = demo;
  const [file, ...others] = demo.files;
  if (file === undefined || others.length > 0) return { label: title, description, detail, demo };
  const only = vscode.l10n.t('{0} (only in {1})', description, nameOfLanguage(file));
  const buttons = await buttonsOf(file, files);
  return { label: title, description: only, detail, demo, buttons };
}

async function buttonsOf(file: string, files: DemoFiles): Promise<vscode.QuickInputButton[]> {
  if (!(await files.isChanged(file))) return [];
  const tooltip = vscode.l10n.t('You have changed this demo. Open it as it was in the beginning.');
  return [{ iconPath: new vscode.ThemeIcon('discard'), tooltip }];
}

function nameOfLanguage(file: string): string {
  const language = scenarioLanguage(file);
  return language ? LANGUAGE_NAMES[language] : file;
}
