import * as vscode from 'vscode';

/** What a list offers, and where the user stands in it. */
export interface PickOptions<T extends vscode.QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly (T | vscode.QuickPickItem)[];
  /** The item that Enter chooses at first. */
  readonly active: T | undefined;
  /** The list follows on another one. */
  readonly hasBack: boolean;
}

/** How a list was left: `restore` is the button of an item. Undefined if nothing was chosen. */
export type Picked<T> =
  | { readonly kind: 'open' | 'restore'; readonly item: T }
  | { readonly kind: 'back' }
  | undefined;

/** Shows a list of demos, or of the languages of one. `isItem` tells items from lines between them. */
export function pick<T extends vscode.QuickPickItem>(
  options: PickOptions<T>,
  isItem: (item: vscode.QuickPickItem) => item is T,
): Promise<Picked<T>> {
  const input = vscode.window.createQuickPick<T | vscode.QuickPickItem>();
  input.title = vscode.l10n.t('Open a Demo');
  input.placeholder = options.placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = options.items;
  if (options.active) input.activeItems = [options.active];
  if (options.hasBack) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    const finish = (picked: Picked<T>) => {
      resolve(picked);
      input.dispose();
    };
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (item && isItem(item)) finish({ kind: 'open', item });
    });
    input.onDidTriggerItemButton(({ item }) => isItem(item) && finish({ kind: 'restore', item }));
    input.onDidTriggerButton(() => finish({ kind: 'back' }));
    input.onDidHide(() => finish(undefined));
    input.show();
  });
}
