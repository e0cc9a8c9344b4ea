import { scenarioLanguage } from '../../protocol/scenario-language';
import { documentLanguage } from '../editor/languages';

/** Why a document cannot be run. `never-saved` is no news: the user is asked for a place. */
export type ScenarioProblem =
  | 'untrusted'
  | 'no-file'
  | 'never-saved'
  | 'not-on-disk'
  | 'other-language'
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

/**
 * The first reason not to run a document, or undefined if it can be run. Trust comes first: no
 * other advice helps in a restricted workspace. The language comes before the place, so that nobody
 * is asked to save a file that could not be run after that either.
 */
export function findProblem(facts: ScenarioFacts): ScenarioProblem | undefined {
  if (!facts.trusted) return 'untrusted';
  const language = documentLanguage(facts.languageId, facts.path);
  if (language === undefined) return 'other-language';
  if (facts.scheme === 'untitled') return 'never-saved';
  if (facts.scheme !== 'file') return 'not-on-disk';
  // The engine goes by the name, and takes one without an ending for Python.
  if (language !== 'python' && !scenarioLanguage(facts.path)) return 'other-language';
  return undefined;
}

/** True if there is nothing in a file that could run. */
export function isEmpty(text: string): boolean {
  return text.replace(/^\uFEFF/, '').trim() === '';
}
