import type { ClockKind, RunLimits } from '../protocol/run';
import { SETTINGS, type SettingName } from './contributions';

/** What the settings say about a run. */
export interface RunSettings {
  readonly clock: ClockKind;
  /** Work costs time on the virtual clock. */
  readonly measureWork: boolean;
  /** Record the stacks of waiting tasks and the values of their variables. */
  readonly recordLocals: boolean;
  /** Seconds. */
  readonly slowCallbackDuration: number;
  readonly args: readonly string[];
  /** Environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Scenarios may change files. */
  readonly writeFiles: boolean;
  /** Folders as the user wrote them. */
  readonly packages: readonly string[];
  readonly limits: RunLimits;
}

/** Gives the value of a setting without the `loopscope.` in front, of any type: users write JSON. */
export type SettingSource = (name: SettingName) => unknown;

/**
 * Reads the settings of a run. A value of the wrong type counts as not set, because the settings
 * editor has already marked it.
 */
export function readRunSettings(source: SettingSource): RunSettings {
  const limit = (name: keyof RunLimits) => positive(source, `limits.${name}`);
  return {
    clock: source('clock') === 'system' ? 'system' : 'virtual',
    measureWork: readSwitch(source, 'measureWork'),
    recordLocals: readSwitch(source, 'recordLocals'),
    slowCallbackDuration: positive(source, 'slowCallbackDuration'),
    args: texts(source('arguments')),
    env: textsByName(source('env')),
    writeFiles: source('files.write') === true,
    packages: texts(source('python.packages')),
    limits: {
      virtualSeconds: limit('virtualSeconds'),
      realSeconds: limit('realSeconds'),
      steps: limit('steps'),
      events: limit('events'),
      outputCharacters: limit('outputCharacters'),
    },
  };
}

/** Reads a setting that is on unless the user says `false`. */
export function readSwitch(
  source: SettingSource,
  name:
    | 'output.showTime'
    | 'codeLens.enabled'
    | 'editor.lineSummaries'
    | 'measureWork'
    | 'recordLocals',
): boolean {
  return source(name) !== false;
}

function positive(
  source: SettingSource,
  name: 'slowCallbackDuration' | `limits.${keyof RunLimits}`,
): number {
  const value = source(name);
  const usable = typeof value === 'number' && Number.isFinite(value) && value > 0;
  return usable ? value : SETTINGS[name].default;
}

function texts(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'string' || typeof item === 'number').map(String);
}

function textsByName(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const usable = Object.entries(value).filter(
    ([name, text]) => name !== '' && ['string', 'number', 'boolean'].includes(typeof text),
  );
  return Object.fromEntries(usable.map(([name, text]) => [name, String(text)]));
}
