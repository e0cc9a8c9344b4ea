/** One entry of `media/demos/index.json`: a phenomenon, shown in one language or in more. */
export interface Demo {
  /** What the list shows above the first demo of a group. */
  readonly group: string;
  readonly title: string;
  readonly description: string;
  /** One sentence about the lesson. */
  readonly detail: string;
  /** Names of files in `media/demos`, one for each language. */
  readonly files: readonly string[];
}

/** Reads `index.json`. Throws `SyntaxError` if it is not what it should be. */
export function parseDemoIndex(text: string): Demo[] {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries) || !entries.every(isDemo)) {
    throw new SyntaxError('The list of demos is damaged. Reinstall the extension.');
  }
  return entries;
}

function isDemo(entry: unknown): entry is Demo {
  if (typeof entry !== 'object' || entry === null) return false;
  const files: unknown = Reflect.get(entry, 'files');
  const has = (key: string) => typeof Reflect.get(entry, key) === 'string';
  return ['group', 'title', 'description', 'detail'].every(has) && isListOfNames(files);
}

function isListOfNames(files: unknown): boolean {
  return (
    Array.isArray(files) && files.length > 0 && files.every((file) => typeof file === 'string')
  );
}
