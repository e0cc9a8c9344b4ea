import * as vscode from 'vscode';
import type { LineMark } from './run-lines';

/** How each kind of mark looks, in colours of the theme. */
export function markStyles(
  extensionUri: vscode.Uri,
): Readonly<Record<LineMark['kind'], vscode.TextEditorDecorationType>> {
  const icon = (theme: string) => ({
    gutterIconPath: vscode.Uri.joinPath(extensionUri, `media/icons/running-${theme}.svg`),
  });
  return {
    quiet: behind('editorCodeLens.foreground'),
    blocking: behind('editorWarning.foreground'),
    place: behind('descriptionForeground'),
    result: behind('descriptionForeground'),
    running: behind('editor.foreground', {
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
      gutterIconSize: 'contain',
      light: icon('light'),
      dark: icon('dark'),
    }),
  };
}

function behind(
  color: string,
  more: vscode.DecorationRenderOptions = {},
): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { color: new vscode.ThemeColor(color), margin: '0 0 0 2em' },
    ...more,
  });
}
