import { type ScenarioLanguage, scenarioLanguage } from '../../protocol/scenario-language';
import * as python from './python-source';
import * as typescript from './typescript-source';

/** VS Code's ids of the languages that scenarios are written in. */
const LANGUAGE_IDS: Readonly<Record<string, ScenarioLanguage>> = {
  python: 'python',
  typescript: 'typescript',
  javascript: 'typescript',
};

export const SCENARIO_LANGUAGE_IDS: readonly string[] = Object.keys(LANGUAGE_IDS);

/** The language of a document, by its ending or its id in VS Code; undefined if it is no scenario. */
export function documentLanguage(languageId: string, path: string): ScenarioLanguage | undefined {
  return scenarioLanguage(path) ?? LANGUAGE_IDS[languageId];
}

/** True if a document of this language id imports asyncio: buttons are shown for no other. */
export function importsAsyncio(languageId: string, text: string): boolean {
  const language = LANGUAGE_IDS[languageId];
  if (language === undefined) return false;
  return language === 'python' ? python.importsAsyncio(text) : typescript.importsAsyncio(text);
}

/** The line where a scenario starts its loop, counted from 0. Lines end with a single `\n`. */
export function entryLine(languageId: string, text: string): number {
  return LANGUAGE_IDS[languageId] === 'python'
    ? python.entryLine(text)
    : typescript.entryLine(text);
}
