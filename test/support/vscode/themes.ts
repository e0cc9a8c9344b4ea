import * as vscode from 'vscode';

/** Kinds of themes, as extensions declare them. */
export type ThemeKind = 'vs' | 'vs-dark' | 'hc-black' | 'hc-light';

const KINDS: Readonly<Record<ThemeKind, vscode.ColorThemeKind>> = {
  vs: vscode.ColorThemeKind.Light,
  'vs-dark': vscode.ColorThemeKind.Dark,
  'hc-black': vscode.ColorThemeKind.HighContrast,
  'hc-light': vscode.ColorThemeKind.HighContrastLight,
};

/** What VS Code's own themes are called in all versions. */
const USUAL = /\bModern$|^Default High Contrast/;

/** Runs `body` while VS Code has a theme of that kind. */
export async function inTheme(kind: ThemeKind, body: () => Promise<void>): Promise<void> {
  const workbench = vscode.workspace.getConfiguration('workbench');
  const target = vscode.ConfigurationTarget.Global;
  const changed = new Promise<void>((resolve) => {
    if (vscode.window.activeColorTheme.kind === KINDS[kind]) return resolve();
    const listener = vscode.window.onDidChangeActiveColorTheme((theme) => {
      if (theme.kind !== KINDS[kind]) return;
      listener.dispose();
      resolve();
    });
  });
  await workbench.update('colorTheme', themeOf(kind), target);
  try {
    await changed;
    await body();
  } finally {
    await workbench.update('colorTheme', undefined, target);
  }
}

/**
 * Runs `body` while the theme has these colours, whatever the version of VS Code has there.
 * @param colors by name, such as `editor.background`
 */
export async function withColors(
  colors: Readonly<Record<string, string>>,
  body: () => Promise<void>,
): Promise<void> {
  const workbench = vscode.workspace.getConfiguration('workbench');
  const target = vscode.ConfigurationTarget.Global;
  await workbench.update('colorCustomizations', colors, target);
  try {
    await body();
  } finally {
    await workbench.update('colorCustomizations', undefined, target);
  }
}

/** The setting that chooses a theme of that kind; versions of VS Code name them differently. */
function themeOf(kind: ThemeKind): string {
  const themes = vscode.extensions.all.flatMap(
    ({ packageJSON }): { id?: string; label: string; uiTheme: string }[] =>
      packageJSON.contributes?.themes ?? [],
  );
  const own = themes.filter(({ uiTheme }) => uiTheme === kind);
  const theme = own.find(({ id }) => id && USUAL.test(id)) ?? own[0];
  if (!theme) throw new Error(`This VS Code has no theme of the kind ${kind}.`);
  return theme.id ?? theme.label;
}
