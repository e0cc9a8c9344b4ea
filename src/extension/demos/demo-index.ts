/** One entry of `media/demos/index.json`. */
export interface Demo {
  readonly title: string;
  readonly description: string;
  /** One sentence about the lesson. */
  readonly detail: string;
  /** Name of the file in `media/demos`. */
  readonly file: string;
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
  const has = (key: string) => typeof Reflect.get(entry, key) === 'string';
  return ['title', 'description', 'detail', 'file'].every(has);
}
