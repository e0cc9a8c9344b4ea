import * as vscode from 'vscode';
import { Disposable, toDisposable } from '../../base/disposable';

/** Characters kept for a terminal that is not open yet, or was closed and may come back. */
const MAX_KEPT = 500_000;

/**
 * The terminal "Loopscope". It is made when it is first shown, and made again with all its text
 * after the user closed it.
 */
export class OutputTerminal extends Disposable {
  readonly #typed = this._register(new vscode.EventEmitter<string>());
  #terminal: vscode.Terminal | undefined;
  #pty: Pty | undefined;
  #text = '';

  /** The run that wrote the last lines. */
  speaker: object | undefined;

  /** The user typed or pasted something in it; not shown unless somebody writes it. */
  readonly onDidType = this.#typed.event;

  constructor() {
    super();
    this._register(
      vscode.window.onDidCloseTerminal((closed) => {
        if (closed === this.#terminal) this.#forget();
      }),
    );
    this._register(
      toDisposable(() => {
        this.#terminal?.dispose();
        this.#forget();
      }),
    );
  }

  /** Everything that was written, as far as it is kept. */
  get text(): string {
    return this.#text;
  }

  /** True while VS Code has a terminal that shows the text. */
  get isOpen(): boolean {
    return this.#pty?.isOpen ?? false;
  }

  /** Writes text with `\r\n` at the end of its lines. */
  write(text: string): void {
    if (text === '') return;
    this.#text += text;
    if (this.#text.length > MAX_KEPT * 2) this.#text = this.#text.slice(-MAX_KEPT);
    this.#pty?.write(text);
  }

  show(preserveFocus: boolean): void {
    if (!this.#terminal) {
      this.#pty = new Pty(
        () => this.#text.slice(-MAX_KEPT),
        (data) => this.#typed.fire(data),
      );
      this.#terminal = vscode.window.createTerminal({
        name: 'Loopscope',
        pty: this.#pty,
        iconPath: new vscode.ThemeIcon('output'),
        isTransient: true,
      });
    }
    this.#terminal.show(preserveFocus);
  }

  #forget(): void {
    this.#pty?.dispose();
    this.#pty = undefined;
    this.#terminal = undefined;
  }
}

/** The inside of one terminal: it begins with all text so far and passes on what comes. */
class Pty extends Disposable implements vscode.Pseudoterminal {
  readonly #written = this._register(new vscode.EventEmitter<string>());
  readonly onDidWrite = this.#written.event;
  isOpen = false;

  constructor(
    private readonly past: () => string,
    private readonly onType: (data: string) => void,
  ) {
    super();
  }

  open(): void {
    this.isOpen = true;
    this.#written.fire(this.past());
  }

  close(): void {
    this.isOpen = false;
  }

  write(text: string): void {
    if (this.isOpen) this.#written.fire(text);
  }

  handleInput(data: string): void {
    this.onType(data);
  }
}
