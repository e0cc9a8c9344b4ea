import * as vscode from 'vscode';
import { Disposable, toDisposable } from '../../base/disposable';
import type { CellBoards } from '../run/cell-boards';
import { readSwitch } from '../settings';
import { resultMarks, withResults } from './cell-results';
import { markStyles } from './mark-styles';
import { type LineMark, markText } from './run-lines';
import type { SpokenLines } from './spoken-lines';

/**
 * Writes behind the lines of the editors what happened there in the last run, or who stands there at the
 * cursor, and the values of cells.
 *
 * 1. The text of the document stays where it is: marks stand behind the end of a line.
 * 2. Only editors that are seen are marked.
 */
export class LineMarks extends Disposable {
  readonly #styles: ReturnType<typeof markStyles>;
  #timer: NodeJS.Immediate | undefined;

  constructor(
    private readonly spoken: SpokenLines,
    private readonly boards: CellBoards,
    extensionUri: vscode.Uri,
  ) {
    super();
    this.#styles = markStyles(extensionUri);
    for (const style of Object.values(this.#styles)) this._register(style);
    this._register(spoken.onDidChange(() => this.#showSoon()));
    this._register(boards.onDidChange(() => this.#showSoon()));
    this._register(vscode.window.onDidChangeVisibleTextEditors(() => this.#showSoon()));
    this._register(vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)));
    this._register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('loopscope.editor')) this.#showSoon();
      }),
    );
    this._register(toDisposable(() => clearImmediate(this.#timer)));
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.scheme !== 'file' || contentChanges.length === 0) return;
    const line = Math.min(...contentChanges.map(({ range }) => range.start.line)) + 1;
    if (!this.spoken.edited(document.uri.fsPath, line)) return;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document) this.#show(editor);
    }
  }

  /** A cursor that is dragged moves many times between two looks at the editors. */
  #showSoon(): void {
    this.#timer ??= setImmediate(() => {
      this.#timer = undefined;
      for (const editor of vscode.window.visibleTextEditors) this.#show(editor);
    });
  }

  #show(editor: vscode.TextEditor): void {
    const { document } = editor;
    const { uri } = document;
    if (uri.scheme !== 'file') return;
    const configuration = vscode.workspace.getConfiguration('loopscope', uri);
    const withSummaries = readSwitch((name) => configuration.get(name), 'editor.lineSummaries');
    const marks = this.spoken.of(uri.fsPath)?.marks(uri.fsPath, withSummaries) ?? [];
    const results = withSummaries ? resultMarks(this.boards.notes(document)) : [];
    const all = withResults(marks, results);
    const seen = all.filter(({ line }) => line >= 1 && line <= document.lineCount);
    for (const [kind, style] of Object.entries(this.#styles)) {
      const ofKind = seen.filter((mark) => mark.kind === kind);
      editor.setDecorations(
        style,
        ofKind.map((mark) => decoration(document, mark)),
      );
    }
  }
}

function decoration(document: vscode.TextDocument, mark: LineMark): vscode.DecorationOptions {
  const { end } = document.lineAt(mark.line - 1).range;
  const contentText = markText(mark, end.character);
  return { range: new vscode.Range(end, end), renderOptions: { after: { contentText } } };
}
