/** The settings of ours that a text names, such as `loopscope.files.write`, each once. */
export function settingsNamed(text: string): string[] {
  return [...new Set(text.match(/\bloopscope(?:\.[A-Za-z]+)+/g))];
}
