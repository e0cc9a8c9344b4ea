import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { createEngine } from '../engine/client';
import type { Engine } from '../engine/client-api';

/** Owns the engine: it is made when it is first needed and ends with the extension. */
export class EngineHost extends Disposable {
  readonly #log = this._register(vscode.window.createOutputChannel('Loopscope', { log: true }));
  readonly #context: vscode.ExtensionContext;
  #engine: Engine | undefined;
  #warm = false;

  readonly log = (line: string): void => this.#log.info(line);

  constructor(context: vscode.ExtensionContext) {
    super();
    this.#context = context;
  }

  readonly get = (): Engine => {
    if (!this.#engine) {
      const { extensionUri, globalStorageUri } = this.#context;
      this.#engine = this._register(
        createEngine({
          bundleFolder: vscode.Uri.joinPath(extensionUri, 'dist').fsPath,
          cacheFolder: vscode.Uri.joinPath(globalStorageUri, 'engine').fsPath,
          log: this.log,
        }),
      );
    }
    return this.#engine;
  };

  /** Prepares the first run; does nothing in an untrusted workspace and nothing the second time. */
  readonly warmUp = (): void => {
    if (this.#warm || !vscode.workspace.isTrusted) return;
    this.#warm = true;
    this.get()
      .warmUp()
      .catch((error: unknown) => this.log(`The engine could not be prepared: ${String(error)}`));
  };
}
