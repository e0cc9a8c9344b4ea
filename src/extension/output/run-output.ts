import * as vscode from 'vscode';
import { Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import { readSwitch } from '../settings';
import { OutputTerminal } from './output-terminal';
import { RunPrinter, restartLine } from './run-printer';
import { TerminalKeyboard } from './terminal-keyboard';

/** Prints what runs print. Runs of several files at once share the terminal. */
export class RunOutput extends Disposable {
  readonly terminal = this._register(new OutputTerminal());
  /** By file. */
  readonly #followers = new Map<string, RunFollower>();
  #last: RunModel | undefined;
  readonly #keyboard: TerminalKeyboard;

  constructor(runs: RunController) {
    super();
    this.#keyboard = this._register(
      new TerminalKeyboard(runs, {
        echo: (model, text) => this.#followers.get(model.file)?.echo(text),
        interrupt: () => this.#last && runs.stop(this.#last),
      }),
    );
    this._register(runs.onDidStart((model) => this.#begin(model)));
    this._register(runs.onDidEnd(({ file }) => this.#followers.delete(file)));
    this._register(runs.onDidRestart((model) => this.#restarted(model)));
    this._register(runs.onDidAsk(() => this.terminal.show(false)));
    this._register(this.terminal.onDidType((data) => this.#keyboard.type(data)));
    this._register(
      toDisposable(() => {
        for (const follower of this.#followers.values()) follower.dispose();
      }),
    );
  }

  show(preserveFocus: boolean): void {
    this.terminal.show(preserveFocus);
  }

  #begin(model: RunModel): void {
    this.#last = model;
    this.#followers.get(model.file)?.dispose();
    const showTime = showsTime(vscode.Uri.file(model.file));
    const printer = new RunPrinter(model, showTime, vscode.l10n);
    this.#followers.set(model.file, new RunFollower(printer, this.terminal));
  }

  /** Of a run that goes on, its end says it. */
  #restarted(model: RunModel): void {
    if (!model.outcome) return;
    this.terminal.speaker = undefined;
    this.terminal.write(restartLine(model, vscode.l10n));
  }
}

/** Real milliseconds in which output is collected before it is sent to the terminal. */
const FLUSH_MS = 30;

/** Prints one run from its headline to its end, or until another run takes its place. */
class RunFollower extends Disposable {
  readonly #following = this._register(new DisposableStore());
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly printer: RunPrinter,
    private readonly terminal: OutputTerminal,
  ) {
    super();
    const { model } = printer;
    this._register(toDisposable(() => clearTimeout(this.#timer)));
    this.#following.add(model.onDidGrow(() => this.#flushSoon()));
    this.#following.add(model.onDidEnd(() => this.#end()));
    terminal.speaker = printer;
    terminal.write(printer.header());
  }

  /** Says whose lines these are if another run wrote the last ones. */
  #write(text: string): void {
    const { terminal, printer } = this;
    if (text === '') return;
    if (terminal.speaker !== printer) terminal.write(`\r\n${printer.header()}`);
    terminal.speaker = printer;
    terminal.write(text);
  }

  /** Shows what the user typed, after all that the program has printed. */
  echo(text: string): void {
    this.#flush();
    this.#write(text);
    if (text.endsWith('\n')) this.printer.endLine();
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#write(this.printer.output());
  }

  #end(): void {
    this.#flush();
    this.#write(this.printer.footer());
  }
}

function showsTime(uri: vscode.Uri): boolean {
  const configuration = vscode.workspace.getConfiguration('loopscope', uri);
  return readSwitch((name) => configuration.get(name), 'output.showTime');
}
