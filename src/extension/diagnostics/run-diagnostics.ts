import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { rangeOf } from '../editor/reveal-source';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import { type CellError, cellError, errorsAfterEdit, withoutCell } from './cell-errors';
import { afterEdit, type Edit, editsOf, withoutFix } from './edits';
import { type Mark, markOfError, marksOf, marksOfFindings } from './mark';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

/**
 * Marks the lines that findings and errors of runs are about.
 *
 * 1. The marks of a file's run go when the file is run again.
 * 2. A trace speaks of the text that was on screen when the run began. Edits made since then are
 *    applied to its marks, whether the run is over or not.
 * 3. A trace that is opened marks its file as long as it is open, unless a run of this window does, and
 *    unless the file is not there. It mends nothing: the file may not be the one that ran.
 * 4. The error of a cell stays until its line is edited, its cell runs again, or the session of cells ends.
 * 5. When the cells of a file are restarted, all marks of their run go; if it still goes on, it makes none.
 */
export class RunDiagnostics extends Disposable {
  readonly #collection = this._register(vscode.languages.createDiagnosticCollection('loopscope'));
  /** By scenario file. */
  readonly #marks = new Map<string, readonly Mark[]>();
  /** Of the session of cells of each file that had the last run. */
  readonly #errors = new Map<string, readonly CellError[]>();
  /** Opened traces that their files' marks belong to, by scenario file. */
  readonly #traces = new Map<string, RunModel>();
  /** Edits since the start of each run that goes on and may make marks, by scenario file. */
  readonly #edits = new Map<string, Edit[]>();

  constructor(private readonly runs: RunController) {
    super();
    this._register(runs.onDidStart((model) => this.#begin(model)));
    this._register(runs.onDidEnd((model) => this.#end(model)));
    this._register(runs.onDidRestart(({ file }) => this.#restarted(file)));
    this._register(runs.onDidChangeKept((file) => this.#keptChanged(file)));
    this._register(runs.onDidOpenTrace((model) => void this.#opened(model)));
    this._register(runs.onDidCloseTrace((model) => this.#closed(model)));
    this._register(vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)));
  }

  /** What is marked in a file. */
  marksIn(file: string): Mark[] {
    return this.#all().filter(({ place }) => place.file === file);
  }

  #all(): Mark[] {
    const errors = [...this.#errors.values()].flat().map(({ mark }) => mark);
    return [...errors, ...[...this.#marks.values()].flat()];
  }

  #begin({ file, plan, takenOver }: RunModel): void {
    this.#edits.set(file, []);
    this.#traces.delete(file);
    const errors = this.#errors.get(file) ?? [];
    if (takenOver > 0 && plan) this.#errors.set(file, withoutCell(errors, file, plan));
    else this.#errors.delete(file);
    if (this.#marks.delete(file) || errors.length > 0) this.#publish();
  }

  #end(model: RunModel): void {
    const { file, outcome, findings } = model;
    const edits = this.#edits.get(file);
    if (!outcome || !edits) return;
    this.#edits.delete(file);
    const error = errorOfCell(model);
    if (error) {
      const before = this.#errors.get(file) ?? [];
      this.#errors.set(file, [...before, ...edits.reduce(errorsAfterEdit, [error])]);
    }
    const marks = error
      ? marksOfFindings(findings, vscode.l10n)
      : marksOf(outcome, findings, vscode.l10n);
    this.#marks.set(file, edits.reduce(afterEdit, marks));
    this.#publish();
  }

  #restarted(file: string): void {
    this.#edits.delete(file);
    this.#errors.delete(file);
    this.#marks.delete(file);
    this.#publish();
  }

  /** The interpreter of the cells of a file may be gone. One that ended with its last cell leaves its errors. */
  #keptChanged(file: string): void {
    if (this.runs.isKept(file) || !this.runs.modelOf(file)?.outcome?.kept) return;
    if (this.#errors.delete(file)) this.#publish();
  }

  async #opened(model: RunModel): Promise<void> {
    const { file, outcome, findings } = model;
    if (!outcome || !(await exists(file))) return;
    if (model.isDisposed || this.runs.modelOf(file)) return;
    this.#traces.set(file, model);
    const marks = marksOf(outcome, findings, vscode.l10n);
    this.#marks.set(file, marks.map(withoutFix));
    this.#publish();
  }

  #closed(model: RunModel): void {
    if (this.#traces.get(model.file) !== model) return;
    this.#traces.delete(model.file);
    if (this.#marks.delete(model.file)) this.#publish();
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.scheme !== 'file' || contentChanges.length === 0) return;
    const edits = editsOf(document.uri.fsPath, contentChanges);
    for (const log of this.#edits.values()) log.push(...edits);
    let changed = false;
    for (const [file, marks] of this.#marks) {
      const kept = edits.reduce<readonly Mark[]>(afterEdit, marks);
      changed ||= kept.length !== marks.length || kept.some((mark, index) => mark !== marks[index]);
      this.#marks.set(file, kept);
    }
    for (const [file, errors] of this.#errors) {
      const kept = edits.reduce<readonly CellError[]>(errorsAfterEdit, errors);
      changed ||= errors.length > 0;
      this.#errors.set(file, kept);
    }
    if (changed) this.#publish();
  }

  #publish(): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const mark of this.#all()) {
      const diagnostics = byFile.get(mark.place.file);
      if (diagnostics) diagnostics.push(diagnosticOf(mark));
      else byFile.set(mark.place.file, [diagnosticOf(mark)]);
    }
    this.#collection.clear();
    for (const [file, diagnostics] of byFile) {
      this.#collection.set(vscode.Uri.file(file), diagnostics);
    }
  }
}

/** The error that ended a run of cells, if one did. */
function errorOfCell({ file, outcome, plan, timeline }: RunModel): CellError | undefined {
  const mark = outcome && markOfError(outcome);
  const failed = timeline.cells.at(-1);
  const line = failed && plan?.starts[failed.index - 1];
  return mark && line !== undefined ? cellError(mark, file, line) : undefined;
}

async function exists(file: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
    return true;
  } catch {
    return false;
  }
}

function diagnosticOf(mark: Mark): vscode.Diagnostic {
  const severity = SEVERITIES[mark.severity];
  const diagnostic = new vscode.Diagnostic(rangeOf(mark.place), mark.message, severity);
  diagnostic.source = 'Loopscope';
  diagnostic.code = mark.code;
  diagnostic.relatedInformation = mark.related.map(({ place, message }) => {
    const location = new vscode.Location(vscode.Uri.file(place.file), rangeOf(place));
    return new vscode.DiagnosticRelatedInformation(location, message);
  });
  return diagnostic;
}
