import { type ClockKind, DEFAULT_LIMITS, type RunLimits } from '../protocol/run';
import { scenarioLanguage } from '../protocol/scenario-language';
import { UsageError } from './usage';

/** Seconds; what asyncio's debug mode takes for slow. */
const DEFAULT_THRESHOLD = 0.1;

/** What `loopscope run` was asked to do. */
export interface RunOptions {
  /** The scenario as written on the command line. */
  readonly file: string;
  /** What follows it: arguments of the program. */
  readonly args: readonly string[];
  /** Environment variables of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** Folders with packages, as written. */
  readonly packages: readonly string[];
  /** The program may change files. */
  readonly write: boolean;
  readonly clock: ClockKind;
  /** See `RunRequest.measureWork`. */
  readonly measureWork: boolean;
  /** Seconds from which a step counts as blocking. */
  readonly threshold: number;
  readonly failOnBlocking: boolean;
  /** File for the trace, undefined for none. */
  readonly trace: string | undefined;
  /** File for the Chrome trace, undefined for none. */
  readonly chromeTrace: string | undefined;
  readonly json: boolean;
  readonly timeline: boolean;
  /** The timeline has lanes of locks, queues and the like. */
  readonly primitives: boolean;
  readonly color: boolean;
  readonly limits: RunLimits;
}

/** What `loopscope open` was asked to do. */
export interface OpenOptions
  extends Pick<
    RunOptions,
    'file' | 'failOnBlocking' | 'chromeTrace' | 'json' | 'timeline' | 'primitives' | 'color'
  > {
  /** Seconds; undefined: as the run had it. */
  readonly threshold: number | undefined;
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'run'; readonly options: RunOptions }
  | { readonly name: 'open'; readonly options: OpenOptions };

type Draft = {
  -readonly [K in keyof RunOptions]: K extends 'threshold' ? number | undefined : RunOptions[K];
};

/** What `open` understands: all that does not concern running. */
const OPEN_OPTIONS = [
  '--threshold',
  '--fail-on',
  '--chrome-trace',
  '--json',
  '--no-timeline',
  '--primitives',
  '--no-color',
];

const FLAGS: Readonly<Record<string, (draft: Draft) => void>> = {
  '--json': (draft) => {
    draft.json = true;
  },
  '--write': (draft) => {
    draft.write = true;
  },
  '--no-measure-work': (draft) => {
    draft.measureWork = false;
  },
  '--no-timeline': (draft) => {
    draft.timeline = false;
  },
  '--primitives': (draft) => {
    draft.primitives = true;
  },
  '--no-color': (draft) => {
    draft.color = false;
  },
};

const VALUES: Readonly<Record<string, (draft: Draft, value: string, option: string) => void>> = {
  '--env': (draft, value, option) => {
    const equals = value.indexOf('=');
    if (equals < 1) throw new UsageError(`The option ${option} takes NAME=VALUE, not "${value}".`);
    draft.env = { ...draft.env, [value.slice(0, equals)]: value.slice(equals + 1) };
  },
  '--packages': (draft, value) => {
    draft.packages = [...draft.packages, value];
  },
  '--trace': (draft, value) => {
    draft.trace = value;
  },
  '--chrome-trace': (draft, value) => {
    draft.chromeTrace = value;
  },
  '--threshold': (draft, value, option) => {
    draft.threshold = positive(value, option, false);
  },
  '--clock': (draft, value, option) => {
    if (value !== 'virtual' && value !== 'system')
      throw oneOf(option, ['virtual', 'system'], value);
    draft.clock = value;
  },
  '--fail-on': (draft, value, option) => {
    if (value !== 'blocking') throw oneOf(option, ['blocking'], value);
    draft.failOnBlocking = true;
  },
  '--limit-virtual-seconds': limit('virtualSeconds', false),
  '--limit-real-seconds': limit('realSeconds', false),
  '--limit-steps': limit('steps', true),
  '--limit-events': limit('events', true),
  '--limit-output-characters': limit('outputCharacters', true),
};

/**
 * Reads the words behind `loopscope`. Options end at FILE, as with `python`.
 *
 * Throws `UsageError` if they make no sense.
 */
export function parseCommand(words: readonly string[]): Command {
  const [first] = words;
  if (first === undefined) throw new UsageError('No command is given. Try `loopscope --help`.');
  if (first === '--help' || first === '-h' || first === 'help') return { name: 'help' };
  if (first === '--version' || first === '-V') return { name: 'version' };
  if (first === 'open') return parseOpen(words.slice(1));
  if (first !== 'run') {
    throw new UsageError(`There is no command "${first}". Try \`${hintFor(first)}\`.`);
  }
  return parseRun(words.slice(1));
}

function hintFor(word: string): string {
  if (scenarioLanguage(word) !== undefined) return `loopscope run ${word}`;
  if (word.endsWith('.loopscope')) return `loopscope open ${word}`;
  return isOption(word) ? `loopscope run ${word} …` : 'loopscope --help';
}

function parseRun(words: readonly string[]): Command {
  const read = readOptions(words);
  if (read === 'help') return { name: 'help' };
  const { draft, rest } = read;
  const [file, ...args] = rest;
  if (file === undefined || file === '') {
    throw new UsageError('No file is given. Try `loopscope run FILE`, or `loopscope --help`.');
  }
  const options = { ...draft, threshold: draft.threshold ?? DEFAULT_THRESHOLD, file, args };
  return { name: 'run', options };
}

function parseOpen(words: readonly string[]): Command {
  const read = readOptions(words, OPEN_OPTIONS);
  if (read === 'help') return { name: 'help' };
  const { draft, rest } = read;
  const [file, more] = rest;
  if (file === undefined || file === '') {
    throw new UsageError('No file is given. Try `loopscope open FILE`, or `loopscope --help`.');
  }
  if (more !== undefined) {
    throw new UsageError(
      `The command open takes one file. Write options before it, not "${more}" behind.`,
    );
  }
  const { threshold, failOnBlocking, chromeTrace, json, ...others } = draft;
  const looks = { timeline: others.timeline, primitives: others.primitives, color: others.color };
  return {
    name: 'open',
    options: { file, threshold, failOnBlocking, chromeTrace, json, ...looks },
  };
}

/** The options at the beginning, and the words behind them. `allowed`: undefined for all. */
function readOptions(words: readonly string[], allowed?: readonly string[]) {
  const draft = emptyDraft();
  let at = 0;
  for (; at < words.length && words[at]!.startsWith('-'); at++) {
    const word = words[at]!;
    if (word === '--') {
      at++;
      break;
    }
    if (word === '--help' || word === '-h') return 'help';
    const [option = ''] = word.split('=', 1);
    if (allowed && !allowed.includes(option) && isOption(option)) {
      throw new UsageError(`The option ${option} is only for \`loopscope run\`.`);
    }
    at += readOption(draft, word, words[at + 1]);
  }
  return { draft, rest: words.slice(at) };
}

function isOption(option: string): boolean {
  return own(FLAGS, option) !== undefined || own(VALUES, option) !== undefined;
}

function emptyDraft(): Draft {
  return {
    file: '',
    args: [],
    env: {},
    packages: [],
    write: false,
    clock: 'virtual',
    measureWork: true,
    threshold: undefined,
    failOnBlocking: false,
    trace: undefined,
    chromeTrace: undefined,
    json: false,
    timeline: true,
    primitives: false,
    color: true,
    limits: DEFAULT_LIMITS,
  };
}

/** Returns the number of words that it used beside the option itself. */
function readOption(draft: Draft, word: string, next: string | undefined): number {
  const equals = word.indexOf('=');
  const option = equals < 0 ? word : word.slice(0, equals);
  const flag = own(FLAGS, option);
  if (flag) {
    if (equals >= 0) throw new UsageError(`The option ${option} takes no value.`);
    flag(draft);
    return 0;
  }
  const read = own(VALUES, option);
  if (!read) throw new UsageError(`There is no option ${option}. Try \`loopscope --help\`.`);
  const value = equals < 0 ? next : word.slice(equals + 1);
  if (value === undefined || value === '') {
    throw new UsageError(`The option ${option} needs a value. Try \`loopscope --help\`.`);
  }
  read(draft, value, option);
  return equals < 0 ? 1 : 0;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function limit(name: keyof RunLimits, whole: boolean) {
  return (draft: Draft, value: string, option: string): void => {
    draft.limits = { ...draft.limits, [name]: positive(value, option, whole) };
  };
}

function positive(value: string, option: string, whole: boolean): number {
  const number = /^[0-9.]+(e[-+]?[0-9]+)?$/i.test(value) ? Number(value) : Number.NaN;
  const good = number > 0 && Number.isFinite(number) && (!whole || Number.isInteger(number));
  if (good) return number;
  const kind = whole ? 'whole number' : 'number';
  throw new UsageError(`The option ${option} needs a ${kind} above 0, not "${value}".`);
}

function oneOf(option: string, values: readonly string[], value: string): UsageError {
  return new UsageError(`The option ${option} takes ${values.join(' or ')}, not "${value}".`);
}
