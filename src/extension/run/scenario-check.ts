/** Why a document cannot be run. */
export type ScenarioProblem =
  | 'untrusted'
  | 'no-file'
  | 'never-saved'
  | 'not-on-disk'
  | 'typescript'
  | 'not-python'
  | 'empty'
  | 'unreadable';

/** What is known of a document before it is run. */
export interface ScenarioFacts {
  readonly trusted: boolean;
  /** Scheme of the URI, such as `file`, `git` or `untitled`. */
  readonly scheme: string;
  readonly path: string;
  /** VS Code's language id; empty if the document was not opened. */
  readonly languageId: string;
}

const TYPESCRIPT = /\.[cm]?[jt]sx?$/i;
const PYTHON = /\.py$/i;
const TYPESCRIPT_IDS = ['typescript', 'javascript', 'typescriptreact', 'javascriptreact'];

/**
 * The first reason not to run a document, or undefined if it can be run. Trust comes first: no
 * other advice helps in a restricted workspace. The language comes before the place, so that nobody
 * is asked to save a file that could not be run after that either.
 */
export function findProblem(facts: ScenarioFacts): ScenarioProblem | undefined {
  if (!facts.trusted) return 'untrusted';
  const python = PYTHON.test(facts.path) || facts.languageId === 'python';
  if (!python) {
    const typescript = TYPESCRIPT.test(facts.path) || TYPESCRIPT_IDS.includes(facts.languageId);
    return typescript ? 'typescript' : 'not-python';
  }
  if (facts.scheme === 'untitled') return 'never-saved';
  if (facts.scheme !== 'file') return 'not-on-disk';
  return undefined;
}

/** True if there is nothing in a file that could run. */
export function isEmpty(text: string): boolean {
  return text.replace(/^\uFEFF/, '').trim() === '';
}
