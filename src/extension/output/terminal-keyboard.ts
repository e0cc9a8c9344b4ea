import { Disposable } from '../../base/disposable';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import { LineEditor } from './line-editor';

export interface KeyboardUser {
  /** Shows what was typed for a run. */
  echo(model: RunModel, text: string): void;
  /** The user pressed Ctrl+C. */
  interrupt(): void;
}

/**
 * Gives what is typed in the terminal to the programs that wait for it.
 *
 * 1. Programs get one line each time they ask, in the order in which they asked.
 * 2. Lines that were pasted together stay for the next time; they are forgotten when nobody asks and a
 *    run ends.
 * 3. Keys are not heard while nobody asks, except Ctrl+C.
 */
export class TerminalKeyboard extends Disposable {
  readonly #editor = new LineEditor();
  readonly #asking: RunModel[] = [];
  #left: (string | undefined)[] = [];

  constructor(
    private readonly runs: RunController,
    private readonly user: KeyboardUser,
  ) {
    super();
    this._register(runs.onDidAsk((model) => this.#ask(model)));
    this._register(runs.onDidStart(() => this.#forget()));
    this._register(runs.onDidEnd(() => this.#forget()));
  }

  type(data: string): void {
    const [model] = this.#asking;
    const { echo, lines, isInterrupted } = this.#editor.type(model ? data : controlsOf(data));
    if (model) this.user.echo(model, echo);
    this.#left.push(...lines);
    this.#answer();
    if (isInterrupted) this.user.interrupt();
  }

  #ask(model: RunModel): void {
    this.#asking.push(model);
    this.#answer();
  }

  #answer(): void {
    while (this.#left.length > 0 && this.#asking.length > 0) {
      this.runs.type(this.#asking.shift()!, this.#left.shift());
    }
  }

  /** Lets go of runs that are over or were replaced. */
  #forget(): void {
    const still = this.#asking.filter((model) => this.runs.running.includes(model));
    this.#asking.splice(0, Number.POSITIVE_INFINITY, ...still);
    if (still.length === 0) this.#left = [];
  }
}

/** Ctrl+C, if it was pressed. */
function controlsOf(data: string): string {
  return data.includes('\u0003') ? '\u0003' : '';
}
