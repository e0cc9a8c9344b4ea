/** Languages of scenarios; each is run by a worker of its own. */
export type ScenarioLanguage = 'python' | 'typescript';

const LANGUAGES: Readonly<Record<string, ScenarioLanguage>> = {
  '.py': 'python',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.js': 'typescript',
  '.mjs': 'typescript',
  '.cjs': 'typescript',
};

/** The endings of files that can be run, with their dots. */
export const SCENARIO_ENDINGS: readonly string[] = Object.keys(LANGUAGES);

/** The language of a scenario file by its ending; undefined if it is none. */
export function scenarioLanguage(file: string): ScenarioLanguage | undefined {
  const ending = /\.[^./\\]+$/.exec(file)?.[0].toLowerCase() ?? '';
  return LANGUAGES[ending];
}
