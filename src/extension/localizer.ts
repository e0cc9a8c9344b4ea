/** The part of `vscode.l10n` that sentences need; with it, code that makes them runs without vscode. */
export interface Localizer {
  /** Translates a sentence and puts the arguments in place of `{0}`, `{1}`, … */
  t(message: string, ...args: (string | number | boolean)[]): string;
}
